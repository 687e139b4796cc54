package io.audmodel.spring;

import io.audmodel.follow.FollowedModel;
import io.audmodel.follow.Follower;
import io.audmodel.follow.ModelHolder;
import io.audmodel.follow.ModelMaker;
import io.audmodel.follow.ModelUse;
import java.util.Optional;
import java.util.function.Consumer;

/** A holder that a follower takes with it when it is started again. Thread-safe. */
final class RestartedHolder<T, X extends Exception> implements ModelHolder<T> {

    private final ModelMaker<T, X> maker;
    private final Consumer<RestartedHolder<T, X>> onClose;
    private volatile ModelHolder<T> current;
    private volatile boolean closed;

    RestartedHolder(ModelMaker<T, X> maker, ModelHolder<T> first, Consumer<RestartedHolder<T, X>> onClose) {
        this.maker = maker;
        this.current = first;
        this.onClose = onClose;
    }

    /** Makes it once more, of the model of this follower. */
    void moveTo(Follower follower) {
        ModelHolder<T> next = follower.hold(model -> {
            try {
                return maker.make(model);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("what is made of " + model.ref() + " cannot be made: " + e, e);
            }
        });
        ModelHolder<T> before = current;
        current = next;
        before.close();
        if (closed) {
            next.close();
        }
    }

    @Override
    public ModelUse<T> acquire() {
        while (true) {
            ModelHolder<T> now = current;
            try {
                return now.acquire();
            } catch (IllegalStateException e) {
                // Another one may have taken its place just now.
                if (now == current) {
                    throw e;
                }
            }
        }
    }

    @Override
    public FollowedModel model() {
        return current.model();
    }

    @Override
    public Optional<Throwable> lastFailure() {
        return current.lastFailure();
    }

    @Override
    public void close() {
        closed = true;
        current.close();
        onClose.accept(this);
    }
}
