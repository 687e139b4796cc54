package io.audmodel.event.delivery;

import io.audmodel.event.ObservedWork;
import io.audmodel.event.RequestEnded;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports one request, which may take several steps. Used by one thread at a time. */
public final class RequestReport {

    /** A step, whose time counts. */
    @FunctionalInterface
    public interface Step<T, X extends Exception> {
        T run() throws X;
    }

    private final EventScope scope;
    private final String repository;
    private final String operation;
    private boolean isOpen = true;
    private long nanos;
    private long bytes;

    /** @param scope that of the call */
    public RequestReport(EventScope scope, String repository, String operation) {
        this.scope = scope.during(repository, operation);
        this.repository = repository;
        this.operation = operation;
    }

    /** Runs a step. A failure ends the request. */
    public <T, X extends Exception> T step(Step<T, X> step) throws X {
        long begun = System.nanoTime();
        EventScope before = scope.enter();
        try (ObservedWork.Step observed = scope.work().enter()) {
            T result = step.run();
            nanos += System.nanoTime() - begun;
            return result;
        } catch (Throwable e) { // of whatever kind: it is passed on
            nanos += System.nanoTime() - begun;
            end(e);
            throw e;
        } finally {
            before.enter();
        }
    }

    /** Runs the only step. */
    public <T, X extends Exception> T whole(Step<T, X> step) throws X {
        T result = step(step);
        end();
        return result;
    }

    /** Counts what was received or stored. */
    public void moved(long count) {
        bytes += count;
    }

    /** Reports the end, unless a failure was reported. */
    public void end() {
        end(null);
    }

    private void end(@Nullable Throwable failure) {
        if (isOpen) {
            isOpen = false;
            scope.send(new RequestEnded(
                    repository,
                    operation,
                    bytes,
                    Duration.ofNanos(nanos),
                    Optional.ofNullable(failure).map(Failures::nameOf)));
            scope.work().end(failure == null ? null : Failures.error(failure));
        }
    }
}
