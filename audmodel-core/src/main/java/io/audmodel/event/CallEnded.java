package io.audmodel.event;

import java.time.Duration;
import java.util.Optional;

/**
 * A call of the client returned, or threw. It is sent on the thread that made the call, after the other events of the
 * call. Calls that the client makes by itself within another one send none.
 *
 * @param method of the client, such as {@code load}, {@code publish} or {@code setAlias}; one of a few dozen
 * @param subject what the call was for: a reference, an alias or a name
 * @param duration how long the call took; for a search or an open file, what its reader waited for it
 * @param failure the simple name of the class of the error that was thrown, such as {@code ModelNotFoundException};
 *     empty if the call returned
 */
public record CallEnded(String method, String subject, Duration duration, Optional<String> failure)
        implements ClientEvent {}
