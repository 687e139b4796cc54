package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.AuthenticationException;
import io.audmodel.error.UnavailableException;
import io.audmodel.servers.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A proxy that wants a user and a password, on the way to a server with TLS. */
@Timeout(60)
@Tag("reliability")
class TunnelTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final byte[] BYTES = "the bytes of a model".getBytes();
    private static final String USER = "canary-user";
    private static final String PASSWORD = "canary-proxy/p4ssword+";
    private static final String WRONG = "canary-wrong/p4ssword+";

    @TempDir
    private static Path keys;

    private static SSLContext context;
    private static SSLSocketFactory before;

    @TempDir
    private Path folder;

    private final List<Headers> requests = new CopyOnWriteArrayList<>();
    private Printed printed;
    private TunnelProxy proxy;
    private HttpsServer server;

    static LongStream seeds() {
        return S3ClockTest.seeds();
    }

    @BeforeAll
    static void trust() throws Exception {
        context = SelfSigned.in(keys).context();
        before = HttpsURLConnection.getDefaultSSLSocketFactory();
        HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
    }

    @AfterAll
    static void distrust() {
        HttpsURLConnection.setDefaultSSLSocketFactory(before);
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.add(exchange.getRequestHeaders());
                exchange.getResponseHeaders().set("ETag", "\"e\"");
                exchange.getResponseHeaders().set("Last-Modified", "Mon, 23 Nov 2026 10:00:00 GMT");
                exchange.sendResponseHeaders(200, BYTES.length);
                exchange.getResponseBody().write(BYTES);
            }
        });
        server.start();
        proxy = new TunnelProxy(USER, PASSWORD, server.getAddress());
        printed = new Printed();
    }

    @AfterEach
    void stop() throws IOException {
        List.of("Host", "Port", "User", "Password").forEach(name -> System.clearProperty("https.proxy" + name));
        printed.close();
        proxy.close();
        server.stop(0);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rightPassword_works_andAWrongOneIsTold(long seed) throws IOException {
        boolean wrongFirst = new Random(seed).nextBoolean();
        if (wrongFirst) {
            assertWrongIsTold();
        }
        use(USER, PASSWORD);
        try (Backend backend = connect("localhost")) {
            for (int i = 0; i < 2; i++) {
                try (ObjectBody body = backend.get(PATH, ByteRange.all())) {
                    assertThat(body.stream().readAllBytes())
                            .as("-Daudmodel.seed=" + seed)
                            .isEqualTo(BYTES);
                }
            }
        }
        assertThat(requests).hasSize(2).noneMatch(headers -> headers.containsKey("Proxy-Authorization"));
        if (!wrongFirst) {
            assertWrongIsTold();
        }
        assertThat(requests).hasSize(2);
        printed.assertHoldsNone(USER, PASSWORD, WRONG, TunnelProxy.basic(USER, PASSWORD));
    }

    private void assertWrongIsTold() {
        use(USER, WRONG);
        assertIsTold();
        printed.assertHoldsNone(TunnelProxy.basic(USER, WRONG));
    }

    @Test
    void noUser_isTold() {
        System.setProperty("https.proxyHost", "127.0.0.1");
        System.setProperty("https.proxyPort", Integer.toString(proxy.port()));
        assertIsTold();
    }

    private void assertIsTold() {
        try (Backend backend = connect("localhost")) {
            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> backend.stat(PATH))
                    .withMessageContaining("proxy 127.0.0.1:" + proxy.port())
                    .satisfies(printed::add);
        }
    }

    @Test
    void serverThatIsAnother_isNotTrusted() {
        use(USER, PASSWORD);
        try (Backend backend = connect("s3.invalid")) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> backend.stat(PATH))
                    .withMessageContaining("s3.invalid");
        }
        assertThat(requests).isEmpty();
    }

    private Backend connect(String host) {
        String endpoint = "https://" + host + ":" + server.getAddress().getPort();
        return Connecting.to(endpoint, folder, Map.of("access_key", "a", "secret_key", "b"));
    }

    private void use(String user, String password) {
        System.setProperty("https.proxyHost", "127.0.0.1");
        System.setProperty("https.proxyPort", Integer.toString(proxy.port()));
        System.setProperty("https.proxyUser", user);
        System.setProperty("https.proxyPassword", password);
    }
}
