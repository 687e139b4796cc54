package io.audmodel.backend;

import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Bytes to store. They can be produced any number of times, and are the same every time, so that a backend may retry.
 */
public interface Content {

    /** Returns the length in bytes; empty if it is known only after the bytes were produced. */
    OptionalLong length();

    /**
     * Returns the largest length that the bytes may have, as far as that is known before they were produced, for a backend
     * that chooses by it how to store them. By default their length.
     */
    default OptionalLong longest() {
        return length();
    }

    /** Returns the MD5 of the bytes; empty if it is known only after the bytes were produced. */
    Optional<Checksum> checksum();

    /**
     * Returns the file that has these bytes and no others, from which a backend may take them where it lies; empty by
     * default. It must not change while it is stored.
     */
    default Optional<Path> sourceFile() {
        return Optional.empty();
    }

    /**
     * Writes all bytes, and does not close the stream. If the stream is also a {@link
     * java.nio.channels.WritableByteChannel}, an implementation may write to that, which saves copying buffers outside
     * the heap.
     *
     * @throws IOException if the source cannot be read, or the stream cannot be written
     */
    void writeTo(OutputStream out) throws IOException;

    /** Returns content in memory. Do not change the array afterwards. */
    static Content of(byte[] bytes) {
        return new BytesContent(bytes);
    }

    /**
     * Returns a file as content; the file must not change while it is stored.
     *
     * @throws IOException if there is no such file
     */
    static Content of(Path file) throws IOException {
        return new FileContent(file, Files.size(file));
    }
}
