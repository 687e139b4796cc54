package io.audmodel.formats;

import io.audmodel.error.PlainText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Root of the errors that only imports and exports have. Unchecked, and a closed list: each kind stands for one thing that
 * you can do about it. What the core knows as well has the core's errors: a damaged or hostile archive is a {@link
 * io.audmodel.error.CorruptArchiveException}. Messages are one line of bounded length without control characters.
 */
public abstract sealed class FormatException extends RuntimeException
        permits LocalFileException, MissingLibraryException, TargetExistsException, UnexportableModelException {

    private static final long serialVersionUID = 1L;

    FormatException(String message, @Nullable Throwable cause) {
        super(PlainText.line(message), cause);
    }

    /** Returns what is wrong, which rule says so, and what you can do about it; never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
