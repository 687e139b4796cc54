package io.audmodel.follow;

/**
 * Makes what a program serves of a model: a session, a lookup table.
 *
 * @param <T> what it makes; if that is {@link AutoCloseable}, a {@link ModelHolder} closes it
 * @param <X> what it throws if it fails
 */
@FunctionalInterface
public interface ModelMaker<T, X extends Exception> {

    /** Makes it of the files of the model. */
    T make(FollowedModel model) throws X;
}
