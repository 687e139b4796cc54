package io.audmodel.backend;

import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Bytes to be stored. They can be produced any number of times, and are the same every time, so that a backend may try
 * again.
 */
public interface Content {

    /** Length in bytes; empty if only producing them tells. */
    OptionalLong length();

    /** MD5 of the bytes; empty if only producing them tells. */
    Optional<Checksum> checksum();

    /**
     * Produces all bytes. Does not close the stream. If the stream is a {@link java.nio.channels.WritableByteChannel} as
     * well, bytes may also be written to that, which saves copying buffers that are outside the heap.
     *
     * @throws IOException if the source cannot be read, or the stream cannot be written
     */
    void writeTo(OutputStream out) throws IOException;

    /** Bytes in memory. The array must not be changed afterwards. */
    static Content of(byte[] bytes) {
        Checksum checksum = Checksum.of(bytes);
        return new KnownContent(bytes.length, Optional.of(checksum), out -> out.write(bytes));
    }

    /**
     * A file, which must not change while it is stored.
     *
     * @throws IOException if there is no such file
     */
    static Content of(Path file) throws IOException {
        return new KnownContent(Files.size(file), Optional.empty(), out -> Files.copy(file, out));
    }
}
