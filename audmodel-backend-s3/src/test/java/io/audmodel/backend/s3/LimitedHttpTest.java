package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Few connections, and requests that wait for them. */
class LimitedHttpTest {

    private static final int MILLIS = 500;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final LimitedHttp http = new LimitedHttp(new Server(), 1, Duration.ofMillis(MILLIS));
    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile CountDownLatch answers = new CountDownLatch(0);

    /** Answers with a thousand bytes. */
    private final class Server implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    asked.countDown();
                    try {
                        answers.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpFullResponse.builder()
                                    .statusCode(200)
                                    .build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(new byte[1_000])))
                            .build();
                }

                @Override
                public void abort() {
                    answers.countDown();
                }
            };
        }

        @Override
        public void close() {
            answers.countDown();
        }
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private InputStream body() throws IOException {
        return bodyOf(http, "bytes=0-99");
    }

    private static InputStream bodyOf(LimitedHttp http, String range) throws IOException {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .protocol("http")
                .host("localhost")
                .encodedPath("/")
                .putHeader("Range", range)
                .build();
        return http.prepareRequest(HttpExecuteRequest.builder().request(request).build())
                .call()
                .responseBody()
                .orElseThrow();
    }

    @Test
    void request_waitsAsLongAsBytesArriveByTheOthers() throws Exception {
        InputStream first = body();
        Future<InputStream> second = threads.submit(this::body);
        for (int i = 0; i < 150; i++) {
            TimeUnit.MILLISECONDS.sleep(MILLIS / 50);
            assertThat(first.read()).isZero();
        }
        assertThat(second).isNotDone();
        first.close();
        try (InputStream body = second.get(1, TimeUnit.MINUTES)) {
            assertThat(body.readAllBytes()).hasSize(1_000);
        }
    }

    @Test
    void request_waitsForOnesThatAreNotAnswered() throws Exception {
        answers = new CountDownLatch(1);
        Future<InputStream> first = threads.submit(this::body);
        asked.await();
        Future<InputStream> second = threads.submit(this::body);
        TimeUnit.MILLISECONDS.sleep(3 * MILLIS);
        assertThat(second).isNotDone();
        answers.countDown();
        first.get(1, TimeUnit.MINUTES).close();
        second.get(1, TimeUnit.MINUTES).close();
    }

    @Test
    void request_whileNobodyReadsTheOthers_isRefused() throws IOException {
        try (InputStream first = body()) {
            assertThatThrownBy(this::body).isInstanceOf(ConnectException.class).hasMessageContaining("max_connections");
            assertThat(first.readAllBytes()).hasSize(1_000);
        }
        body().close();
    }

    @Test
    void longRanges_ofALargeLoad_leaveAQuarterOfTheConnectionsToOthers() throws Exception {
        LimitedHttp eight = new LimitedHttp(new Server(), 8, Duration.ofMinutes(1));
        String longRange = "bytes=1048576-" + (1048576 + (4 << 20) - 1);
        Deque<InputStream> open = new ArrayDeque<>();
        for (int i = 0; i < 6; i++) {
            open.add(bodyOf(eight, longRange));
        }
        List<Future<byte[]>> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add(threads.submit(() -> {
                try (InputStream next = bodyOf(eight, longRange)) {
                    return next.readAllBytes();
                }
            }));
        }
        // The beginning of an archive that may be small, a header, the end of an archive: none of them waits.
        for (String range : List.of("bytes=0-16777215", "bytes=0-99", "bytes=1048576-1048675")) {
            bodyOf(eight, range).close();
        }
        open.add(bodyOf(eight, "bytes=0-16777215"));
        open.add(bodyOf(eight, "bytes=0-99"));
        assertThat(waiting).noneMatch(Future::isDone);
        while (!open.isEmpty()) {
            open.remove().close();
        }
        for (Future<byte[]> next : waiting) {
            assertThat(next.get(1, TimeUnit.MINUTES)).hasSize(1_000);
        }
    }

    @Test
    void longRange_byTheOnlyConnection_isRequested() throws IOException {
        for (int i = 0; i < 2; i++) {
            bodyOf(http, "bytes=1-99999999").close();
        }
    }
}
