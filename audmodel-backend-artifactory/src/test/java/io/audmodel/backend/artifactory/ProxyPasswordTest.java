package io.audmodel.backend.artifactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AuthenticationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A proxy that wants a user and a password. {@code -Daudmodel.skew.runs=100} asks for more runs. */
@Timeout(60)
@Tag("reliability")
class ProxyPasswordTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final String PASSWORD = "canary-proxy/p4ssword+";
    private static final String WRONG = "canary-wrong/p4ssword+";
    private static final byte[] BYTES = "the bytes of a model".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private ScriptedServer proxy;

    static LongStream seeds() {
        long first = Long.getLong("audmodel.seed", 0);
        return LongStream.range(first, first + Long.getLong("audmodel.skew.runs", 2));
    }

    @BeforeEach
    void start() throws IOException {
        String expected = Credentials.basic("me", PASSWORD).value();
        proxy = new ScriptedServer(exchange -> {
            if (!expected.equals(exchange.getRequestHeaders().getFirst("Proxy-Authorization"))) {
                ScriptedServer.answer(exchange, 407, "", "Proxy-Authenticate", "Basic realm=\"test\"");
            } else if (exchange.getRequestMethod().equals("PUT")) {
                ScriptedServer.answer(exchange, 201, "{}");
            } else {
                ScriptedServer.object(exchange, 200, BYTES);
            }
        });
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rightPassword_works_andAWrongOneIsTold(long seed) throws IOException {
        Random random = new Random(seed);
        try (Backend backend = connect("http", proxy.host(), PASSWORD);
                ObjectBody body = backend.get(PATH, ByteRange.all())) {
            assertThat(body.stream().readAllBytes())
                    .as("-Daudmodel.seed=" + seed)
                    .isEqualTo(BYTES);
            backend.put(PATH, Content.of(BYTES), PutMode.overwrite());
        }
        int before = proxy.requests.size();
        try (Backend backend = connect("http", proxy.host(), WRONG)) {
            List<Runnable> calls = List.of(
                    () -> backend.stat(PATH),
                    () -> backend.get(PATH, ByteRange.all()),
                    () -> backend.put(PATH, Content.of(BYTES), PutMode.overwrite()),
                    () -> backend.list(PATH),
                    () -> backend.delete(PATH));
            assertIsTold(calls.get(random.nextInt(calls.size())), proxy.host());
        }
        assertThat(proxy.requests).as("-Daudmodel.seed=" + seed).hasSize(before + 1);
    }

    @Test
    void tunnelThatIsRefused_namesTheProxy() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> refused = CompletableFuture.runAsync(() -> refuse(socket));
            String host = "127.0.0.1:" + socket.getLocalPort();
            try (Backend backend = connect("https", host, WRONG)) {
                assertIsTold(() -> backend.stat(PATH), host);
            }
            refused.join();
        }
    }

    private static void assertIsTold(Runnable call, String host) {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(call::run)
                .withMessageContaining("proxy " + host)
                .satisfies(e -> {
                    StringWriter trace = new StringWriter();
                    e.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString())
                            .doesNotContain(
                                    PASSWORD,
                                    WRONG,
                                    URLEncoder.encode(WRONG, StandardCharsets.UTF_8),
                                    Credentials.basic("me", WRONG).value());
                });
    }

    private Backend connect(String scheme, String host, String password) {
        String address = "http://me:" + URLEncoder.encode(password, StandardCharsets.UTF_8) + "@" + host;
        Map<String, String> variables = Map.of("HTTP_PROXY", address, "HTTPS_PROXY", address);
        return Connecting.impatient(ArtifactoryConfig.of(
                Connecting.repository(scheme + "://artifactory.invalid/artifactory"),
                Connecting.settings(Map.of("api_key", "key"), variables, folder)));
    }

    private static void refuse(ServerSocket proxy) {
        try (Socket socket = proxy.accept()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            assertThat(in.lines().takeWhile(line -> !line.isEmpty())).anyMatch(line -> line.startsWith("CONNECT "));
            socket.getOutputStream()
                    .write(("HTTP/1.1 407 Proxy Authentication Required\r\n"
                                    + "Proxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
