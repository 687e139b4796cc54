package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.model.Checksum;
import io.audmodel.servers.S3Stub;
import io.audmodel.servers.StubAnswer;
import io.audmodel.servers.StubBucket;
import io.audmodel.servers.StubRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that break off, stall or change. */
class S3BodyTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final byte[] BYTES = random(300_000);

    @TempDir
    private Path folder;

    private S3Stub server;
    private StubBucket bucket;

    @BeforeEach
    void start() throws IOException {
        server = S3Stub.watched("models");
        bucket = server.bucket("models");
        bucket.put(PATH.text(), BYTES);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void read_afterCuts_goesOnWhereItWas() throws IOException {
        cutting(3, 70_000);
        try (Backend backend = connect(Map.of());
                ObjectBody body = backend.get(PATH, ByteRange.of(1_000, 290_000))) {
            assertThat(body.stream().readAllBytes()).isEqualTo(Arrays.copyOfRange(BYTES, 1_000, 291_000));
        }
        assertThat(server.requests()).hasSize(4);
        assertThat(server.requests().stream().skip(1)).allSatisfy(request -> {
            assertThat(request.header("If-Match")).contains("\"" + Checksum.md5(BYTES) + "\"");
            assertThat(request.header("Range").orElseThrow()).endsWith("-290999");
        });
    }

    @Test
    void read_objectThatWasReplacedMeanwhile_isBrokenOff() {
        AtomicInteger requests = new AtomicInteger();
        server.rules().add(request -> {
            if (requests.incrementAndGet() > 1) {
                return Optional.empty();
            }
            StubAnswer begun = server.usual(request).cutAfter(70_000);
            bucket.put(PATH.text(), random(300_001));
            return Optional.of(begun);
        });
        try (Backend backend = connect(Map.of());
                ObjectBody body = backend.get(PATH, ByteRange.all())) {
            assertThatThrownBy(() -> body.stream().readAllBytes())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot be read any more");
        }
    }

    @Test
    void read_connectionThatStalls_isGivenUp() throws IOException {
        CountDownLatch ended = new CountDownLatch(1);
        // On a busy machine the first request is repeated before it is answered.
        server.rules()
                .add(request -> goesOn(request)
                        ? Optional.empty()
                        : Optional.of(server.usual(request).cutAfter(1_000, () -> awaiting(ended))));
        try (Backend backend = connect(Map.of("read_timeout", "0.3"));
                ObjectBody body = backend.get(PATH, ByteRange.all())) {
            assertThat(body.stream().readAllBytes()).isEqualTo(BYTES);
        } finally {
            ended.countDown();
        }
        assertThat(server.requests()).filteredOn(S3BodyTest::goesOn).isNotEmpty();
    }

    private static boolean goesOn(StubRequest request) {
        return request.header("If-Match").isPresent();
    }

    @Test
    void read_moreBodiesThanConnections_isRefusedInTime() throws IOException {
        List<InputStream> open = new ArrayList<>();
        Map<String, String> few = Map.of("max_connections", "2", "read_timeout", "0.2");
        try (Backend backend = connect(few)) {
            open.add(backend.get(PATH, ByteRange.all()).stream());
            open.add(backend.get(PATH, ByteRange.all()).stream());
            assertThatThrownBy(() -> backend.get(PATH, ByteRange.all()))
                    .hasMessageContaining("all 2 connections")
                    .hasMessageContaining("max_connections");
            open.get(0).close();
            try (ObjectBody body = backend.get(PATH, ByteRange.all())) {
                assertThat(body.stream().readAllBytes()).isEqualTo(BYTES);
            }
            open.get(1).readAllBytes();
            backend.get(PATH, ByteRange.all()).close();
        }
    }

    private void cutting(int times, int after) {
        AtomicInteger requests = new AtomicInteger();
        server.rules()
                .add(request -> requests.incrementAndGet() > times
                        ? Optional.empty()
                        : Optional.of(server.usual(request).cutAfter(after)));
    }

    private static void awaiting(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Backend connect(Map<String, String> more) {
        Map<String, String> options = new java.util.HashMap<>(Map.of("access_key", "a", "secret_key", "b"));
        options.putAll(more);
        return Connecting.to(server.endpoint(), folder, options);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
