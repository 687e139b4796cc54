package io.audmodel.event.delivery;

import io.audmodel.error.AudModelException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The failures of events and of observed work. */
final class Failures {

    private Failures() {}

    /** The simple name of the class of the error. */
    static String nameOf(Throwable failure) {
        return error(failure).getClass().getSimpleName();
    }

    /** The error itself, which streams had to wrap. */
    static Throwable error(Throwable failure) {
        if (failure instanceof UncheckedIOException wrapper && wrapper.getCause() != null) {
            return error(wrapper.getCause());
        }
        return failure instanceof IOException && failure.getCause() instanceof AudModelException ours ? ours : failure;
    }
}
