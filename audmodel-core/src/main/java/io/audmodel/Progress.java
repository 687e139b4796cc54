package io.audmodel;

import java.io.Serializable;

/**
 * The progress of a transfer.
 *
 * @param phase the current phase
 * @param done how many bytes of the phase are done, from 0 to {@code total}
 * @param total how many bytes there are, or -1 if that is not known
 */
public record Progress(Phase phase, long done, long total) implements Serializable {

    /** A phase of a call. */
    public enum Phase {
        /** The model's files are packed and sent to the repository; bytes of the files. */
        PUBLISH,
        /** A small archive comes from the repository as a whole; bytes of the archive. Larger ones, and those on the
         * local disk, are unpacked while they are read, and there is no such phase. */
        DOWNLOAD,
        /** The files are written; bytes of the files. */
        UNPACK,
        /** The archive goes from one repository to another; bytes of the archive. */
        COPY
    }
}
