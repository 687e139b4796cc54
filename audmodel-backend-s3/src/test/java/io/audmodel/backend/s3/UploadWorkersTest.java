package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.s3.UploadWorkers.Task;
import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("one-jdk")
class UploadWorkersTest {

    private static final int PARTS = 64;
    private static final long PART = 16 << 20;

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** A link on which more parts at once would take longer than a request may. */
    @ParameterizedTest
    @CsvSource({"16, 16", "32, 8", "4096, 8"})
    void slowParts_areSentByFewThreads(long megabytes, int threads) throws IOException {
        try (UploadWorkers workers = new UploadWorkers(megabytes << 20, 32, nanos::get, () -> true)) {
            assertThat(workers.make(IntStream.range(0, PARTS).mapToObj(i -> part(TimeUnit.SECONDS.toNanos(200)))))
                    .hasSize(PARTS);
        }
        assertThat(most.get()).isLessThanOrEqualTo(threads);
    }

    @Test
    void parts_areSentByNoMoreThreadsThanThereMayBeConnections() throws IOException {
        try (UploadWorkers workers = new UploadWorkers(PART, 3, nanos::get, () -> true)) {
            assertThat(workers.make(IntStream.range(0, PARTS).mapToObj(i -> part(1))))
                    .hasSize(PARTS);
        }
        assertThat(most.get()).isLessThanOrEqualTo(3);
    }

    private Task<Integer> part(long takes) {
        return () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            pause();
            nanos.addAndGet(takes);
            return running.decrementAndGet();
        };
    }

    @Test
    void fastParts_areSentByMoreThreads() throws IOException {
        CountDownLatch atOnce = new CountDownLatch(32);
        try (UploadWorkers workers = new UploadWorkers(PART, 32, nanos::get, () -> true)) {
            assertThat(workers.make(IntStream.range(0, PARTS).<Task<Boolean>>mapToObj(i -> () -> {
                        if (i >= 16) {
                            atOnce.countDown();
                        }
                        return i < 16 || await(atOnce);
                    })))
                    .doesNotContain(false);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(5);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new CancelledException("interrupted", e);
        }
    }

    /** Counts the attempts to send the part that hangs, and how often the first was interrupted. */
    private static final class Hanging {

        private final CountDownLatch forEver = new CountDownLatch(1);
        private final AtomicInteger attempts = new AtomicInteger();
        private final AtomicInteger interrupted = new AtomicInteger();

        /** Hangs the first time, until it is interrupted. */
        int send(Task<Integer> again) throws IOException {
            if (attempts.incrementAndGet() > 1) {
                return again.send();
            }
            try {
                forEver.await();
                return -1;
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                throw new CancelledException("interrupted", e);
            }
        }
    }

    @Test
    void partThatHangsAtTheEnd_isSentByAnotherThread_andTheFirstResultCounts() throws IOException {
        Hanging hanging = new Hanging();
        try (UploadWorkers workers = new UploadWorkers(PART, 32, System::nanoTime, () -> true)) {
            assertThat(workers.make(IntStream.range(0, PARTS)
                            .<Task<Integer>>mapToObj(i -> () -> i == 3 ? hanging.send(() -> i) : i)))
                    .containsExactlyElementsOf(IntStream.range(0, PARTS).boxed().toList());
        }
        assertThat(hanging.attempts).hasValue(2);
        assertThat(hanging.interrupted).hasValue(1);
    }

    @Test
    void copyThatFails_isNoFailureOfThePart() throws IOException {
        CountDownLatch copied = new CountDownLatch(1);
        AtomicInteger attempts = new AtomicInteger();
        try (UploadWorkers workers = new UploadWorkers(PART, 32, System::nanoTime, () -> true)) {
            assertThat(workers.make(IntStream.range(0, PARTS).<Task<Boolean>>mapToObj(i -> () -> {
                        if (i > 0) {
                            return true;
                        }
                        if (attempts.incrementAndGet() == 1) {
                            return await(copied);
                        }
                        copied.countDown();
                        throw new IOException("the copy is refused");
                    })))
                    .doesNotContain(false);
        }
    }

    @Test
    void partThatFailsTwice_isTheFailure() {
        Hanging hanging = new Hanging();
        try (UploadWorkers workers = new UploadWorkers(PART, 32, System::nanoTime, () -> true)) {
            assertThatThrownBy(() -> workers.make(IntStream.range(0, PARTS).<Task<Integer>>mapToObj(i -> () -> {
                        if (i == 0) {
                            throw new IOException("refused");
                        }
                        return i == 1 ? hanging.send(() -> i) : i;
                    })))
                    .isInstanceOf(IOException.class)
                    .hasMessage("refused");
        }
    }

    @Test
    void partsThatAreAllSlow_areNotSentAgain() throws IOException {
        AtomicInteger sent = new AtomicInteger();
        try (UploadWorkers workers = new UploadWorkers(PART, 32, nanos::get, () -> true)) {
            workers.make(IntStream.range(0, PARTS).<Task<Integer>>mapToObj(i -> () -> {
                nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
                return sent.incrementAndGet();
            }));
        }
        assertThat(sent).hasValue(PARTS);
    }

    @Test
    void partThatIsNotToBeRepeated_isAwaited() throws IOException {
        AtomicInteger sent = new AtomicInteger();
        try (UploadWorkers workers = new UploadWorkers(PART, 32, System::nanoTime, () -> false)) {
            workers.make(IntStream.range(0, PARTS).<Task<Integer>>mapToObj(i -> () -> {
                if (i == 0) {
                    for (int pauses = 0; pauses < 400; pauses++) {
                        pause();
                    }
                }
                return sent.incrementAndGet();
            }));
        }
        assertThat(sent).hasValue(PARTS);
    }
}
