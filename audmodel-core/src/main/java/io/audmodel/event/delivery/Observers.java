package io.audmodel.event.delivery;

import io.audmodel.event.CallObserver;
import io.audmodel.event.ClientEvent;
import io.audmodel.event.ObservedWork;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An observer whose failures end nothing, and whose own calls are not reported. The first failure is logged. */
final class Observers {

    /** Work that nobody observes. */
    static final ObservedWork NONE = new Unobserved();

    private static final ObservedWork.Step NO_STEP = () -> {};

    private Observers() {}

    static CallObserver guarded(CallObserver observer) {
        Guard guard = new Guard("the observer " + observer.getClass().getName());
        return (method, subject) -> guard.work(() -> observer.call(method, subject));
    }

    private static final class Unobserved implements ObservedWork {

        @Override
        public Step enter() {
            return NO_STEP;
        }

        @Override
        public ObservedWork request(String repository, String operation) {
            return this;
        }

        @Override
        public void onEvent(ClientEvent event) {}

        @Override
        public void end(@Nullable Throwable failure) {}
    }

    private static final class Guard {

        private final FirstFailure failures;

        Guard(String name) {
            failures = new FirstFailure(name);
        }

        ObservedWork work(Supplier<ObservedWork> observed) {
            ObservedWork work = call(observed, NONE);
            return work == NONE ? NONE : new GuardedWork(work, this);
        }

        <T> T call(Supplier<T> observed, T otherwise) {
            EventScope before = EventScope.SILENT.enter();
            try {
                return observed.get();
            } catch (Throwable e) { // of whatever kind: no observer ends a call
                failures.log(e);
                return otherwise;
            } finally {
                before.enter();
            }
        }

        void run(Runnable observed) {
            call(
                    () -> {
                        observed.run();
                        return NONE;
                    },
                    NONE);
        }
    }

    private record GuardedWork(ObservedWork work, Guard guard) implements ObservedWork {

        @Override
        public Step enter() {
            Step step = guard.call(work::enter, NO_STEP);
            return () -> guard.run(step::close);
        }

        @Override
        public ObservedWork request(String repository, String operation) {
            return guard.work(() -> work.request(repository, operation));
        }

        @Override
        public void onEvent(ClientEvent event) {
            guard.run(() -> work.onEvent(event));
        }

        @Override
        public void end(@Nullable Throwable failure) {
            guard.run(() -> work.end(failure));
        }
    }
}
