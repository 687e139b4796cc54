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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Limits the number of concurrent requests. A request counts until its answer is read to the end or closed. Long ranges of
 * archives, which come by many connections, leave a quarter of them to all that is short, so that a small load, or the header of
 * a model, does not wait for a large load.
 */
final class LimitedHttp extends ForwardingHttp {

    /** A range from this length on is long, unless it begins an object: so loads begin that may be small. */
    private static final long LONG = 4 << 20;

    private static final Pattern LATER_RANGE = Pattern.compile("bytes=([1-9]\\d{0,17})-(\\d{1,18})");

    private final int most;
    private final Duration acquireTimeout;
    private final Semaphore free;

    /** What long ranges may take of what is free. */
    private final Semaphore freeForLong;

    /** Requests whose answers have not begun: these have timeouts of their own. */
    private final AtomicInteger unanswered = new AtomicInteger();

    /** Counts answers, and reads of their bodies. */
    private final AtomicLong progress = new AtomicLong();

    /** @param acquireTimeout the longest wait of a request for its turn while the others do nothing */
    LimitedHttp(SdkHttpClient delegate, int most, Duration acquireTimeout) {
        super(delegate);
        this.most = most;
        this.acquireTimeout = acquireTimeout;
        this.free = new Semaphore(most, true);
        this.freeForLong = new Semaphore(most == 1 ? 1 : most - Math.max(1, most / 4), true);
    }

    @Override
    HttpExecuteResponse call(SdkHttpRequest request, ExecutableHttpRequest prepared) throws IOException {
        Permit permit = acquire(isLong(request));
        try {
            HttpExecuteResponse response = answered(prepared);
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

    private HttpExecuteResponse answered(ExecutableHttpRequest prepared) throws IOException {
        unanswered.incrementAndGet();
        try {
            return prepared.call();
        } finally {
            progress.incrementAndGet();
            unanswered.decrementAndGet();
        }
    }

    private static boolean isLong(SdkHttpRequest request) {
        return request.firstMatchingHeader("Range")
                .map(LATER_RANGE::matcher)
                .filter(Matcher::matches)
                .filter(range -> Long.parseLong(range.group(2)) - Long.parseLong(range.group(1)) >= LONG - 1)
                .isPresent();
    }

    private Permit acquire(boolean isLong) throws IOException {
        if (isLong) {
            acquire(freeForLong);
        }
        boolean isAcquired = false;
        try {
            acquire(free);
            isAcquired = true;
        } finally {
            if (isLong && !isAcquired) {
                freeForLong.release();
            }
        }
        return new Permit(isLong);
    }

    private void acquire(Semaphore wanted) throws IOException {
        try {
            long before = progress.get();
            while (!wanted.tryAcquire(acquireTimeout.toNanos(), TimeUnit.NANOSECONDS)) {
                long now = progress.get();
                // On a narrow link all of them may work for longer.
                if (now == before && unanswered.get() == 0) {
                    throw new ConnectException("all " + most + " connections were in use for "
                            + acquireTimeout.toSeconds()
                            + " s, and nothing was read: close what is read, or raise max_connections");
                }
                before = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while all connections were in use");
        }
    }

    /** A permit of one request, which is released once. */
    private final class Permit {

        private final boolean isLong;
        private final AtomicBoolean given = new AtomicBoolean();

        Permit(boolean isLong) {
            this.isLong = isLong;
        }

        void release() {
            if (given.compareAndSet(false, true)) {
                free.release();
                if (isLong) {
                    freeForLong.release();
                }
            }
        }
    }

    /** Releases the permit at the end too, since some callers do not close what they have read. */
    private final class Body extends FilterInputStream {

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
            progress.incrementAndGet();
            if (count < 0) {
                permit.release();
            }
            return count;
        }
    }
}
