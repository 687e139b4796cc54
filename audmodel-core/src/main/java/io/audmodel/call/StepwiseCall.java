package io.audmodel.call;

import io.audmodel.deadline.CallDeadline;
import io.audmodel.error.CallTimeoutException;
import io.audmodel.event.delivery.ReportedCall;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A call in steps, which its caller takes one after another: a search, or the reading of a file. Its time runs only
 * within steps. Used by one thread at a time.
 */
public final class StepwiseCall {

    /** Between two steps, prefetching may take any time. */
    private static final Duration UNLIMITED = Duration.ofDays(36_500);

    private static final Duration LONGEST_CLOSING = Duration.ofSeconds(10);

    private final String method;
    private final Object object;
    private final boolean isOffline;
    private final CallDeadline deadline;
    private final Duration shortestClosing;
    private final ReportedCall report;
    private Duration left;

    /** @param method of the client, for messages; the object is what it is for */
    public StepwiseCall(String method, Object object, Calls calls) {
        this.method = method;
        this.object = object;
        this.isOffline = calls.isOffline();
        this.deadline = calls.deadline();
        this.left = deadline.remaining();
        this.shortestClosing = left.dividedBy(40);
        this.report = calls.reported(method, object);
    }

    /** The first step. If it fails, the call has ended. */
    public <T> T begin(Supplier<T> work) {
        try {
            return step(work);
        } catch (Throwable e) { // of whatever kind: it is passed on
            report.end();
            throw e;
        }
    }

    public <T> T step(Supplier<T> work) {
        return report.over(() -> timed(work));
    }

    private <T> T timed(Supplier<T> work) {
        if (isOffline) {
            return work.get();
        }
        deadline.restart(left);
        try {
            return Calls.run(method, object, deadline, work);
        } finally {
            left = deadline.remaining();
            deadline.restart(UNLIMITED);
        }
    }

    /**
     * Gives back what is open, in what is left of the time; when it is over, in a moment. What does not close by then is
     * left to end by itself.
     */
    public void close(Runnable closing) {
        try {
            report.over(() -> {
                release(closing);
                return method;
            });
        } finally {
            report.end();
        }
    }

    private void release(Runnable closing) {
        if (isOffline) {
            closing.run();
            return;
        }
        try {
            Calls.run("close", object, CallDeadline.in(closingTime()), () -> {
                closing.run();
                return method;
            });
        } catch (CallTimeoutException e) {
            // What was needed has been read.
            return;
        }
    }

    private Duration closingTime() {
        Duration most = left.compareTo(LONGEST_CLOSING) < 0 ? left : LONGEST_CLOSING;
        return most.compareTo(shortestClosing) > 0 ? most : shortestClosing;
    }
}
