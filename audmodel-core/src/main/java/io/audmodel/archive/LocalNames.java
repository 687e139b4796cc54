package io.audmodel.archive;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** The path of a file for messages: a cache may return a path that is valid in this process only. */
public final class LocalNames {

    private LocalNames() {}

    public static String of(Path file) {
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

    /** The system's reason of a failure, without the name of the file. */
    public static String reason(IOException failure) {
        if (failure instanceof FileSystemException named) {
            return named.getReason() == null ? named.getClass().getSimpleName() : named.getReason();
        }
        return String.valueOf(failure.getMessage());
    }
}
