package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AuthenticationException;
import io.audmodel.servers.S3Stub;
import io.audmodel.servers.StubAnswer;
import io.audmodel.servers.StubBucket;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A proxy that wants a user and a password, on the way to a server without TLS. {@code -Daudmodel.skew.runs=100} asks for more runs. */
@Timeout(60)
@Tag("reliability")
@Tag("one-jdk")
class S3ProxyPasswordTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final String USER = "canary-user";
    private static final String PASSWORD = "canary-proxy/p4ssword+";
    private static final String WRONG = "canary-wrong/p4ssword+";
    private static final Map<String, String> KEYS = Map.of("access_key", "a", "secret_key", "b");
    private static final List<String> PROPERTIES = List.of("Host", "Port", "User", "Password");

    @TempDir
    private Path folder;

    private Printed printed;
    private S3Stub server;
    private StubBucket bucket;

    static LongStream seeds() {
        return S3ClockTest.seeds();
    }

    @BeforeEach
    void start() throws IOException {
        server = S3Stub.watched("models");
        bucket = server.bucket("models");
        server.rules()
                .add(request -> request.header("Proxy-Authorization").equals(Optional.of(basic(PASSWORD)))
                        ? Optional.empty()
                        : Optional.of(
                                StubAnswer.empty(407).with(Map.of("Proxy-Authenticate", "Basic realm=\"test\""))));
        printed = new Printed();
    }

    @AfterEach
    void stop() {
        PROPERTIES.forEach(name -> System.clearProperty("http.proxy" + name));
        printed.close();
        server.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rightPassword_works_andAWrongOneIsTold(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = new byte[random.nextInt(100_000)];
        random.nextBytes(bytes);
        String proxy = server.endpoint().substring("http://".length());
        use(URI.create(server.endpoint()).getPort(), PASSWORD);
        try (Backend backend = Connecting.to("http://s3.invalid", folder, KEYS)) {
            backend.put(PATH, Content.of(bytes), PutMode.overwrite());
            try (ObjectBody body = backend.get(PATH, ByteRange.all())) {
                assertThat(body.stream().readAllBytes())
                        .as("-Daudmodel.seed=" + seed)
                        .isEqualTo(bytes);
            }
        }

        use(URI.create(server.endpoint()).getPort(), WRONG);
        int before = server.requests().size();
        try (Backend backend = Connecting.to("http://s3.invalid", folder, KEYS)) {
            List<Runnable> calls = List.of(
                    () -> backend.put(PATH, Content.of(new byte[1]), PutMode.overwrite()),
                    () -> backend.get(PATH, ByteRange.all()),
                    () -> backend.stat(PATH),
                    () -> backend.delete(PATH));
            Runnable call = calls.get(random.nextInt(calls.size()));
            assertThatExceptionOfType(AuthenticationException.class)
                    .as("-Daudmodel.seed=" + seed)
                    .isThrownBy(call::run)
                    .withMessageContaining("proxy " + proxy)
                    .satisfies(printed::add);
        }
        assertThat(server.requests()).hasSize(before + 1);
        assertThat(bucket.object(PATH.text()).bytes()).isEqualTo(bytes);
        printed.assertHoldsNone(USER, PASSWORD, WRONG, basic(PASSWORD), basic(WRONG));
    }

    private static void use(int port, String password) {
        List<String> values = List.of("127.0.0.1", Integer.toString(port), USER, password);
        for (int i = 0; i < values.size(); i++) {
            System.setProperty("http.proxy" + PROPERTIES.get(i), values.get(i));
        }
    }

    private static String basic(String password) {
        byte[] pair = (USER + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
