package io.audmodel.backend.artifactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.audmodel.backend.Backend;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.StorageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose certificate a company's own authority has signed, named as for Python's requests, curl and OpenSSL. */
class PrivateAuthorityTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;

    private static HttpsServer server;
    private static Path bundle;

    @BeforeAll
    static void start() throws Exception {
        Path keys = folder.resolve("keys.p12");
        bundle = Files.createDirectory(folder.resolve("authorities")).resolve("company.pem");
        keytool(keys, "-genkeypair", "-alias", "company", "-keyalg", "EC", "-dname", "CN=Company", "-ext", "bc:c");
        keytool(keys, "-exportcert", "-rfc", "-alias", "company", "-file", bundle.toString());
        keytool(
                keys,
                "-genkeypair",
                "-alias",
                "server",
                "-signer",
                "company",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost");
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        store.deleteEntry("company");
        factory.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            ScriptedServer.object(exchange, 200, new byte[1]);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"})
    void authorityThatIsNamed_isTrusted(String variable) {
        try (Backend backend = connect(Map.of(variable, bundle.toString()))) {
            assertThat(backend.stat(PATH)).isPresent();
        }
    }

    @Test
    void folderOfAuthorities_isTrusted_asByRequests() {
        try (Backend backend =
                connect(Map.of("REQUESTS_CA_BUNDLE", bundle.getParent().toString()))) {
            assertThat(backend.stat(PATH)).isPresent();
        }
    }

    @Test
    void firstThatIsSet_wins() {
        try (Backend backend =
                connect(Map.of("REQUESTS_CA_BUNDLE", bundle.toString(), "SSL_CERT_FILE", "not-looked-at.pem"))) {
            assertThat(backend.stat(PATH)).isPresent();
        }
    }

    @Test
    void authorityThatNobodyNamed_isToldWithTheWayOut() {
        try (Backend backend = connect(Map.of())) {
            assertThatThrownBy(() -> backend.stat(PATH))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContainingAll("not trusted", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "trust store");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.pem", "text.pem", "empty"})
    void whatHasNoCertificate_isAnErrorThatNamesIt(String name) throws IOException {
        Files.writeString(folder.resolve("text.pem"), "no certificate\n");
        Files.createDirectories(folder.resolve("empty"));
        String file = folder.resolve(name).toString();
        assertThatThrownBy(() -> connect(Map.of("REQUESTS_CA_BUNDLE", file)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(file, "REQUESTS_CA_BUNDLE", "PEM");
    }

    private static Backend connect(Map<String, String> variables) {
        String host = "https://localhost:" + server.getAddress().getPort() + "/artifactory";
        return Connecting.impatient(
                ArtifactoryConfig.of(Connecting.repository(host), Connecting.settings(Map.of(), variables, folder)));
    }

    private static void keytool(Path keys, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", keys.toString()));
        Path log = folder.resolve("keytool.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
