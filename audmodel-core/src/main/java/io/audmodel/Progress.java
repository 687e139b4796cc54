package io.audmodel;

import java.io.Serializable;

/**
 * How far a transfer is.
 *
 * @param phase what is being done
 * @param done how many bytes of it are done, from 0 to {@code total}
 * @param total how many bytes there are, or -1 if that is not known
 */
public record Progress(Phase phase, long done, long total) implements Serializable {

    /** What a call spends its time on. */
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
