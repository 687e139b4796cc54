package io.audmodel.backend.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Limits the number of concurrent requests. A request counts until its answer is read to the end or closed. */
final class LimitedHttp extends ForwardingHttp {

    private final int most;
    private final Duration acquireTimeout;
    private final Semaphore free;

    /** @param acquireTimeout the longest wait of a request for its turn */
    LimitedHttp(SdkHttpClient delegate, int most, Duration acquireTimeout) {
        super(delegate);
        this.most = most;
        this.acquireTimeout = acquireTimeout;
        this.free = new Semaphore(most, true);
    }

    @Override
    HttpExecuteResponse call(SdkHttpRequest request, ExecutableHttpRequest prepared) throws IOException {
        acquire();
        Permit permit = new Permit();
        try {
            HttpExecuteResponse response = prepared.call();
            if (response.responseBody().isEmpty()) {
                permit.release();
                return response;
            }
            AbortableInputStream body = response.responseBody().get();
            return HttpExecuteResponse.builder()
                    .response(response.httpResponse())
                    .responseBody(AbortableInputStream.create(new Body(body, permit), () -> {
                        permit.release();
                        body.abort();
                    }))
                    .build();
        } catch (IOException | RuntimeException | Error e) {
            permit.release();
            throw e;
        }
    }

    private void acquire() throws IOException {
        try {
            if (!free.tryAcquire(acquireTimeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ConnectException("all " + most + " connections were in use for " + acquireTimeout.toSeconds()
                        + " s: close what is read, or raise max_connections");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while all connections were in use");
        }
    }

    /** A permit of one request, which is released once. */
    private final class Permit {

        private final AtomicBoolean given = new AtomicBoolean();

        void release() {
            if (given.compareAndSet(false, true)) {
                free.release();
            }
        }
    }

    /** Releases the permit at the end too, since some callers do not close what they have read. */
    private static final class Body extends FilterInputStream {

        private final Permit permit;

        Body(InputStream in, Permit permit) {
            super(in);
            this.permit = permit;
        }

        @Override
        public int read() throws IOException {
            return seen(super.read());
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return seen(super.read(bytes, offset, length));
        }

        @Override
        public void close() throws IOException {
            permit.release();
            super.close();
        }

        private int seen(int count) {
            if (count < 0) {
                permit.release();
            }
            return count;
        }
    }
}
