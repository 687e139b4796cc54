package io.audmodel.error;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** The system's reasons for failures, in words: names of types mean nothing to people. Free of side effects. */
public final class Reasons {

    private Reasons() {}

    /** Returns why a file could not be read or written, for the end of a sentence that names it. */
    public static String of(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (failure instanceof NotDirectoryException) {
            return "it is no folder";
        }
        if (failure instanceof java.nio.file.AccessDeniedException) {
            return "this process has no permission";
        }
        if (failure instanceof FileSystemException named && named.getReason() != null) {
            return named.getReason();
        }
        return String.valueOf(failure.getMessage());
    }

    /** Returns the same behind the name of the file, if the system tells which one it was. */
    public static String withFile(IOException failure) {
        return failure instanceof FileSystemException named && named.getFile() != null
                ? named.getFile() + ": " + of(failure)
                : of(failure);
    }
}
