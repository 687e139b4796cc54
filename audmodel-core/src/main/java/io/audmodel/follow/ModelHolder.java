package io.audmodel.follow;

import java.util.Optional;

/**
 * Holds what a program made of the model that a follower serves. It is made once for each model, takes the place of the
 * one before when it is ready, and the one before is closed when its last user is done, if it is {@link AutoCloseable}.
 * Until then, no prune or removal takes the model of which it was made. Thread-safe.
 *
 * <pre>{@code
 * try (ModelUse<Session> use = holder.acquire()) {
 *     return use.get().run(input);
 * }
 * }</pre>
 *
 * <p>If making fails, the one before stays, and making is tried again after each check of the follower. {@link
 * Follower#hold} makes holders.
 */
public interface ModelHolder<T> extends AutoCloseable {

    /**
     * Returns what is held, for one use. Never blocks.
     *
     * @throws IllegalStateException if the holder was closed
     */
    ModelUse<T> acquire();

    /** Returns the model of which the held one was made. */
    FollowedModel model();

    /** Returns what making threw for the model that the follower serves; empty if what is held was made of that. */
    Optional<Throwable> lastFailure();

    /**
     * Ends the holding: what is held is closed when its last user is done, and what is being made then when it is ready.
     * The follower stays open.
     */
    @Override
    void close();
}
