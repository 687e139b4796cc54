package io.audmodel.cache.local;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Gives failures the paths that users know. */
final class FileErrors {

    private FileErrors() {}

    /** Returns the same type of failure, with another path for a folder. */
    static FileSystemException renamed(FileSystemException failure, Path folder, Path name) {
        String file = renamed(failure.getFile(), folder, name);
        String other = renamed(failure.getOtherFile(), folder, name);
        FileSystemException renamed = of(failure, file, other);
        renamed.initCause(failure);
        return renamed;
    }

    private static FileSystemException of(FileSystemException failure, @Nullable String file, @Nullable String other) {
        String reason = failure.getReason();
        if (failure instanceof NoSuchFileException) {
            return new NoSuchFileException(file, other, reason);
        }
        if (failure instanceof AccessDeniedException) {
            return new AccessDeniedException(file, other, reason);
        }
        if (failure instanceof FileAlreadyExistsException) {
            return new FileAlreadyExistsException(file, other, reason);
        }
        if (failure instanceof NotDirectoryException) {
            return new NotDirectoryException(file);
        }
        return failure instanceof DirectoryNotEmptyException
                ? new DirectoryNotEmptyException(file)
                : new FileSystemException(file, other, reason);
    }

    private static @Nullable String renamed(@Nullable String file, Path folder, Path name) {
        String prefix = folder.toString();
        if (file == null || !file.equals(prefix) && !file.startsWith(prefix + "/")) {
            return file;
        }
        return name + file.substring(prefix.length());
    }
}
