package io.audmodel.follow.poll;

import io.audmodel.cache.HeldModel;
import io.audmodel.follow.FollowedModel;
import io.audmodel.follow.ModelHolder;
import io.audmodel.follow.ModelMaker;
import io.audmodel.follow.ModelUse;
import io.audmodel.model.ExactRef;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A holder that counts the users of what it holds. */
final class CountedHolder<T> implements ModelHolder<T> {

    private static final Logger LOG = System.getLogger("io.audmodel");

    private final ModelMaker<T, ?> maker;
    private final Function<ExactRef, HeldModel> leases;
    private final Consumer<CountedHolder<T>> closing;

    /** One thread makes at a time. */
    private final ReentrantLock making = new ReentrantLock();

    private final ReentrantLock lock = new ReentrantLock();
    private volatile ReferenceCounted<T> held;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;

    private CountedHolder(
            ModelMaker<T, ?> maker,
            ReferenceCounted<T> first,
            Function<ExactRef, HeldModel> leases,
            Consumer<CountedHolder<T>> closing) {
        this.maker = maker;
        this.held = first;
        this.leases = leases;
        this.closing = closing;
    }

    /**
     * @param leases on models: what was made of one may need its files until it is closed
     * @param closing is called when the holder is closed
     */
    static <T, X extends Exception> CountedHolder<T> open(
            ModelMaker<T, X> maker,
            FollowedModel first,
            Function<ExactRef, HeldModel> leases,
            Consumer<CountedHolder<T>> closing)
            throws X {
        return new CountedHolder<>(maker, make(maker, first, leases), leases, closing);
    }

    private static <T, X extends Exception> ReferenceCounted<T> make(
            ModelMaker<T, X> maker, FollowedModel model, Function<ExactRef, HeldModel> leases) throws X {
        HeldModel lease = leases.apply(model.ref());
        boolean isMade = false;
        try {
            T made = Objects.requireNonNull(maker.make(model), "what was made of a model is null");
            isMade = true;
            return new ReferenceCounted<>(made, model, lease);
        } finally {
            if (!isMade) {
                lease.close();
            }
        }
    }

    @Override
    public ModelUse<T> acquire() {
        while (!closed) {
            ReferenceCounted<T> now = held;
            if (now.enter()) {
                return new Use<>(now);
            }
        }
        throw new IllegalStateException("the holder is closed: acquire before you close it");
    }

    @Override
    public FollowedModel model() {
        return held.model();
    }

    @Override
    public Optional<Throwable> lastFailure() {
        return Optional.ofNullable(failure);
    }

    /** Makes what is missing for the model. */
    void update(FollowedModel model) {
        making.lock();
        try {
            if (!closed && !held.model().equals(model)) {
                replace(make(maker, model, leases));
                failure = null;
            }
        } catch (Throwable e) { // of whatever kind: it is the program's, and must not end the following
            LOG.log(failure == null ? Level.WARNING : Level.DEBUG, "nothing can be made of " + model.ref(), e);
            failure = e;
        } finally {
            making.unlock();
        }
    }

    private void replace(ReferenceCounted<T> made) {
        ReferenceCounted<T> unused = made;
        lock.lock();
        try {
            if (!closed) {
                unused = held;
                held = made;
            }
        } finally {
            lock.unlock();
        }
        unused.leave();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            lock.unlock();
        }
        closing.accept(this);
        held.leave();
    }

    private record Use<T>(ReferenceCounted<T> used, AtomicBoolean over) implements ModelUse<T> {

        Use(ReferenceCounted<T> used) {
            this(used, new AtomicBoolean());
        }

        @Override
        public T get() {
            if (over.get()) {
                throw new IllegalStateException(
                        "the use of " + used.model().ref() + " was closed: acquire another one");
            }
            return used.value();
        }

        @Override
        public FollowedModel model() {
            return used.model();
        }

        @Override
        public void close() {
            if (over.compareAndSet(false, true)) {
                used.leave();
            }
        }
    }
}
