package io.audmodel.backend.fs;

import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.AudModelException;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.CancelledException;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.ObjectNotFoundException;
import io.audmodel.error.Reasons;
import io.audmodel.error.RepositoryNotFoundException;
import io.audmodel.error.StorageException;
import io.audmodel.error.UnavailableException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;

/** Turns failures of the file system into errors of this library. */
final class FsErrors {

    /** An operation of the file system. */
    interface Action<T> {
        T run() throws IOException;
    }

    /** The repository's folder is missing, or it or its parent is a file. */
    private static final class NoRepository extends IOException {

        private static final long serialVersionUID = 1L;

        NoRepository(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private final String repository;
    private final Path root;
    private final Path host;

    FsErrors(String repository, Path root) {
        this.repository = repository;
        this.root = root;
        this.host = Optional.ofNullable(root.getParent()).orElse(root);
    }

    <T> T translate(String operation, ObjectPath path, Action<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw translated(operation, path, e);
        }
    }

    /**
     * Refuses a missing folder, which is mistyped, unmounted or was never made, instead of treating it as an empty
     * repository.
     */
    void requireRepository() throws IOException {
        try {
            requireFolder(root);
        } catch (NoSuchFileException e) {
            throw new NoRepository(whatIsMissing(), e);
        } catch (FileSystemException e) {
            // A file is in the place of a folder above it.
            requireFolder(host);
            throw e;
        }
    }

    private String whatIsMissing() throws IOException {
        try {
            requireFolder(host);
        } catch (NoSuchFileException e) {
            return "there is no folder " + host + ": correct the host, or mount or make the folder";
        }
        return "there is no folder " + root + ": correct the name, or make the folder if the repository is new";
    }

    private static void requireFolder(Path folder) throws IOException {
        if (!Files.readAttributes(folder, BasicFileAttributes.class).isDirectory()) {
            throw new NoRepository(folder + " is not a folder", new NotDirectoryException(folder.toString()));
        }
    }

    ObjectNotFoundException notFound(ObjectPath path) {
        return new ObjectNotFoundException(failure("get", path, "there is no such file below " + root));
    }

    ObjectExistsException exists(ObjectPath path) {
        return new ObjectExistsException(failure("put", path, "it exists already, and is left as it is"));
    }

    /** The error for something else in the place of a new object. */
    AudModelException inTheWay(ObjectPath path, Path target, IOException cause) {
        if (Files.isRegularFile(target) || Files.notExists(target, LinkOption.NOFOLLOW_LINKS)) {
            return exists(path);
        }
        return new StorageException(
                failure("put", path, target + " is a folder or a broken link: an object cannot stand there"), cause);
    }

    ConflictException conflict(ObjectPath path, PutMode mode, Optional<FileState> found) {
        String state =
                found.map(current -> "has revision " + current.revision()).orElse("is gone");
        return new ConflictException(
                failure("put", path, "it " + state + ", not " + mode.expected() + " as expected: read it again"));
    }

    UnavailableException restless(ObjectPath path) {
        return new UnavailableException(failure("get", path, "it is overwritten faster than it can be opened"));
    }

    UnavailableException locked(Path lock, Duration waited) {
        return new UnavailableException(new Failure(
                repository,
                "put",
                "",
                "another writer has held the lock " + lock + " for " + waited.toMillis() / 1000.0
                        + " s: try again, or end the process that holds it"));
    }

    StorageException unreadable(ObjectPath path, IOException cause) {
        return new StorageException(
                failure("put", path, "the content to store cannot be read: " + Reasons.withFile(cause)), cause);
    }

    /** Of what could not be made, it is the folder that keeps this user out. */
    private static String denied(FileSystemException e) {
        Path wanted = Path.of(String.valueOf(e.getFile()));
        Path there = wanted;
        while (Files.notExists(there, LinkOption.NOFOLLOW_LINKS) && there.getParent() != null) {
            there = there.getParent();
        }
        return there.equals(wanted)
                ? "no access to " + e.getMessage() + ": check its owner and mode, and those of the folder that it is in"
                : "this user may make nothing in " + there + ": check its owner and mode";
    }

    private AudModelException translated(String operation, ObjectPath path, IOException e) {
        if (e instanceof ClosedByInterruptException) {
            // The flag is set already: the channel sets it when it closes itself.
            return new CancelledException(operation + " " + path + " in " + repository + " was interrupted", e);
        }
        if (e instanceof FsLock.LostException) {
            return new UnavailableException(failure(operation, path, String.valueOf(e.getMessage())), e);
        }
        if (e instanceof NoRepository) {
            return new RepositoryNotFoundException(failure(operation, path, String.valueOf(e.getMessage())), e);
        }
        if (e instanceof java.nio.file.AccessDeniedException refused) {
            return new AccessDeniedException(failure(operation, path, denied(refused)), e);
        }
        if (e instanceof FileSystemException && isReadOnly()) {
            return new AccessDeniedException(failure(operation, path, "the file system is read-only"), e);
        }
        if (isDead()) {
            return new UnavailableException(
                    failure(
                            operation,
                            path,
                            root + " cannot even be looked at: " + Reasons.withFile(e)
                                    + "; mount it again, or correct its path"),
                    e);
        }
        return new StorageException(
                failure(
                        operation,
                        path,
                        "the file system of " + root + " says: " + Reasons.withFile(e) + "; free or correct it"),
                e);
    }

    /** Whether not even the folder's own entry can be read, as when the server of a mount is gone, or its daemon died. */
    private boolean isDead() {
        try {
            Files.readAttributes(host, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            Files.readAttributes(root, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return false;
        } catch (NoSuchFileException | NotDirectoryException | java.nio.file.AccessDeniedException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private boolean isReadOnly() {
        try {
            return Files.getFileStore(host).isReadOnly();
        } catch (IOException e) {
            return false;
        }
    }

    private Failure failure(String operation, ObjectPath path, String reason) {
        return new Failure(repository, operation, path.text(), reason);
    }
}
