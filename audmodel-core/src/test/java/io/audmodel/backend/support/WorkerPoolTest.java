package io.audmodel.backend.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkerPoolTest {

    static Stream<Throwable> failures() {
        return Stream.of(new IOException("disk"), new IllegalStateException("bug"), new AssertionError("worse"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void await_taskThatFails_throwsWhatItThrew(Throwable failure) {
        Future<Object> task = CompletableFuture.failedFuture(failure);

        assertThatThrownBy(() -> WorkerPool.await(task, "a test ran")).isSameAs(failure);
    }

    @Test
    void await_ofAnInterruptedThread_isCancelled_andTheThreadStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> WorkerPool.await(new CompletableFuture<>(), "a test ran"))
                .isInstanceOf(CancelledException.class)
                .hasMessage("interrupted while a test ran");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void close_waitsForATaskThatTakesNoNoticeOfInterrupts_thoughItIsInterruptedItself() throws Exception {
        AtomicBoolean isDone = new AtomicBoolean();
        CountDownLatch began = new CountDownLatch(1);
        WorkerPool pool = new WorkerPool("audmodel-test-pool", 2);
        pool.execute(() -> {
            began.countDown();
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(1_000_000);
            }
            isDone.set(true);
        });
        began.await();
        Thread.currentThread().interrupt();

        pool.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(isDone).isTrue();
        assertThat(pool.isClosed()).isTrue();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("audmodel-test-pool");
    }

    @Test
    void finish_letsAllTasksEnd_andTakesNoOthers() {
        AtomicBoolean isDone = new AtomicBoolean();
        try (WorkerPool pool = new WorkerPool("audmodel-test", 1)) {
            List.of(1, 2, 3).forEach(i -> pool.execute(() -> isDone.set(i == 3)));

            pool.finish("a test ran");

            assertThat(isDone).isTrue();
            assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RuntimeException.class);
        }
    }
}
