package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.time.Duration;
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

/** One connection, and requests that wait for it. */
class LimitedHttpTest {

    private static final int MILLIS = 100;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final LimitedHttp http = new LimitedHttp(new Server(), 1, Duration.ofMillis(MILLIS));
    private volatile CountDownLatch answers = new CountDownLatch(0);

    /** Answers with a thousand bytes. */
    private final class Server implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
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
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .protocol("http")
                .host("localhost")
                .encodedPath("/")
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
        for (int i = 0; i < 50; i++) {
            TimeUnit.MILLISECONDS.sleep(MILLIS / 10);
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
        TimeUnit.MILLISECONDS.sleep(MILLIS);
        Future<InputStream> second = threads.submit(this::body);
        TimeUnit.MILLISECONDS.sleep(5 * MILLIS);
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
}
