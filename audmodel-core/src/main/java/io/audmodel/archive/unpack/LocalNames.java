package io.audmodel.archive.unpack;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Where a file is, for messages: a cache may hand out a folder by a path that is of use to this process alone. */
final class LocalNames {

    private LocalNames() {}

    static String of(Path file) {
        Path folder = file.getParent();
        if (folder == null) {
            return file.toString();
        }
        try {
            return folder.toRealPath().resolve(file.getFileName()).toString();
        } catch (IOException e) {
            return file.toString();
        }
    }

    /** What the system says of a failure, without the name that it has for the file. */
    static String reason(IOException failure) {
        if (failure instanceof FileSystemException named) {
            return named.getReason() == null ? named.getClass().getSimpleName() : named.getReason();
        }
        return String.valueOf(failure.getMessage());
    }
}
