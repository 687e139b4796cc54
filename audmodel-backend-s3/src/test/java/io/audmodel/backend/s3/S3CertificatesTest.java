package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Environment;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.UnavailableException;
import io.audmodel.model.Repository;
import io.audmodel.servers.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers whose certificate is of a company's own authority, and servers without TLS. */
@Timeout(120)
class S3CertificatesTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");

    @TempDir
    private static Path keys;

    private static SelfSigned key;

    @TempDir
    private Path folder;

    private HttpsServer server;
    private Path bundle;

    @BeforeAll
    static void makeTheKey() throws Exception {
        key = SelfSigned.in(keys);
    }

    @BeforeEach
    void begin() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(key.context()));
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] absent = "<Error><Code>NoSuchKey</Code></Error>".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(404, absent.length);
                exchange.getResponseBody().write(absent);
            }
        });
        server.start();
        bundle = key.bundle(folder.resolve("bundle.pem"));
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_CA_BUNDLE", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"})
    void authorityThatIsNamed_isTrusted(String variable) {
        try (Backend backend = connect("https://", server.getAddress(), Map.of(variable, bundle.toString()))) {
            assertThat(backend.stat(PATH)).isEmpty();
        }
    }

    @Test
    void authorityOfTheProfile_isTrusted() throws IOException {
        Files.createDirectory(folder.resolve(".aws"));
        Files.writeString(folder.resolve(".aws/config"), "[default]\nca_bundle = " + bundle + "\n");
        try (Backend backend = connect("https://", server.getAddress(), Map.of())) {
            assertThat(backend.stat(PATH)).isEmpty();
        }
    }

    @Test
    void authorityThatNobodyNamed_isToldWithTheWayOut() {
        try (Backend backend = connect("https://", server.getAddress(), Map.of())) {
            assertThatThrownBy(() -> backend.stat(PATH))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContainingAll("does not trust", "AWS_CA_BUNDLE", "SSL_CERT_FILE");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.pem", "empty.pem", "text.pem"})
    void fileThatHasNone_isAnErrorThatNamesIt(String name) throws IOException {
        Files.createFile(folder.resolve("empty.pem"));
        Files.writeString(folder.resolve("text.pem"), "no certificate\n");
        String file = folder.resolve(name).toString();
        assertThatThrownBy(() -> connect("https://", server.getAddress(), Map.of("AWS_CA_BUNDLE", file)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(file, "AWS_CA_BUNDLE");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void portWithoutTls_isToldWithItsAddress(boolean answers) throws IOException {
        try (PlainServer plain = new PlainServer(answers);
                Backend backend = connect("", plain.address(), Map.of(), "0.2")) {
            assertThatThrownBy(() -> backend.stat(PATH))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("write http:// before the host");
        }
    }

    /** Answers by HTTP alone, or waits for what it could read. */
    private static final class PlainServer implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

        PlainServer(boolean answers) throws IOException {
            Thread thread = new Thread(() -> serve(answers), "plain-server");
            thread.setDaemon(true);
            thread.start();
        }

        InetSocketAddress address() {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }

        private void serve(boolean answers) {
            try {
                while (true) {
                    Socket client = socket.accept();
                    if (answers) {
                        client.getOutputStream()
                                .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                        client.close();
                    }
                }
            } catch (IOException e) {
                // The test is over.
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private Backend connect(String scheme, InetSocketAddress address, Map<String, String> variables) {
        return connect(scheme, address, variables, "20");
    }

    private Backend connect(
            String scheme, InetSocketAddress address, Map<String, String> variables, String connectTimeout) {
        Map<String, String> options = Map.of("access_key", "a", "secret_key", "b", "connect_timeout", connectTimeout);
        S3Config config = S3Config.of(
                new Repository("s3", scheme + "localhost:" + address.getPort(), "models"),
                new BackendSettings(options, Environment.of(variables, folder, "tester"), folder));
        return Connecting.hasty(config, folder);
    }
}
