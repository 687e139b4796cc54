package io.audmodel.follow.poll;

import io.audmodel.cache.HeldModel;
import io.audmodel.follow.FollowedModel;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;

/** A value with counted users, which the last of them closes. Its holder counts as one. */
final class ReferenceCounted<T> {

    private final T value;
    private final FollowedModel model;
    private final HeldModel lease;
    private final AtomicLong users = new AtomicLong(1);

    /** @param lease on the model, which ends with the value */
    ReferenceCounted(T value, FollowedModel model, HeldModel lease) {
        this.value = value;
        this.model = model;
        this.lease = lease;
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
        if (users.decrementAndGet() == 0) {
            close();
        }
    }

    private void close() {
        try (lease) {
            if (value instanceof AutoCloseable closeable) {
                closeable.close();
            }
        } catch (Exception e) { // of whatever kind: it is the program's
            System.getLogger("io.audmodel")
                    .log(Level.WARNING, "what was made of " + model.ref() + " cannot be closed", e);
        }
    }
}
