package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Environment;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.AudModelException;
import io.audmodel.error.AuthenticationException;
import io.audmodel.error.RepositoryNotFoundException;
import io.audmodel.error.UnavailableException;
import io.audmodel.model.Repository;
import io.audmodel.servers.S3ProxyServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that checks signatures. */
@Tag("one-jdk")
class S3ErrorsTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static S3ProxyServer server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        server = S3ProxyServer.start();
        server.createBucket("models");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void missingBucket_isNotAnAbsentObject() {
        assertFails(connect(server.endpoint(), "nowhere", Map.of()), RepositoryNotFoundException.class);
    }

    @Test
    void wrongSecret_isAnErrorOfAuthentication() {
        Map<String, String> wrong = Map.of("secret_key", "hidden-and-wrong");
        assertFails(connect(server.endpoint(), "models", wrong), AuthenticationException.class);
    }

    @Test
    void nobodyThere_isUnavailable() throws IOException {
        assertFails(connect("http://127.0.0.1:" + freePort(), "models", Map.of()), UnavailableException.class);
    }

    @Test
    void proxyThatIsNotThere_isNamedWithItsVariable() throws IOException {
        String proxy = "127.0.0.1:" + freePort();
        Environment environment = Environment.of(Map.of("HTTP_PROXY", "http://me:hidden@" + proxy), folder, "tester");
        try (Backend backend = connect("http://s3.example.test", "models", Map.of(), environment)) {
            assertThatThrownBy(() -> backend.stat(PATH))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("proxy " + proxy)
                    .hasMessageContaining("HTTP_PROXY")
                    .hasMessageNotContaining("hidden");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void assertFails(Backend connected, Class<? extends AudModelException> kind) {
        try (Backend backend = connected) {
            assertThatThrownBy(() -> backend.stat(PATH))
                    .isInstanceOf(kind)
                    .hasMessageContaining(PATH.text())
                    .hasMessageNotContaining("hidden");
            assertThatThrownBy(() -> backend.get(PATH, ByteRange.all())).isInstanceOf(kind);
            assertThatThrownBy(() -> backend.list(PATH)).isInstanceOf(kind);
        }
    }

    private Backend connect(String endpoint, String bucket, Map<String, String> more) {
        return connect(endpoint, bucket, more, Environment.of(Map.of(), folder, "tester"));
    }

    private Backend connect(String endpoint, String bucket, Map<String, String> more, Environment environment) {
        Map<String, String> options = new HashMap<>(server.options());
        options.putAll(more);
        return new S3BackendProvider()
                .connect(new Repository("s3", endpoint, bucket), new BackendSettings(options, environment, folder));
    }
}
