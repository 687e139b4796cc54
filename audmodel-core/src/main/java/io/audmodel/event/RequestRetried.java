package io.audmodel.event;

import java.time.Duration;

/**
 * A backend sends a request, or a part of one, again, since it failed for a reason that may pass. It is sent on the
 * thread of the request, before the pause.
 *
 * @param repository the repository, as {@link io.audmodel.model.RepositoryAddress#place} has it
 * @param operation the operation, as in {@link RequestEnded}
 * @param attempt how many attempts failed so far, at least 1
 * @param pause how long the backend waits before the next attempt
 * @param failure the simple name of the class of the failure, which may be one of the library behind the backend
 */
public record RequestRetried(String repository, String operation, int attempt, Duration pause, String failure)
        implements ClientEvent {}
