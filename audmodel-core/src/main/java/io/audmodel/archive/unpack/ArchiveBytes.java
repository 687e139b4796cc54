package io.audmodel.archive.unpack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of an archive, by position, wherever they are: in a file, in memory, or in a store that sends ranges.
 * Thread-safe; the same bytes every time.
 */
public interface ArchiveBytes {

    /** The number of bytes. */
    long size();

    /**
     * Opens a range for reading, which may be a request to a store. The channel returns the bytes in order, then -1; it
     * returns -1 early only if the archive has become shorter. The caller closes it.
     *
     * @param position the first byte, at least 0
     * @param length how many bytes, at least 1; all of them are within the archive
     * @throws IOException if they cannot be read
     */
    ReadableByteChannel open(long position, long length) throws IOException;

    /**
     * As {@link #open}, for a range that one thread will read to its end: later bytes may be prefetched while it works
     * on earlier ones.
     */
    default ReadableByteChannel openAhead(long position, long length) throws IOException {
        return open(position, length);
    }

    /** A new buffer of the kind that needs the fewest copies. */
    ByteBuffer buffer(int capacity);

    /** How many channels are worth reading at the same time, at least 1; for local bytes, one for each processor. */
    default int parallelism() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** How many channels may be worth it where each brings bytes of its own, as over a network. */
    default int mostParallelism() {
        return parallelism();
    }

    /** How many channels large entries are divided for; more than are likely would make a request of each small part. */
    default int expectedParallelism() {
        return mostParallelism();
    }

    /** How many are enough where all of them share a narrow link; no less than {@link #mostParallelism} if their number is fixed. */
    default int narrowParallelism() {
        return mostParallelism();
    }

    /**
     * Makes room for more channels at the same time than {@link #parallelism}; closing the bytes gives it back. There may be
     * less room than before, where others read beside.
     *
     * @return how many there is room for in all, at most {@code wanted}
     */
    default int widen(int wanted) {
        return Math.min(wanted, parallelism());
    }

    /** How many requests had to wait for another attempt so far, since the store was busy, or did not answer. */
    default int pauses() {
        return 0;
    }

    /**
     * The same bytes, all of them requested again from the store, since they may have been damaged on the way. Empty if
     * they are local.
     */
    default Optional<ArchiveBytes> anew() {
        return Optional.empty();
    }

    /** The bytes of a file, which stays open; reading does not move its position. */
    static ArchiveBytes of(FileChannel file) throws IOException {
        return new FileBytes(file);
    }

    /**
     * Bytes in memory.
     *
     * @param blocks the bytes; all blocks but the last are as long as the first, and none is empty. Do not change them
     *     afterwards
     */
    static ArchiveBytes of(List<byte[]> blocks) {
        return new MemoryBytes(blocks);
    }
}
