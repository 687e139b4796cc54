package io.audmodel.follow.poll;

import io.audmodel.follow.FollowedModel;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;

/** A value with counted users, which the last of them closes. Its holder counts as one. */
final class Counted<T> {

    private final T value;
    private final FollowedModel model;
    private final AtomicLong users = new AtomicLong(1);

    Counted(T value, FollowedModel model) {
        this.value = value;
        this.model = model;
    }

    T value() {
        return value;
    }

    FollowedModel model() {
        return model;
    }

    /** @return whether there is one more user now, since the value is not closed */
    boolean enter() {
        long before = users.get();
        while (before > 0 && !users.compareAndSet(before, before + 1)) {
            before = users.get();
        }
        return before > 0;
    }

    void leave() {
        if (users.decrementAndGet() == 0 && value instanceof AutoCloseable closeable) {
            close(closeable);
        }
    }

    private void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) { // of whatever kind: it is the program's
            System.getLogger("io.audmodel")
                    .log(Level.WARNING, "what was made of " + model.ref() + " cannot be closed", e);
        }
    }
}
