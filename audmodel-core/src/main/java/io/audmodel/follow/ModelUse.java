package io.audmodel.follow;

/**
 * One use of what a {@link ModelHolder} holds; close it soon. Until then, what it gives is not closed, even if the holder
 * has a new one meanwhile. Thread-safe.
 */
public interface ModelUse<T> extends AutoCloseable {

    /**
     * Returns what was made of the model; the same for the whole use.
     *
     * @throws IllegalStateException if the use was closed
     */
    T get();

    /** Returns the model of which it was made. */
    FollowedModel model();

    /** Ends the use. If it was the last one of what was replaced, this closes that. Closing again does nothing. */
    @Override
    void close();
}
