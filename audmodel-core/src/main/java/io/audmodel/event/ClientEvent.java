package io.audmodel.event;

/**
 * Something that a client did. Events hold references, repositories, sizes, durations and names of errors; never
 * credentials, and no more of a repository than {@link io.audmodel.model.RepositoryAddress#place} shows. Immutable.
 *
 * <p>A later version may send kinds of events that this one does not know: code that tells them apart should ignore the
 * rest.
 */
public sealed interface ClientEvent
        permits CallEnded,
                ReferenceResolved,
                ModelLoaded,
                ModelVerified,
                LockWaited,
                RequestEnded,
                RequestRetried,
                FollowerChanged,
                FollowerCheckFailed {}
