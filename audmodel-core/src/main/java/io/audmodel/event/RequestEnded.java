package io.audmodel.event;

import java.time.Duration;
import java.util.Optional;

/**
 * A request to a repository ended: it was answered in full, it failed, or its reader closed it. It is sent on the thread
 * that sent the request, which is the one of the call or one beside it. A backend may need several messages for one
 * request, and retries what it may ({@link RequestRetried}) before the request ends.
 *
 * @param repository the repository, as {@link io.audmodel.model.RepositoryAddress#place} has it
 * @param operation {@code stat}, {@code get}, {@code put}, {@code list} or {@code delete}
 * @param bytes the content that was received or stored; 0 for the rest, and for files that are read in place
 * @param duration how long the client waited for the repository, without what it did between the parts of an answer
 * @param failure the simple name of the class of the error, also of an answer that is one, such as {@code
 *     ObjectNotFoundException}; empty if there was none
 */
public record RequestEnded(String repository, String operation, long bytes, Duration duration, Optional<String> failure)
        implements ClientEvent {}
