package io.audmodel.junit;

/** What is wrong with a {@link TestRepository}, until it recovers. The names of errors are those that clients throw. */
public enum RepositoryFault {
    /** No request gets an answer: {@link io.audmodel.error.UnavailableException}. */
    UNAVAILABLE,
    /** The store knows the caller, who may do nothing: {@link io.audmodel.error.AccessDeniedException}. */
    ACCESS_DENIED,
    /** The store does not accept the credentials: {@link io.audmodel.error.AuthenticationException}. */
    NOT_AUTHENTICATED,
    /** The store says that it has no such repository: {@link io.audmodel.error.RepositoryNotFoundException}. */
    REPOSITORY_MISSING,
    /**
     * Requests wait until the repository recovers: {@link io.audmodel.error.CallTimeoutException} where the client gives
     * up before. A client of a test gives up after a minute; {@link io.audmodel.AudModel#withCallTimeout} makes that
     * shorter.
     */
    HANGING,
    /**
     * Reads answer as if there were nothing: {@link io.audmodel.error.ModelNotFoundException} and {@link
     * io.audmodel.error.AliasNotFoundException}. Writes do what they always do.
     */
    EMPTY,
    /** Archives arrive with other bytes: a {@link io.audmodel.error.CorruptContentException}. Documents are sound. */
    DAMAGED_ARCHIVES
}
