package io.audmodel.follow.poll;

import io.audmodel.follow.FollowedModel;
import io.audmodel.model.ModelRef;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A listener of a follower, whose failures end nothing. The first one is logged as a whole, and later ones by a line when
 * they begin again or are of another type. One thread at a time calls it.
 */
final class FollowerListener {

    private static final Logger LOG = System.getLogger("io.audmodel");

    private final Consumer<? super FollowedModel> listener;
    private volatile boolean hasFailed;

    /** What it threw last; null if it did not. */
    private volatile @Nullable Class<?> failing;

    FollowerListener(Consumer<? super FollowedModel> listener) {
        this.listener = listener;
    }

    void call(ModelRef ref, FollowedModel model) {
        try {
            listener.accept(model);
            failing = null;
        } catch (Throwable e) { // of whatever kind: it is the listener's
            log("a listener of " + ref + " failed at " + model.ref(), e);
            hasFailed = true;
            failing = e.getClass();
        } finally {
            Thread.interrupted();
        }
    }

    private void log(String what, Throwable failure) {
        if (!hasFailed) {
            LOG.log(Level.WARNING, what, failure);
        } else {
            LOG.log(failure.getClass().equals(failing) ? Level.DEBUG : Level.WARNING, "{0}: {1}", what, failure);
        }
    }
}
