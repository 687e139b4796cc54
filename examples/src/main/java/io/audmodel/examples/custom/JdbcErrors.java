package io.audmodel.examples.custom;

import io.audmodel.backend.ObjectPath;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.AuthenticationException;
import io.audmodel.error.BackendException;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.ObjectNotFoundException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.error.Reasons;
import io.audmodel.error.RepositoryNotFoundException;
import io.audmodel.error.StorageException;
import io.audmodel.error.UnavailableException;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.sql.SQLException;

/** What a database says, as the library's errors: by the SQLSTATE, whose first two characters the SQL standard fixes. */
final class JdbcErrors {

    private final Repository repository;

    JdbcErrors(Repository repository) {
        this.repository = repository;
    }

    BackendException translated(String operation, ObjectPath path, SQLException e) {
        String state = e.getSQLState() == null ? "HY000" : e.getSQLState();
        Failure failure = failure(operation, path, "the database says: " + e.getMessage());
        return switch (state) {
            case "42S02", "42S03", "42S04", "42P01" ->
                new RepositoryNotFoundException(
                        failure(
                                operation,
                                path,
                                "there is no such table: make it by the statement of JdbcBackend.schema()"),
                        e);
            default ->
                switch (state.substring(0, 2)) {
                    case "08", "40", "53", "57", "90", "HY" -> new UnavailableException(failure, e);
                    case "28" -> new AuthenticationException(failure, e);
                    case "42" -> new AccessDeniedException(failure, e);
                    default -> new StorageException(failure, e);
                };
        };
    }

    /** A write whose answer did not come may have taken place. */
    BackendException translatedWrite(ObjectPath path, SQLException e) {
        BackendException translated = translated("put", path, e);
        return translated instanceof UnavailableException
                ? new OutcomeUnknownException(failure("put", path, "its answer was lost: " + e.getMessage()), e)
                : translated;
    }

    ObjectNotFoundException notFound(ObjectPath path) {
        return new ObjectNotFoundException(failure("get", path, "there is no such row"));
    }

    ObjectExistsException exists(ObjectPath path) {
        return new ObjectExistsException(failure("put", path, "it exists already, and is left as it is"));
    }

    ConflictException conflict(ObjectPath path) {
        return new ConflictException(failure("put", path, "it is gone, or was written meanwhile: read it again"));
    }

    StorageException unreadable(ObjectPath path, IOException e) {
        return new StorageException(
                failure("put", path, "the content to store cannot be read: " + Reasons.withFile(e)), e);
    }

    StorageException closed(String operation, ObjectPath path) {
        return new StorageException(failure(operation, path, "the backend is closed: open another"));
    }

    private Failure failure(String operation, ObjectPath path, String reason) {
        return new Failure(repository.toString(), operation, path.text(), reason);
    }
}
