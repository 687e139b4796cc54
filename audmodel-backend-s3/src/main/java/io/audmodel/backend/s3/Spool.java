package io.audmodel.backend.s3;

import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.model.Checksum;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Content as it will be sent: its length and MD5 are known, and it can be read again. Little is kept in memory, more in
 * a temporary file.
 */
final class Spool extends OutputStream {

    private static final int IN_MEMORY = 256 * 1024;

    private final Path folder;
    private final MessageDigest digest = Checksum.newDigest();
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable OutputStream sink;
    private long length;

    private Spool(Path folder) {
        this.folder = folder;
    }

    /** Takes all of the content, and refuses what it did not announce. */
    static Spooled of(ObjectPath path, Content content, Path folder, S3Errors errors) {
        Spool spool = new Spool(folder);
        boolean done = false;
        try {
            content.writeTo(spool);
            Spooled spooled = spool.finish();
            if (content.length().isPresent() && content.length().getAsLong() != spooled.length()) {
                throw errors.changed(path, "bytes", content.length().getAsLong(), spooled.length());
            }
            if (content.checksum().isPresent() && !content.checksum().get().equals(spooled.checksum())) {
                throw errors.changed(path, "as MD5", content.checksum().get(), spooled.checksum());
            }
            done = true;
            return spooled;
        } catch (IOException e) {
            throw errors.unreadable(path, e);
        } finally {
            if (!done) {
                spool.discard();
            }
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        digest.update(bytes, offset, count);
        if (sink == null && length + count > IN_MEMORY) {
            file = Files.createTempFile(folder, "audmodel-", ".upload");
            sink = Files.newOutputStream(file);
            memory.writeTo(sink);
            memory.reset();
        }
        length += count;
        (sink == null ? memory : sink).write(bytes, offset, count);
    }

    private Spooled finish() throws IOException {
        if (sink != null) {
            sink.close();
        }
        return new Spooled(length, Checksum.ofDigest(digest.digest()), memory.toByteArray(), file);
    }

    private void discard() {
        try {
            if (sink != null) {
                sink.close();
            }
        } catch (IOException e) {
            // The file goes away, whatever its last bytes are.
            return;
        } finally {
            Spooled.delete(file);
        }
    }

    /**
     * Content that was taken whole.
     *
     * @param bytes all of it, where there is no file
     */
    record Spooled(
            long length,
            Checksum checksum,
            byte[] bytes,
            @Nullable Path file) implements AutoCloseable {

        /** Opens a part of it; the caller closes it. */
        InputStream open(long offset, long count) {
            Path source = file;
            if (source == null) {
                return new ByteArrayInputStream(bytes, (int) offset, (int) count);
            }
            try {
                return FilePart.open(source, offset, count);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + source + " again", e);
            }
        }

        @Override
        public void close() {
            delete(file);
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
}
