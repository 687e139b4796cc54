package io.audmodel.error;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** The system's reasons for failures, in words: names of types mean nothing to people. Free of side effects. */
public final class Reasons {

    private Reasons() {}

    /** Returns why a file could not be read or written, for the end of a sentence that names it. */
    public static String of(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (failure instanceof java.nio.file.AccessDeniedException) {
            return "this process has no permission";
        }
        if (failure instanceof FileSystemException named && named.getReason() != null) {
            return named.getReason();
        }
        return String.valueOf(failure.getMessage());
    }
}
