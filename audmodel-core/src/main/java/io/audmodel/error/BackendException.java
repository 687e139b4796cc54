package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * One operation on one repository failed. The kinds differ in what the caller can do next; all keep the vendor's
 * exception as their cause. Thrown by backends, and passed on by the client.
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

    /** The repository as text, such as {@code s3:https://example.org#models}. */
    public String repository() {
        return failure.repository();
    }

    /** What was attempted: {@code stat}, {@code get}, {@code put}, {@code list}, {@code delete} or {@code connect}. */
    public String operation() {
        return failure.operation();
    }

    /** The path within the repository; empty when the repository as a whole is meant. */
    public String path() {
        return failure.path();
    }

    /** Whether the same call may succeed later without anybody doing anything about it. */
    public boolean isRetryable() {
        return false;
    }

    /**
     * What failed, where.
     *
     * @param repository the repository as text
     * @param operation the verb of the port
     * @param path the path within the repository, or empty
     * @param reason what is wrong and what can be done, without credentials
     */
    public record Failure(String repository, String operation, String path, String reason)
            implements java.io.Serializable {

        @Override
        public String toString() {
            return operation + (path.isEmpty() ? "" : " " + path) + " in " + repository + " failed: " + reason;
        }
    }
}
