package io.audmodel.formats;

import io.audmodel.model.ExactRef;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * What an export has written, or would write. Immutable.
 *
 * @param ref the id of the model, or its legacy id
 * @param target the file or folder
 * @param format its format
 * @param files how many files the model has
 * @param size the length of these files together, in bytes
 */
public record ExportReport(ExactRef ref, Path target, ExportFormat format, int files, long size)
        implements Serializable {

    /** A {@link Path} cannot be serialized; its text can. */
    private record Form(ExactRef ref, String target, ExportFormat format, int files, long size)
            implements Serializable {

        private Object readResolve() {
            return new ExportReport(ref, Path.of(target), format, files, size);
        }
    }

    private Object writeReplace() {
        return new Form(ref, target.toString(), format, files, size);
    }
}
