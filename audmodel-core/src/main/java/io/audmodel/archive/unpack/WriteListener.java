package io.audmodel.archive.unpack;

import java.nio.file.Path;

/** Receives the content of files while they are unpacked, so that nobody need read them again. Called by several threads at once. */
public interface WriteListener {

    /** For {@link #inOrder()}: each file as a whole. */
    long WHOLE_FILES = Long.MAX_VALUE;

    /** For {@link #inOrder()}: the order does not matter. */
    long ANY_ORDER = 0;

    /**
     * Returns how long the pieces of files are whose bytes are to come in order, as far as that costs no time: files begin
     * with one, and one follows the other.
     */
    long inOrder();

    /**
     * A file is about to be written. It may be another attempt: what was received of an earlier one is void.
     *
     * @param size of the whole file
     */
    FileListener begins(Path file, long size);

    /** What was received of a file is void, since it arrived damaged and is written again. */
    void damaged(Path file);

    /** Receives nothing. */
    static WriteListener none() {
        return new WriteListener() {
            @Override
            public long inOrder() {
                return ANY_ORDER;
            }

            @Override
            public FileListener begins(Path file, long size) {
                return FileListener.none();
            }

            @Override
            public void damaged(Path file) {}
        };
    }
}
