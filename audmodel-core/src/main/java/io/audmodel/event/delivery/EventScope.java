package io.audmodel.event.delivery;

import io.audmodel.event.ClientEvent;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where events of a thread go: to the listeners of the client whose call it works for. A call binds it to its threads,
 * so that what they use needs not know the client. Immutable.
 */
public final class EventScope {

    /** That of a thread that works for no call, or for one to which nobody listens. */
    static final EventScope NOWHERE = new EventScope(null);

    /** That of a listener, whose own calls are not reported. */
    static final EventScope SILENT = new EventScope(null);

    private static final ThreadLocal<@Nullable EventScope> CURRENT = new ThreadLocal<>();

    private final @Nullable EventHub events;

    EventScope(@Nullable EventHub events) {
        this.events = events;
    }

    /** That of this thread. */
    public static EventScope current() {
        EventScope bound = CURRENT.get();
        return bound == null ? NOWHERE : bound;
    }

    /** Whether an event would be delivered; otherwise nobody has to make one. */
    public boolean isHeard() {
        return events != null;
    }

    /** Delivers an event on this thread. */
    public void send(ClientEvent event) {
        if (events != null) {
            events.deliver(event);
        }
    }

    /** Runs work as a part of this. */
    public <T> T over(Supplier<T> work) {
        EventScope before = current();
        if (before == this) {
            return work.get();
        }
        bind(this);
        try {
            return work.get();
        } finally {
            bind(before);
        }
    }

    /** A task that another thread runs as a part of this. */
    public <T> Callable<T> bound(Callable<T> task) {
        return this == NOWHERE
                ? task
                : () -> {
                    EventScope before = current();
                    bind(this);
                    try {
                        return task.call();
                    } finally {
                        bind(before);
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

    private static void bind(EventScope scope) {
        if (scope == NOWHERE) {
            CURRENT.remove();
        } else {
            CURRENT.set(scope);
        }
    }
}
