package io.audmodel.event.delivery;

import io.audmodel.event.ClientEvent;
import io.audmodel.event.ObservedWork;
import io.audmodel.event.RequestRetried;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where events of a thread go: to the listeners of the client whose call it works for. A call binds it to its threads,
 * so that what they use needs not know the client. Immutable.
 */
public final class EventScope {

    /** That of a thread that works for no call, or for one to which nobody listens. */
    static final EventScope NOWHERE = new EventScope(null, Observers.NONE, "", "");

    /** That of a listener, whose own calls are not reported. */
    static final EventScope SILENT = new EventScope(null, Observers.NONE, "", "");

    /** Stays with the thread, which is quicker; being an array of the JDK, it holds no class of an undeployed application. */
    private static final ThreadLocal<@Nullable Object[]> BOUND = ThreadLocal.withInitial(() -> new Object[1]);

    private final @Nullable EventHub hub;
    private final ObservedWork work;
    private final String repository;
    private final String operation;

    private EventScope(@Nullable EventHub hub, ObservedWork work, String repository, String operation) {
        this.hub = hub;
        this.work = work;
        this.repository = repository;
        this.operation = operation;
    }

    /** @param work the call that is observed */
    static EventScope of(EventHub hub, ObservedWork work) {
        return new EventScope(hub, work, "", "");
    }

    /** That of a request of this call. */
    EventScope during(String place, String what) {
        return hub == null ? this : new EventScope(hub, work.request(place, what), place, what);
    }

    /** That of this thread. */
    public static EventScope current() {
        return Binding.ofThread().scope();
    }

    /** Whether an event would be delivered; otherwise nobody has to make one. */
    public boolean isHeard() {
        return hub != null;
    }

    @Nullable
    EventHub hub() {
        return hub;
    }

    /** The call, or the request of one, that is observed. */
    ObservedWork work() {
        return work;
    }

    /** Delivers an event on this thread. */
    public void send(ClientEvent event) {
        if (hub != null) {
            hub.deliver(event);
            work.onEvent(event);
        }
    }

    /** Reports that the request of this is about to be sent again. */
    public void retries(int attempt, Duration pause, Exception failure) {
        if (hub != null) {
            send(new RequestRetried(repository, operation, attempt, pause, Failures.nameOf(failure)));
        }
    }

    /** Runs work as a part of this. */
    public <T> T over(Supplier<T> work) {
        EventScope before = enter();
        try {
            return work.get();
        } finally {
            before.enter();
        }
    }

    /** A task that another thread runs as a part of this. */
    public <T> Callable<T> bound(Callable<T> task) {
        return this == NOWHERE
                ? task
                : () -> {
                    EventScope before = enter();
                    try {
                        return task.call();
                    } finally {
                        before.enter();
                    }
                };
    }

    /** As {@link #bound(Callable)}. */
    public Runnable bound(Runnable task) {
        return this == NOWHERE
                ? task
                : () -> over(() -> {
                    task.run();
                    return task;
                });
    }

    /** Binds this to the thread, and returns what was bound before. */
    EventScope enter() {
        Binding thread = Binding.ofThread();
        EventScope before = thread.scope();
        thread.bind(this);
        return before;
    }

    /** What is bound to this thread: who looks at it and changes it finds it once. Only for the thread itself. */
    record Binding(@Nullable Object[] bound) {

        static Binding ofThread() {
            return new Binding(BOUND.get());
        }

        EventScope scope() {
            return bound[0] instanceof EventScope scope ? scope : NOWHERE;
        }

        void bind(EventScope scope) {
            bound[0] = scope == NOWHERE ? null : scope;
        }
    }
}
