package io.audmodel.cli;

import java.io.IOException;

/** The result cannot be written: its reader has ended, as {@code head} does, or the disk is full. */
final class OutputLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean readerLeft;

    OutputLostException(IOException cause, boolean readerLeft) {
        super("the result could not be written: " + cause.getMessage(), cause);
        this.readerLeft = readerLeft;
    }

    /** Whether the reader has ended, which is no failure: it has read enough. */
    boolean readerLeft() {
        return readerLeft;
    }
}
