package io.audmodel.store;

import io.audmodel.error.CacheException;
import io.audmodel.health.BaseHealth;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Looks whether a read-only cache can be read, and writes nothing. */
final class BaseCheck {

    private BaseCheck() {}

    static BaseHealth of(Path root) {
        long begun = System.nanoTime();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            // A mount point without its mount is an empty folder.
            CacheException failure = entries.iterator().hasNext() ? null : failure(root, "it is empty", null);
            return new BaseHealth(
                    root,
                    failure,
                    HealthCheck.since(begun),
                    Files.getFileStore(root).type());
        } catch (DirectoryIteratorException e) {
            return new BaseHealth(root, failure(root, e.getCause()), HealthCheck.since(begun), "");
        } catch (IOException e) {
            return new BaseHealth(root, failure(root, e), HealthCheck.since(begun), "");
        }
    }

    private static CacheException failure(Path root, @Nullable IOException cause) {
        String why = cause instanceof NoSuchFileException
                ? "there is no such folder"
                : cause instanceof NotDirectoryException
                        ? "it is no folder"
                        : cause instanceof AccessDeniedException ? "no permission for " + root : String.valueOf(cause);
        return failure(root, why, cause);
    }

    private static CacheException failure(Path root, String why, @Nullable IOException cause) {
        return new CacheException(
                "the cache base " + root + " has no models to read: " + why
                        + "; make, fill, mount or open it, or do not name it as a base",
                cause);
    }
}
