package io.audmodel.event.delivery;

import io.audmodel.error.AudModelException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The names of failures in events. */
final class Failures {

    private Failures() {}

    /** The simple name of its class; of an error that streams had to wrap, that of the error. */
    static String nameOf(Throwable failure) {
        if (failure instanceof UncheckedIOException wrapper && wrapper.getCause() != null) {
            return nameOf(wrapper.getCause());
        }
        Throwable thrown =
                failure instanceof IOException && failure.getCause() instanceof AudModelException ours ? ours : failure;
        return thrown.getClass().getSimpleName();
    }
}
