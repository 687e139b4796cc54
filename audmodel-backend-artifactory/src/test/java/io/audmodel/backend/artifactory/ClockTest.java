package io.audmodel.backend.artifactory;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server whose clock differs by up to an hour. {@code -Daudmodel.skew.runs=100} asks for more runs. */
@Tag("reliability")
class ClockTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final byte[] BYTES = {1, 2, 3};

    static LongStream seeds() {
        return ProxyPasswordTest.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCall_takesTheServersTimeAsItIs(long seed) throws IOException {
        Instant written =
                Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(new Random(seed).nextInt(-3_600, 3_601));
        String header = DateTimeFormatter.RFC_1123_DATE_TIME.format(written.atZone(ZoneOffset.UTC));
        try (ScriptedServer server = new ScriptedServer(exchange -> {
                    if (exchange.getRequestMethod().equals("PUT")) {
                        String checksums = "{\"md5\":\"" + Checksum.md5(BYTES) + "\"}";
                        ScriptedServer.answer(
                                exchange,
                                201,
                                "{\"lastModified\":\"" + written + "\",\"checksums\":" + checksums + "}");
                    } else {
                        ScriptedServer.object(exchange, 200, BYTES, "Last-Modified", header);
                    }
                });
                Backend backend =
                        Connecting.impatient(Connecting.config(server.repository(), Map.of("access_token", "t")));
                ObjectBody body = backend.get(PATH, ByteRange.all())) {
            String replay = "-Daudmodel.seed=" + seed;
            assertThat(body.stream().readAllBytes()).as(replay).isEqualTo(BYTES);
            assertThat(body.info().modified()).as(replay).isEqualTo(written);
            assertThat(backend.stat(PATH).orElseThrow().modified()).as(replay).isEqualTo(written);
            assertThat(backend.put(PATH, Content.of(BYTES), PutMode.overwrite()).modified())
                    .as(replay)
                    .isEqualTo(written);
            assertThat(server.requests).as(replay).hasSize(3);
        }
    }

    @Test
    void latency_isThatOfTheLastRead() throws IOException {
        try (ScriptedServer server = new ScriptedServer(exchange -> {
                    long end = System.nanoTime() + Duration.ofMillis(20).toNanos();
                    while (System.nanoTime() < end) {
                        LockSupport.parkNanos(end - System.nanoTime());
                    }
                    ScriptedServer.object(exchange, 200, BYTES);
                });
                Backend backend =
                        Connecting.impatient(Connecting.config(server.repository(), Map.of("access_token", "t")))) {
            assertThat(backend.stat(PATH)).isPresent();
            assertThat(backend.latency()).isEmpty();
            backend.get(PATH, ByteRange.all()).close();
            assertThat(backend.latency())
                    .hasValueSatisfying(time -> assertThat(time).isGreaterThanOrEqualTo(Duration.ofMillis(20)));
        }
    }
}
