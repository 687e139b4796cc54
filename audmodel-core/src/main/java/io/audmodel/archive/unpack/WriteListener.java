package io.audmodel.archive.unpack;

import java.nio.file.Path;

/**
 * Hears of large files while they are unpacked, so that a reader need not wait for the last byte. Called by several
 * threads at once.
 */
public interface WriteListener {

    /**
     * Some bytes of a file are written, and can be read. Files that are unpacked as a whole, or are small, may not be
     * heard of.
     *
     * @param size of the whole file
     */
    void written(Path file, long from, long length, long size);

    /** What was heard of a file counts no more, since it arrived damaged and is written again. */
    void damaged(Path file);

    /** Hears nothing. */
    static WriteListener none() {
        return new WriteListener() {
            @Override
            public void written(Path file, long from, long length, long size) {}

            @Override
            public void damaged(Path file) {}
        };
    }
}
