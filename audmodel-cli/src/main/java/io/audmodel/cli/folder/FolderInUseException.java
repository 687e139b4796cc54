package io.audmodel.cli.folder;

/** The folder has something that no fetch put there, and that nobody allowed to be replaced. Nothing was changed. */
public final class FolderInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FolderInUseException(String message) {
        super(message);
    }
}
