package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * One operation on one repository failed. The kinds differ in what you can do next; all keep the vendor's exception as
 * their cause. Backends throw them, and the client passes them on.
 */
public abstract sealed class BackendException extends AudModelException
        permits ObjectNotFoundException,
                ObjectExistsException,
                ConflictException,
                RepositoryNotFoundException,
                AccessDeniedException,
                AuthenticationException,
                UnavailableException,
                OutcomeUnknownException,
                StorageException {

    private static final long serialVersionUID = 1L;

    private final Failure failure;

    BackendException(Failure failure, @Nullable Throwable cause) {
        super(failure.toString(), cause);
        this.failure = failure;
    }

    /** Returns the repository as text, such as {@code s3:https://example.org#models}. */
    public String repository() {
        return failure.repository();
    }

    /**
     * Returns the failed method of the backend port, such as {@code stat}, {@code get} or {@code put}, or {@code
     * connect}.
     */
    public String operation() {
        return failure.operation();
    }

    /** Returns the path within the repository; empty if the failure is about the whole repository. */
    public String path() {
        return failure.path();
    }

    /** Returns whether the same call may succeed later, without a change of anything else. */
    public boolean isRetryable() {
        return false;
    }

    /**
     * What failed, and where.
     *
     * @param repository the repository as text
     * @param operation the method of the backend port
     * @param path the path within the repository, or empty
     * @param reason what is wrong and what the caller can do, without credentials
     */
    public record Failure(String repository, String operation, String path, String reason)
            implements java.io.Serializable {

        @Override
        public String toString() {
            return operation + (path.isEmpty() ? "" : " " + path) + " in " + repository + " failed: " + reason;
        }
    }
}
