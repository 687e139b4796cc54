package io.audmodel.cache.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThreadLocksTest {

    private static final Path FILE = Path.of("/cache/3e120e8d/.1.0.0.lock");

    private final ThreadLocks locks = new ThreadLocks();

    @Test
    void acquire_letsOneThreadInAtATime_andForgetsFilesThatNobodyWants() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        AtomicInteger inside = new AtomicInteger();
        List<Future<Integer>> most = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            most.add(threads.submit(() -> {
                int seen = 0;
                for (int j = 0; j < 500; j++) {
                    try (ThreadLocks.Held held = locks.acquire(FILE, new WaitDeadline(Duration.ofMinutes(1)))
                            .orElseThrow()) {
                        seen = Math.max(seen, inside.incrementAndGet());
                        assertThat(locks.holder(held.file())).isPresent();
                        inside.decrementAndGet();
                    }
                }
                return seen;
            }));
        }
        for (Future<Integer> seen : most) {
            assertThat(seen.get(60, SECONDS)).isEqualTo(1);
        }
        threads.shutdown();

        assertThat(locks.size()).isZero();
    }

    @Test
    void acquire_givesUp_andNamesTheThreadThatHolds() throws Exception {
        try (ThreadLocks.Held held =
                locks.acquire(FILE, new WaitDeadline(Duration.ZERO)).orElseThrow()) {
            Thread other = new Thread(() -> {
                try {
                    assertThat(locks.acquire(held.file(), new WaitDeadline(Duration.ofMillis(1))))
                            .isEmpty();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            List<Throwable> failures = new ArrayList<>();
            other.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
            other.start();
            other.join();

            assertThat(failures).isEmpty();
            assertThat(locks.holder(FILE))
                    .get()
                    .asString()
                    .contains(Thread.currentThread().getName(), "since 20");
        }
        assertThat(locks.size()).isZero();
        assertThat(locks.holder(FILE)).isEmpty();
    }

    @Test
    void deadline_isCutToSensibleLengths() {
        assertThat(new WaitDeadline(Duration.ofSeconds(Long.MAX_VALUE)).isOver())
                .isFalse();
        assertThat(new WaitDeadline(Duration.ofSeconds(Long.MIN_VALUE)).isOver())
                .isTrue();
        assertThat(new WaitDeadline(Duration.ZERO).remaining()).isZero();
    }
}
