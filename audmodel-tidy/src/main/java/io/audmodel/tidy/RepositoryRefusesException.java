package io.audmodel.tidy;

import io.audmodel.error.PlainText;

/** The repository refuses to be tidied: an object in it says so. Nothing was removed. Ask whom its text names. */
public final class RepositoryRefusesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RepositoryRefusesException(String message) {
        super(PlainText.line(message));
    }
}
