package io.audmodel.event;

import io.audmodel.model.ExactRef;
import java.time.Duration;
import java.util.Optional;

/**
 * A load that found the model missing in the cache has the right to fetch it, or need not any more, or gave up. Among
 * all threads and processes that want a model one at a time fetches it. It is sent on a thread of the client, for every
 * such load: without others the duration is a moment.
 *
 * @param model the model
 * @param duration how long the load waited for others
 * @param failure the simple name of the class of the error, such as {@code LockTimeoutException}; empty if there was
 *     none
 */
public record LockWaited(ExactRef model, Duration duration, Optional<String> failure) implements ClientEvent {}
