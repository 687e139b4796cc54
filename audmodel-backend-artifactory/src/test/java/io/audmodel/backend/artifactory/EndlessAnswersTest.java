package io.audmodel.backend.artifactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.BackendException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.UnavailableException;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers and proxies that never come to an end, though each byte comes in time. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("one-jdk")
class EndlessAnswersTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final Map<String, String> HASTY = Map.of("read_timeout", "0.1", "connect_timeout", "0.1");
    private static final Map<String, String> PATIENT = Map.of("read_timeout", "600", "connect_timeout", "600");

    @TempDir
    private Path folder;

    /** What comes in the place of an answer, or of its beginning. */
    private enum Head {
        CRAWLING_HEADER("HTTP/1.1 200 OK\r\nX-A: ", "b", 10),
        CRAWLING_HEADERS("HTTP/1.1 200 OK\r\n", "X-A: b\r\n", 10),
        ENDLESS_HEADER("HTTP/1.1 200 OK\r\nX-A: ", "b".repeat(10_000), 0),
        ENDLESS_HEADERS("HTTP/1.1 200 OK\r\n", "X-A: b\r\n".repeat(100), 0),
        FOLDED_HEADER("HTTP/1.1 200 OK\r\nX-A: ", "b\r\n ".repeat(100), 0),
        CONTINUE("", "HTTP/1.1 100 Continue\r\n\r\n", 0),
        CRAWLING_CONTINUE("", "HTTP/1.1 102 Processing\r\nX-A: b\r\n\r\n", 10),
        GARBAGE("", "<p>hello</p>\r\n", 0),
        EMPTY_LINES("", "\r\n", 0),
        ENDLESS_STATUS("HTTP/1.1 200 ", "O", 0);

        private final String begin;
        private final String again;
        private final long pause;

        Head(String begin, String again, long pause) {
            this.begin = begin;
            this.again = again;
            this.pause = pause;
        }

        RawServer serve() throws IOException {
            return new RawServer((line, in, out) -> {
                RawServer.write(out, begin);
                RawServer.endless(out, again, pause);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void head_neverEnds_endsEveryCall(Head head) throws IOException {
        try (RawServer server = head.serve();
                Backend backend = connect(server.repository(), HASTY)) {
            assertThatThrownBy(() -> backend.stat(PATH)).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> backend.put(PATH, Content.of(new byte[9]), PutMode.overwrite()))
                    .isInstanceOf(BackendException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void proxy_neverEndsItsAnswer_endsTheCall(Head head) throws IOException {
        try (RawServer proxy = head.serve();
                Backend backend = connectBy(proxy)) {
            assertThatThrownBy(() -> backend.stat(PATH)).isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void proxy_refusesWithoutEnd_isToldByItsStatus() throws IOException {
        for (int status : new int[] {407, 502}) {
            try (RawServer proxy = new RawServer((line, in, out) -> {
                        RawServer.write(out, "HTTP/1.1 " + status + " No\r\n\r\n");
                        RawServer.endless(out, "no ".repeat(1000), 0);
                    });
                    Backend backend = connectBy(proxy)) {
                assertThatThrownBy(() -> backend.stat(PATH))
                        .isInstanceOf(BackendException.class)
                        .hasMessageContaining(status == 407 ? "user and password" : "makes no tunnel, and answers 502");
            }
        }
    }

    /** As a proxy could send it ahead of a tunnel, or a server that sends a body with an answer to HEAD. */
    @Test
    void answer_thatCameBeforeTheQuestion_isNotBelieved() throws IOException {
        String answer = "HTTP/1.1 200 OK\r\nX-Checksum-Md5: " + "0".repeat(32) + "\r\nContent-Length: ";
        try (RawServer server = new RawServer(
                        (line, in, out) -> RawServer.write(out, answer + "5\r\n\r\n" + answer + "999\r\n\r\n"));
                Backend backend = connect(server.repository(), PATIENT)) {
            assertThat(backend.stat(PATH).orElseThrow().size()).isEqualTo(5);
            assertThat(backend.stat(PATH).orElseThrow().size()).isEqualTo(5);
        }
    }

    @Test
    void handshake_crawls_endsTheCall() throws IOException {
        try (RawServer proxy = new RawServer((line, in, out) -> {
                    RawServer.write(out, "HTTP/1.1 200 OK\r\n\r\n");
                    // The beginning of a record of a handshake, long enough.
                    out.write(new byte[] {22, 3, 3, 63, (byte) 255, 2, 0, 63, 0});
                    RawServer.endless(out, "\0", 10);
                });
                Backend backend = connectBy(proxy)) {
            assertThatThrownBy(() -> backend.stat(PATH)).isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void bodyInChunks_whoseSizeCrawls_endsTheRead() throws IOException {
        try (RawServer server = new RawServer((line, in, out) -> {
                    String length = line.startsWith("HEAD") ? "Content-Length: 100" : "Transfer-Encoding: chunked";
                    RawServer.write(
                            out, "HTTP/1.1 200 OK\r\nX-Checksum-Md5: " + "0".repeat(32) + "\r\n" + length + "\r\n\r\n");
                    if (!line.startsWith("HEAD")) {
                        RawServer.endless(out, "0", 20);
                    }
                });
                Backend backend =
                        connect(server.repository(), Map.of("read_timeout", "0.2", "connect_timeout", "0.2"));
                ObjectBody body = backend.get(PATH, ByteRange.all())) {
            assertThatThrownBy(() -> body.stream().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void server_doesNotReadWhatItIsSent_endsThePut() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try (RawServer server = new RawServer((line, in, out) -> await(over));
                Backend backend = connect(server.repository(), HASTY)) {
            Content large = Content.of(new byte[32 << 20]);
            assertThatThrownBy(() -> backend.put(PATH, large, PutMode.overwrite()))
                    .isInstanceOf(UnavailableException.class);
            over.countDown();
        }
    }

    @Test
    void interrupt_endsEveryWait_atOnce() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (RawServer silent = new RawServer((line, in, out) -> await(over));
                Backend backend = connect(silent.repository(), PATIENT)) {
            assertIsCancelled(() -> backend.stat(PATH));
            assertIsCancelled(() -> backend.get(PATH, ByteRange.all()));
            assertIsCancelled(() -> backend.list(PATH).toList());
            assertIsCancelled(() -> backend.delete(PATH));
            assertIsCancelled(() -> backend.put(PATH, Content.of(new byte[32 << 20]), PutMode.overwrite()));
            over.countDown();
        }
    }

    @Test
    void interrupt_endsAHandshake_andAReadOfABody() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        RawServer.Script tunnel = (line, in, out) -> {
            RawServer.write(out, "HTTP/1.1 200 OK\r\n\r\n");
            await(over);
        };
        RawServer.Script stalling = (line, in, out) -> {
            RawServer.write(
                    out,
                    "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nX-Checksum-Md5: " + "0".repeat(32) + "\r\n\r\nbytes");
            await(over);
        };
        try (RawServer proxy = new RawServer(tunnel);
                RawServer server = new RawServer(stalling);
                Backend tunnelled = connectBy(proxy, PATIENT);
                Backend backend = connect(server.repository(), PATIENT);
                ObjectBody body = backend.get(PATH, ByteRange.all())) {
            assertIsCancelled(() -> tunnelled.stat(PATH));
            assertIsCancelled(() -> body.stream().readAllBytes());
            over.countDown();
        }
    }

    /** Interrupts the call when it waits. */
    private static void assertIsCancelled(ThrowingCallable call) throws Exception {
        Thread caller = Thread.currentThread();
        CompletableFuture<Void> interrupt = CompletableFuture.runAsync(
                caller::interrupt, CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
        assertThatThrownBy(call).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        interrupt.get(1, TimeUnit.MINUTES);
    }

    private static Backend connect(Repository repository, Map<String, String> options) {
        return Connecting.impatient(Connecting.config(repository, options));
    }

    private Backend connectBy(RawServer proxy) {
        return connectBy(proxy, HASTY);
    }

    private Backend connectBy(RawServer proxy, Map<String, String> options) {
        Map<String, String> variables = Map.of("HTTPS_PROXY", "http://" + proxy.host());
        return Connecting.impatient(ArtifactoryConfig.of(
                Connecting.repository("https://artifactory.invalid/artifactory"),
                Connecting.settings(options, variables, folder)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
