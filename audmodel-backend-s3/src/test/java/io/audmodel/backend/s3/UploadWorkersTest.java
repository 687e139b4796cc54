package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UploadWorkersTest {

    private static final int PARTS = 64;

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** A link on which sixteen parts at once would take longer than a request may. */
    @Test
    void slowParts_areSentByEightThreads() throws IOException {
        try (UploadWorkers workers = new UploadWorkers(nanos::get)) {
            assertThat(workers.make(IntStream.range(0, PARTS).mapToObj(i -> part(TimeUnit.SECONDS.toNanos(200)))))
                    .hasSize(PARTS);
        }
        assertThat(most.get()).isLessThanOrEqualTo(8);
    }

    private Callable<Integer> part(long takes) {
        return () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            TimeUnit.MILLISECONDS.sleep(5);
            nanos.addAndGet(takes);
            return running.decrementAndGet();
        };
    }

    @Test
    void fastParts_areSentBySixteenThreads() throws IOException {
        CountDownLatch atOnce = new CountDownLatch(16);
        try (UploadWorkers workers = new UploadWorkers(nanos::get)) {
            assertThat(workers.make(IntStream.range(0, PARTS).<Callable<Boolean>>mapToObj(i -> () -> {
                        if (i >= 8) {
                            atOnce.countDown();
                        }
                        return i < 8 || atOnce.await(1, TimeUnit.MINUTES);
                    })))
                    .doesNotContain(false);
        }
    }
}
