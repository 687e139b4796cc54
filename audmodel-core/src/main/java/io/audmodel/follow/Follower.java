package io.audmodel.follow;

import io.audmodel.model.ModelRef;
import java.util.function.Consumer;

/**
 * Follows a reference: an alias to the model that it points to, a short id to its latest version. It checks by one
 * request from time to time, and loads a new model before anybody sees it. When anything fails, it keeps the model that
 * it has, shows the failure, and tries again at the next check. Thread-safe.
 *
 * <p>It never goes back by itself. A check of an alias counts only if every repository before the one that has the alias
 * answered, since a later one may have an older alias of that name; and a short id only leads to later versions. An alias
 * that somebody moves back is followed there. An id never moves, and an offline client asks nobody: their followers check
 * nothing.
 *
 * <p>No prune or removal takes the model that is served, until another one is, and the listeners have returned, or until
 * the follower is closed; see {@link io.audmodel.AudModel#hold}.
 *
 * <p>Checks run one after another, on a daemon thread, and so do loads and listeners: while one takes long, no other
 * begins. Followers of one client that follow the same reference share its checks. {@link io.audmodel.AudModel#follow}
 * makes followers.
 */
public interface Follower extends AutoCloseable {

    /** Returns the reference that is followed. */
    ModelRef ref();

    /**
     * Returns the model to serve now. Never blocks, and never throws; after {@link #close} it is the model that was
     * served last.
     */
    default FollowedModel current() {
        return state().model();
    }

    /** Returns what is served, and how the last check went. Never blocks, and never throws. */
    FollowerState state();

    /**
     * Adds a listener, which gets each model that takes the place of another from now on. Listeners are called in the
     * order in which they were added, one at a time, on the thread of the checks, when {@link #current} already is the new
     * model. What one throws is logged, the first time with its stack, and keeps neither the others nor later checks from
     * running.
     */
    void addListener(Consumer<? super FollowedModel> listener);

    /**
     * Makes something of the model that is served, and again of each that is served later, on the thread of the checks and
     * before listeners are called. Close the holder, before or after the follower; when the follower is closed, it holds
     * what it has.
     *
     * @throws X if it cannot be made of the model that is served now
     * @throws IllegalStateException if the follower, or its client, was closed
     */
    <T, X extends Exception> ModelHolder<T> hold(ModelMaker<T, X> maker) throws X;

    /**
     * Checks at once, beside the regular checks, and waits until that has ended, listeners included. Where somebody tells
     * you that an alias was moved, you need not wait for the next regular check. In a listener, it returns at once.
     *
     * @return the state after the check, which says whether it failed
     * @throws io.audmodel.error.CancelledException if the thread is interrupted while it waits; the check continues
     * @throws IllegalStateException if the follower, or its client, was closed
     */
    FollowerState checkNow();

    /**
     * Ends the following. No check, load or listener begins after it; a request or load that is under way is
     * interrupted, and a listener is not. Closing the client closes its followers, those of its views too.
     */
    @Override
    void close();
}
