package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.AuthenticationException;
import io.audmodel.servers.S3Stub;
import io.audmodel.servers.StubBucket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server whose clock differs by up to an hour. {@code -Daudmodel.skew.runs=100} asks for more runs. */
@Tag("reliability")
@Tag("one-jdk")
class S3ClockTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final byte[] BYTES = "the bytes of a model".getBytes();
    private static final byte[] LARGE = new byte[17 << 20];

    @TempDir
    private Path folder;

    private final SkewedHttp http = new SkewedHttp();
    private S3Stub server;
    private StubBucket bucket;
    private Backend backend;

    static LongStream seeds() {
        long first = Long.getLong("audmodel.seed", 0);
        return LongStream.range(first, first + Long.getLong("audmodel.skew.runs", 2));
    }

    @BeforeEach
    void start() throws IOException {
        server = S3Stub.watched("models");
        bucket = server.bucket("models");
        bucket.put(PATH.text(), BYTES, Map.of(), "\"e\"");
        backend = Connecting.by(http, server.endpoint(), folder, Map.of("access_key", "a", "secret_key", "b"));
    }

    @AfterEach
    void stop() {
        backend.close();
        http.close();
        server.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCall_isDatedAnew_once(long seed) {
        Random random = new Random(seed);
        http.ahead = skew(random);
        List<Runnable> calls = new ArrayList<>(List.of(this::look, this::read, this::write, this::list, this::delete));
        Collections.shuffle(calls, random);
        calls.forEach(Runnable::run);
        assertThat(http.refusals).as("-Daudmodel.seed=" + seed).hasValue(1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void clockIsSet_whileAnObjectIsSentInParts(long seed) {
        Random random = new Random(seed);
        // Before the first request too, which is a HEAD: its refusal gives no reason.
        int part = random.nextInt(4);
        Duration skew = skew(random);
        http.ahead = part == 0 ? skew : Duration.ZERO;
        server.rules().before(request -> {
            if (request.isPart(part)) {
                http.ahead = skew;
            }
        });
        ObjectPath path = new ObjectPath("a/large.zip");
        assertThat(backend.put(path, Content.of(LARGE), PutMode.create()).size())
                .isEqualTo(LARGE.length);
        assertThat(bucket.object(path.text()).bytes())
                .as("-Daudmodel.seed=" + seed)
                .isEqualTo(LARGE);
        assertThat(bucket.openUploads()).isZero();
    }

    @Test
    void serverThatTellsNoTime_isRefusedWithAWayOut() {
        http.ahead = Duration.ofHours(1);
        http.tellsItsTime = false;
        for (ThrowingCallable call : List.<ThrowingCallable>of(this::write, this::look)) {
            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(call)
                    .withMessageContaining("clock");
        }
        assertThat(http.refusals).hasValue(2);
    }

    @Test
    void denialByAServerOnTime_isNotRepeated() {
        server.rules().refuse(request -> true, 403, "AccessDenied");
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(this::look);
        assertThat(server.requests()).hasSize(1);
    }

    private static Duration skew(Random random) {
        Duration skew = Duration.ofSeconds(16 * 60 + random.nextInt(45 * 60));
        return random.nextBoolean() ? skew : skew.negated();
    }

    private void look() {
        backend.stat(PATH);
    }

    private void read() {
        bucket.put(PATH.text(), BYTES, Map.of(), "\"e\"");
        try (ObjectBody body = backend.get(PATH, ByteRange.all())) {
            assertThat(body.stream().readAllBytes()).isEqualTo(BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write() {
        backend.put(new ObjectPath("a/other"), Content.of(BYTES), PutMode.overwrite());
        assertThat(bucket.keys()).contains("a/other");
    }

    private void list() {
        try (Stream<ObjectInfo> found = backend.list(new ObjectPath("b"))) {
            assertThat(found).isEmpty();
        }
    }

    private void delete() {
        backend.delete(PATH);
        assertThat(bucket.keys()).doesNotContain(PATH.text());
    }
}
