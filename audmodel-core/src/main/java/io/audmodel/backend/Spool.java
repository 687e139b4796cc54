package io.audmodel.backend;

import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Checksum;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Content of which length and MD5 are known, and any part can be read at any time and from any thread: for backends
 * whose store wants these before the bytes, or takes the bytes in parts. Whoever makes it closes it.
 *
 * <p>Content that is a file is used where it is, and read once to digest it. Other content is produced once: up to 256
 * KiB are kept in memory, more in a temporary file, which closing deletes.
 */
public final class Spool implements Content, AutoCloseable {

    private final long length;
    private final Checksum checksum;
    private final byte[] bytes;
    private final @Nullable Path file;
    private final boolean temporary;

    private Spool(SpoolSink sink, @Nullable Path original) {
        this.length = sink.length();
        this.checksum = sink.checksum();
        this.bytes = sink.bytes();
        this.file = original == null ? sink.file() : original;
        this.temporary = original == null;
    }

    /**
     * Takes all of the content.
     *
     * @param path where it shall be stored, for messages
     * @param folder an existing folder for the temporary file
     * @param more are fed all bytes too
     * @throws InvalidArgumentException if the content has another length or MD5 than it announced
     * @throws CancelledException if the thread is interrupted; it stays so
     * @throws IOException if the content cannot be read, or the temporary file not be written
     */
    public static Spool of(ObjectPath path, Content content, Path folder, MessageDigest... more) throws IOException {
        Path original = content instanceof FileContent known ? known.file() : null;
        SpoolSink sink = new SpoolSink(original == null ? folder : null, List.of(more));
        boolean taken = false;
        try (sink) {
            content.writeTo(sink);
            Spool spool = new Spool(sink, original);
            spool.requireAnnounced(path, content);
            taken = true;
            return spool;
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException("interrupted while the content of " + path + " was read", e);
            }
            throw e;
        } finally {
            if (!taken) {
                delete(sink.file());
            }
        }
    }

    /** Opens a part, which must lie within; the caller closes it. */
    public InputStream open(long offset, long count) throws IOException {
        return file == null
                ? new ByteArrayInputStream(bytes, (int) offset, (int) count)
                : FilePart.open(file, offset, count);
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(length);
    }

    @Override
    public Optional<Checksum> checksum() {
        return Optional.of(checksum);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream all = open(0, length)) {
            all.transferTo(out);
        }
    }

    @Override
    public void close() {
        if (temporary) {
            delete(file);
        }
    }

    private void requireAnnounced(ObjectPath path, Content content) {
        if (content.length().orElse(length) != length) {
            throw changed(path, length + " bytes", content.length().getAsLong() + " bytes");
        }
        Checksum announced = content.checksum().orElse(checksum);
        if (!announced.equals(checksum)) {
            throw changed(path, "MD5 " + checksum, "MD5 " + announced);
        }
    }

    private static InvalidArgumentException changed(ObjectPath path, String found, String announced) {
        return new InvalidArgumentException("the content of " + path + " has " + found + " and announced " + announced
                + ": it must not change while it is stored");
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // It lies in the folder for temporary files, which the system sweeps.
            return;
        }
    }
}
