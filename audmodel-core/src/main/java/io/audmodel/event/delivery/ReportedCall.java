package io.audmodel.event.delivery;

import io.audmodel.event.CallEnded;
import io.audmodel.event.ObservedWork;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call, of one step or several, whose end is reported. Used by one thread at a time. */
public final class ReportedCall {

    private final String method;
    private final Object subject;
    private final EventScope scope;
    private boolean isOpen;
    private long nanos;
    private @Nullable Throwable failure;

    /** @param isWhole whether the end is reported: not that of a part of another call */
    ReportedCall(String method, Object subject, EventScope scope, boolean isWhole) {
        this.method = method;
        this.subject = subject;
        this.scope = scope;
        this.isOpen = isWhole;
    }

    /** Runs a step. */
    public <T> T over(Supplier<T> step) {
        long begun = System.nanoTime();
        try (ObservedWork.Step observed = observed()) {
            return scope.over(step);
        } catch (Throwable e) { // of whatever kind: it is passed on
            failure = e;
            throw e;
        } finally {
            nanos += System.nanoTime() - begun;
        }
    }

    /** The step of a part is one of the call around it. */
    private ObservedWork.Step observed() {
        return isOpen ? scope.work().enter() : Observers.NONE.enter();
    }

    /** Counts a step that was run before this began. */
    ReportedCall after(long took, @Nullable Throwable failed) {
        nanos += took;
        failure = failed;
        return this;
    }

    /** Reports the end, once. */
    public void end() {
        if (isOpen) {
            isOpen = false;
            scope.send(new CallEnded(
                    method,
                    String.valueOf(subject),
                    Duration.ofNanos(nanos),
                    Optional.ofNullable(failure).map(Failures::nameOf)));
            scope.work().end(failure == null ? null : Failures.error(failure));
        }
    }
}
