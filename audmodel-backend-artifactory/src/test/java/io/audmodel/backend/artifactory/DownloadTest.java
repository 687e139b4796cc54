package io.audmodel.backend.artifactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.ChecksumMismatchException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final byte[] CONTENT = content(100_000);

    @TempDir
    private Path temporary;

    @Test
    @Timeout(60)
    void close_beforeTheEnd_givesUpTheRest() throws Exception {
        long announced = 1L << 40;
        AtomicLong sent = new AtomicLong();
        CountDownLatch ended = new CountDownLatch(1);
        HttpHandler endless = exchange -> {
            exchange.getResponseHeaders()
                    .set("X-Checksum-Md5", Checksum.md5(CONTENT).hex());
            exchange.sendResponseHeaders(200, announced);
            try {
                while (true) {
                    exchange.getResponseBody().write(CONTENT);
                    sent.addAndGet(CONTENT.length);
                }
            } finally {
                ended.countDown();
            }
        };
        try (ScriptedServer server = new ScriptedServer(endless);
                Backend backend = connect(server)) {
            try (ObjectBody body = backend.get(PATH, ByteRange.all())) {
                assertThat(body.info().size()).isEqualTo(announced);
                assertThat(body.stream().readNBytes(10)).isEqualTo(Arrays.copyOf(CONTENT, 10));
            }
            assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(sent.get()).isLessThan(64 << 20);
        }
    }

    @Test
    void read_connectionBreaks_goesOnWhereItWas() throws IOException {
        HttpHandler script = exchange -> {
            boolean first = exchange.getRequestHeaders().getFirst("Range") == null;
            serve(exchange, CONTENT, first ? 30_000 : 200_000, true);
        };
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server);
                ObjectBody body = backend.get(PATH, ByteRange.all())) {
            assertThat(body.stream().readAllBytes()).isEqualTo(CONTENT);
            assertThat(server.requests).hasSize(2);
            assertThat(server.requests.get(1).headers().get("Range")).matches("bytes=\\d{4,5}-99999");
        }
    }

    @Test
    void read_connectionBreaksAndThereAreNoRanges_skipsWhatWasRead() throws IOException {
        int[] asked = new int[1];
        HttpHandler script = exchange -> serve(exchange, CONTENT, ++asked[0] == 1 ? 30_000 : 200_000, false);
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server);
                ObjectBody body = backend.get(PATH, ByteRange.of(5, 80_000))) {
            assertThat(body.stream().readAllBytes()).isEqualTo(Arrays.copyOfRange(CONTENT, 5, 80_005));
        }
    }

    @Test
    void read_objectIsOverwrittenMeanwhile_isNoMixture() throws IOException {
        byte[] other = content(99_999);
        HttpHandler script = exchange -> {
            boolean first = exchange.getRequestHeaders().getFirst("Range") == null;
            serve(exchange, first ? CONTENT : other, first ? 30_000 : 200_000, true);
        };
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server);
                ObjectBody body = backend.get(PATH, ByteRange.all())) {
            assertThatThrownBy(() -> body.stream().readAllBytes())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("overwritten");
        }
    }

    @Test
    void read_breaksAgainAndAgain_isAnIoException() throws IOException {
        try (ScriptedServer server = new ScriptedServer(exchange -> serve(exchange, CONTENT, 0, true));
                Backend backend = connect(server);
                ObjectBody body = backend.get(PATH, ByteRange.all())) {
            assertThatThrownBy(() -> body.stream().read()).isInstanceOf(IOException.class);
            assertThat(server.requests).hasSize(Connecting.ATTEMPTS);
        }
    }

    @Test
    void get_serverKnowsNoRanges_isOneStream() throws IOException {
        try (ScriptedServer server = new ScriptedServer(exchange -> serve(exchange, CONTENT, 200_000, false));
                Backend backend = connect(server)) {
            try (ObjectBody body = backend.get(PATH, ByteRange.of(90_000, 1_000))) {
                assertThat(body.stream().readAllBytes()).isEqualTo(Arrays.copyOfRange(CONTENT, 90_000, 91_000));
                assertThat(body.info().size()).isEqualTo(CONTENT.length);
            }
            assertThatThrownBy(() -> backend.get(PATH, ByteRange.from(CONTENT.length)))
                    .isInstanceOf(InvalidArgumentException.class);
        }
    }

    @Test
    void get_serverKnowsNoRanges_largeObjectIsFetchedOnce() throws IOException {
        byte[] large = content((16 << 20) + 1);
        try (ScriptedServer server = new ScriptedServer(exchange -> serve(exchange, large, large.length, false));
                Backend backend = connect(server)) {
            try (ObjectBody body = backend.get(PATH, ByteRange.of(1_000_000, 1_000))) {
                assertThat(body.stream().readAllBytes()).isEqualTo(Arrays.copyOfRange(large, 1_000_000, 1_001_000));
                ByteBuffer end = ByteBuffer.allocate(10);
                body.file().orElseThrow().read(end, large.length - 10);
                assertThat(end.array()).isEqualTo(Arrays.copyOfRange(large, large.length - 10, large.length));
            }
            assertThat(server.requests).hasSize(1);
            assertThat(files()).isZero();
        }
    }

    @Test
    void get_serverKnowsNoRanges_largeObjectIsChecked() throws IOException {
        byte[] large = content((16 << 20) + 1);
        HttpHandler damaging = exchange -> {
            exchange.getResponseHeaders()
                    .set("X-Checksum-Md5", Checksum.md5(CONTENT).hex());
            exchange.sendResponseHeaders(200, large.length);
            exchange.getResponseBody().write(large);
        };
        try (ScriptedServer server = new ScriptedServer(damaging);
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> backend.get(PATH, ByteRange.of(0, 10)))
                    .isInstanceOf(ChecksumMismatchException.class);
            assertThat(files()).isZero();
        }
    }

    @Test
    void get_bodyIsNeverCompressed() throws IOException {
        try (ScriptedServer server = new ScriptedServer(exchange -> serve(exchange, CONTENT, 200_000, true));
                Backend backend = connect(server)) {
            backend.get(PATH, ByteRange.all()).close();
            assertThat(server.requests.get(0).headers()).doesNotContainKey("Accept-Encoding");
        }
    }

    @Test
    void connections_areUsedAgain() throws IOException {
        Set<Integer> ports = ConcurrentHashMap.newKeySet();
        HttpHandler script = exchange -> {
            ports.add(exchange.getRemoteAddress().getPort());
            serve(exchange, CONTENT, 200_000, true);
        };
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server)) {
            for (ByteRange range : new ByteRange[] {ByteRange.all(), ByteRange.of(5, 100), ByteRange.from(99_000)}) {
                try (ObjectBody body = backend.get(PATH, range)) {
                    body.stream().readAllBytes();
                }
                backend.stat(PATH);
            }
            assertThat(ports).hasSize(1);
        }
    }

    /** Sends at most so many bytes of what it announced. */
    private static void serve(HttpExchange exchange, byte[] content, int most, boolean ranges) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = 0;
        int to = content.length;
        if (range != null && ranges) {
            String[] ends = range.substring("bytes=".length()).split("-");
            from = Integer.parseInt(ends[0]);
            to = ends.length == 1 ? content.length : Math.min(content.length, Integer.parseInt(ends[1]) + 1);
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + content.length);
        }
        exchange.getResponseHeaders()
                .set("X-Checksum-Md5", Checksum.md5(content).hex());
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", "" + content.length);
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(range != null && ranges ? 206 : 200, to - from);
        exchange.getResponseBody().write(content, from, Math.min(most, to - from));
        // Some releases of the JDK keep the head back until there is something to send.
        exchange.getResponseBody().flush();
    }

    private static byte[] content(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private Backend connect(ScriptedServer server) {
        return Connecting.impatient(
                ArtifactoryConfig.of(server.repository(), Connecting.settings(Map.of(), Map.of(), temporary)));
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.count();
        }
    }
}
