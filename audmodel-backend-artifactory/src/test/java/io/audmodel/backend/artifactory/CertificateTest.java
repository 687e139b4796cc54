package io.audmodel.backend.artifactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.StorageException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jfrog.artifactory.client.Artifactory;
import org.jfrog.artifactory.client.ArtifactoryClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate nobody vouches for. */
class CertificateTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicReference<String> redirect = new AtomicReference<>();
    private final SSLContext trusted = trusted();
    private KeyStore store;
    private HttpsServer server;
    private String host;

    @BeforeEach
    void start() throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        store = selfSigned();
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            if (redirect.get() == null) {
                ScriptedServer.object(exchange, 200, new byte[1]);
            } else {
                ScriptedServer.answer(exchange, 302, "", "Location", redirect.get());
            }
            exchange.close();
        });
        server.start();
        host = "https://localhost:" + server.getAddress().getPort() + "/artifactory";
    }

    @AfterEach
    void stop() {
        SSLContext.setDefault(trusted);
        server.stop(0);
    }

    private static SSLContext trusted() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyCall_certificateIsNotTrusted_sendsNothing() {
        Map<String, String> options = Map.of("username", "me", "password", "s3cret");
        try (Backend backend = Connecting.impatient(Connecting.config(Connecting.repository(host), options))) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> backend.stat(PATH))
                    .withMessageContaining("certificate is not trusted");
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> backend.get(PATH, ByteRange.all()))
                    .withMessageContaining("certificate is not trusted");
            assertThat(requests).hasValue(0);
        }
    }

    /** If the certificate is trusted, encrypted requests do not continue as plain text. */
    @Test
    void get_sentFromHttpsToHttp_isRefused_andNothingIsAskedThere() throws Exception {
        try (ScriptedServer plain = new ScriptedServer(exchange -> ScriptedServer.object(exchange, 200, new byte[1]));
                Backend backend = trusting()) {
            try (ObjectBody body = backend.get(PATH, ByteRange.all())) {
                assertThat(body.stream().readAllBytes()).hasSize(1);
            }
            redirect.set("http://" + plain.host() + "/bucket/key");
            assertThatThrownBy(() -> backend.get(PATH, ByteRange.all())).hasMessageContaining("away from https");
            assertThat(plain.requests).isEmpty();
        }
    }

    private Backend trusting() throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext ours = SSLContext.getInstance("TLS");
        ours.init(null, trust.getTrustManagers(), null);
        SSLContext.setDefault(ours);
        return Connecting.impatient(Connecting.config(Connecting.repository(host), Map.of()));
    }

    /** Why that builder is not used. When this fails, it may be. */
    @Test
    void clientOfJFrogsBuilder_trustsEveryone() throws Exception {
        try (Artifactory theirs = ArtifactoryClientBuilder.create().setUrl(host).build()) {
            try (InputStream stream = theirs.getInputStream("/models/a/object")) {
                assertThat(stream.readAllBytes()).hasSize(1);
            }
        }
        assertThat(requests).hasValue(1);
    }

    private KeyStore selfSigned() throws Exception {
        Path file = folder.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("keytool.log")))
                .isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }
}
