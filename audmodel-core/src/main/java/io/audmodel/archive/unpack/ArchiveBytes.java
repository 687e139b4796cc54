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

    /** How many there are. */
    long size();

    /**
     * Opens some of the bytes for reading, which may be a request to a store. The channel gives them in order, then -1;
     * it gives -1 early only if the archive has become shorter. The caller closes it, also before its end.
     *
     * @param position of the first, at least 0
     * @param length how many, at least 1 and all of them within the archive
     * @throws IOException if they cannot be read
     */
    ReadableByteChannel open(long position, long length) throws IOException;

    /**
     * As {@link #open}, for bytes that one thread will read to their end, and that shall not wait for a connection while
     * it works on what came before. Bytes that are here already need nothing for it.
     */
    default ReadableByteChannel openAhead(long position, long length) throws IOException {
        return open(position, length);
    }

    /** A new buffer of the kind that these bytes reach with the fewest copies. */
    ByteBuffer buffer(int capacity);

    /** How many channels are worth reading at the same time, at least 1: of bytes that are here, one for each processor. */
    default int parallelism() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * The same bytes, all of them asked for anew where they are stored: for what may have been damaged on its way. Empty
     * where nothing can have been.
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
     * @param blocks all but the last as long as the first, and none empty; must not be changed afterwards
     */
    static ArchiveBytes of(List<byte[]> blocks) {
        return new MemoryBytes(blocks);
    }
}
