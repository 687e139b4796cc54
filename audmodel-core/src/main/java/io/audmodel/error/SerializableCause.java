package io.audmodel.error;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Stands for a cause that cannot be serialized: its text and its stack trace. */
final class SerializableCause extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private SerializableCause(Throwable original) {
        super(original.toString(), of(original.getCause()));
        setStackTrace(original.getStackTrace());
    }

    /** Returns the cause itself if it can be serialized. */
    static @Nullable Throwable of(@Nullable Throwable cause) {
        return cause == null || isSerializable(cause) ? cause : new SerializableCause(cause);
    }

    // Only trying tells: a serializable class may have fields that are not serializable.
    private static boolean isSerializable(Throwable cause) {
        try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            out.writeObject(cause);
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }
}
