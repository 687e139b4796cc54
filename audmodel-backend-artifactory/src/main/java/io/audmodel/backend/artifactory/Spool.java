package io.audmodel.backend.artifactory;

import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.model.Checksum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Takes content whole before it is sent: the server is told the checksums first, so that it refuses a body that arrives
 * damaged. Little is kept in memory, more in a temporary file.
 */
final class Spool extends OutputStream {

    private static final int IN_MEMORY = 256 * 1024;

    private final Path folder;
    private final MessageDigest md5 = Checksum.newDigest();
    private final MessageDigest sha1 = digest("SHA-1");
    private final MessageDigest sha256 = digest("SHA-256");
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable OutputStream sink;
    private long length;

    private Spool(Path folder) {
        this.folder = folder;
    }

    /** Takes all of the content, and refuses what it did not announce. */
    static Spooled of(ObjectPath path, Content content, Path folder, ArtifactoryErrors errors) {
        Spool spool = new Spool(folder);
        boolean done = false;
        try {
            content.writeTo(spool);
            Spooled spooled = spool.finish();
            if (content.length().isPresent() && content.length().getAsLong() != spooled.length()) {
                throw errors.changed(path, "bytes", content.length().getAsLong(), spooled.length());
            }
            if (content.checksum().isPresent() && !content.checksum().get().equals(spooled.md5())) {
                throw errors.changed(path, "as MD5", content.checksum().get(), spooled.md5());
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
        md5.update(bytes, offset, count);
        sha1.update(bytes, offset, count);
        sha256.update(bytes, offset, count);
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
        HexFormat hex = HexFormat.of();
        return new Spooled(
                length,
                Checksum.ofDigest(md5.digest()),
                hex.formatHex(sha1.digest()),
                hex.formatHex(sha256.digest()),
                memory.toByteArray(),
                file);
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

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    /**
     * Content that was taken whole.
     *
     * @param bytes all of it, where there is no file
     */
    record Spooled(
            long length,
            Checksum md5,
            String sha1,
            String sha256,
            byte[] bytes,
            @Nullable Path file) implements AutoCloseable {

        void writeTo(OutputStream out) throws IOException {
            if (file == null) {
                out.write(bytes);
            } else {
                Files.copy(file, out);
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
