package io.audmodel.cli.trust;

/** There is a file already, which is not overwritten. */
public final class ConflictingFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConflictingFileException(String message) {
        super(message);
    }
}
