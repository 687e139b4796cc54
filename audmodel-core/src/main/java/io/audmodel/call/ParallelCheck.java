package io.audmodel.call;

import io.audmodel.backend.support.WorkerPool;
import io.audmodel.deadline.CallDeadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A check that runs beside work which is in vain if it fails. Used by one thread. */
public final class ParallelCheck {

    private final Runnable check;
    private @Nullable Future<?> running;

    /** @param check throws if it fails; its requests are those of the call of the thread that does the work */
    public ParallelCheck(Runnable check) {
        this.check = check;
    }

    /**
     * Runs the check on a thread of its own, and the work on this one. Returns when both have succeeded, and throws what
     * the check threw, or else what the work threw; then neither runs any more.
     */
    public void during(Runnable work) {
        Supplier<Runnable> question = () -> {
            check.run();
            return check;
        };
        Optional<CallDeadline> deadline = CallDeadline.current();
        try (WorkerPool threads = new WorkerPool("audmodel-check", 1)) {
            Future<?> asked = threads.submit(() -> CallDeadline.within(deadline, question));
            running = asked;
            try {
                work.run();
            } catch (RuntimeException e) {
                requireNoFailure();
                throw e;
            }
            await(asked);
        } finally {
            running = null;
        }
    }

    /** For steps of the work: throws what the check threw, if it has failed by now. */
    public void requireNoFailure() {
        if (running != null && running.isDone()) {
            await(running);
        }
    }

    private static void await(Future<?> asked) {
        try {
            WorkerPool.await(asked, "repositories were asked");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
