package io.audmodel.backend.support;

import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Checksum;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Content with known length and MD5, any part of which can be read at any time and from any thread. For backends whose
 * store wants length or MD5 before the bytes, or takes the bytes in parts. The caller closes it.
 *
 * <p>Content that is a file is not copied, and read once to digest it. Other content is produced once: up to 256 KiB
 * are kept in memory, more in a temporary file, which disappears when the spool is closed or the process ends.
 */
public final class Spool implements Content, AutoCloseable {

    private final ObjectPath path;
    private final SpoolMap map;
    private final Checksum checksum;
    private final byte[] bytes;
    private final @Nullable SpoolFile file;
    private final @Nullable Path original;

    private Spool(ObjectPath path, SpoolSink sink, @Nullable Path original) {
        this.path = path;
        this.map = sink.map();
        this.checksum = sink.checksum();
        this.bytes = sink.bytes();
        this.file = sink.file();
        this.original = original;
    }

    /**
     * Reads all of the content.
     *
     * @param path the path of the object, for messages
     * @param folder an existing folder for the temporary file
     * @param more further digests, which also get all bytes
     * @throws InvalidArgumentException if the content has another length or MD5 than it announced
     * @throws CancelledException if the thread is interrupted; its flag stays set
     * @throws IOException if the content cannot be read, or the temporary file not be written
     */
    public static Spool of(ObjectPath path, Content content, Path folder, MessageDigest... more) throws IOException {
        return of(path, content, sink(content, folder, List.of(more)));
    }

    /**
     * Reads all of the content, and copies none of the bytes that lie in files. Only for stores that compare what
     * arrives with a digest, since others may write to these files.
     *
     * @param path the path of the object, for messages
     * @param folder an existing folder for the temporary file
     * @param more further digests, which also get all bytes
     * @throws InvalidArgumentException if the content has another length or MD5 than it announced
     * @throws CancelledException if the thread is interrupted; its flag stays set
     * @throws IOException if the content cannot be read, or the temporary file not be written
     */
    public static Spool inPlace(ObjectPath path, Content content, Path folder, MessageDigest... more)
            throws IOException {
        List<MessageDigest> digests = List.of(more);
        return of(
                path,
                content,
                content.sourceFile().isPresent() ? sink(content, folder, digests) : new InPlaceSink(folder, digests));
    }

    private static SpoolSink sink(Content content, Path folder, List<MessageDigest> more) {
        return new SpoolSink(content.sourceFile().isPresent() ? null : folder, more);
    }

    private static Spool of(ObjectPath path, Content content, SpoolSink sink) throws IOException {
        Path original = content.sourceFile().orElse(null);
        boolean taken = false;
        try (sink) {
            content.writeTo(sink);
            Spool spool = new Spool(path, sink, original);
            spool.requireAnnounced(content);
            taken = true;
            return spool;
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException("interrupted while the content of " + path + " was read", e);
            }
            throw e;
        } finally {
            if (!taken) {
                close(sink.file());
            }
        }
    }

    /** Opens a part, which must lie within the content; the caller closes the stream. */
    public InputStream open(long offset, long count) throws IOException {
        return map.open(offset, count, (at, some) -> {
            if (original != null) {
                return FilePart.open(original, at, some);
            }
            return file == null ? new ByteArrayInputStream(bytes, (int) at, (int) some) : file.open(at, some);
        });
    }

    /**
     * Checks that the files which were not copied did not change.
     *
     * @throws InvalidArgumentException if one did
     */
    public void requireUnchanged() {
        Path changed = map.changed();
        if (changed != null) {
            throw new InvalidArgumentException(changed + " changed while " + path
                    + " was stored: let nobody write to the model folder, and try again");
        }
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(map.length());
    }

    @Override
    public Optional<Checksum> checksum() {
        return Optional.of(checksum);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream all = open(0, map.length())) {
            all.transferTo(out);
        }
    }

    @Override
    public void close() {
        close(file);
    }

    private void requireAnnounced(Content content) {
        long length = map.length();
        if (content.length().orElse(length) != length) {
            throw unlikeAnnounced(length + " bytes", content.length().getAsLong() + " bytes");
        }
        Checksum announced = content.checksum().orElse(checksum);
        if (!announced.equals(checksum)) {
            throw unlikeAnnounced("MD5 " + checksum, "MD5 " + announced);
        }
    }

    private InvalidArgumentException unlikeAnnounced(String found, String announced) {
        return new InvalidArgumentException("the content of " + path + " has " + found + " and announced " + announced
                + ": it must not change while it is stored");
    }

    private static void close(@Nullable SpoolFile file) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            // All of it was read by now, or is not needed any more.
            return;
        }
    }
}
