package io.audmodel.cache.local;

import io.audmodel.error.AudModelException;
import io.audmodel.error.CacheException;
import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Turns failures of the file system into errors of a cache. */
final class CacheErrors {

    private static final String WAY_OUT =
            "; free or correct it, or choose another cache root: set AUDMODEL_CACHE_ROOT, or name one in the code";

    private CacheErrors() {}

    static AudModelException cannotRead(Path root, IOException cause) {
        return of("read", root, cause);
    }

    static AudModelException cannotWrite(Path root, IOException cause) {
        return of("written", root, cause);
    }

    static CancelledException cancelled(Path path, Exception cause) {
        Thread.currentThread().interrupt();
        return new CancelledException("interrupted while working on " + path + "; nothing of it is left", cause);
    }

    private static AudModelException of(String verb, Path root, IOException cause) {
        if (cause instanceof ClosedByInterruptException) {
            return cancelled(root, cause);
        }
        return new CacheException(
                "the cache " + root + " cannot be " + verb + ": " + reason(root, cause) + WAY_OUT, cause);
    }

    private static String reason(Path root, IOException cause) {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            return "it is not a folder";
        }
        if (cause instanceof AccessDeniedException denied) {
            return Permissions.advice(root, denied);
        }
        if (cause instanceof NotDirectoryException blocked) {
            return blocked.getFile()
                    + " is no folder, but a file or a link; below its root a cache has only real folders";
        }
        if (cause instanceof FileSystemException failed && failed.getReason() != null) {
            return String.valueOf(failed.getMessage());
        }
        return cause.toString();
    }
}
