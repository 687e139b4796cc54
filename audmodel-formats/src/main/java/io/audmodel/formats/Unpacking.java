package io.audmodel.formats;

import io.audmodel.archive.support.EntryFolder;
import io.audmodel.archive.support.ModelZip;
import io.audmodel.backend.support.BlockInputStream;
import io.audmodel.error.AudModelException;
import io.audmodel.error.CacheException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.error.Reasons;
import io.audmodel.model.ArchiveLimits;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZUtils;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdUtils;
import org.jspecify.annotations.Nullable;

/** One import: finds out the format, and lets its reader fill the folder. */
final class Unpacking {

    private static final String KNOWN = "those of models are zip, tar, tar.gz, tar.zst, tar.xz and 7z";
    private static final int BUFFER = 1 << 16;

    /** Half of the heap is for dictionaries of decompressors, the other one for the rest of the work. */
    private static final int MOST_KIBIBYTES =
            (int) Math.min(Integer.MAX_VALUE, Math.max(1, Runtime.getRuntime().maxMemory() / 2 >> 10));

    private final String name;
    private final WorkFolder work;
    private final ArchiveLimits limits;
    private final LongConsumer written;
    private final EntryFolder folder;

    Unpacking(String name, WorkFolder work, ArchiveLimits limits, LongConsumer written) {
        this.name = name;
        this.work = work;
        this.limits = limits;
        this.written = written;
        this.folder = new EntryFolder(work.files(), name, limits, written);
    }

    /** @param file where the bytes are; null if they arrive */
    UnpackedModel of(InputStream bytes, @Nullable Path file) {
        try {
            return unpack(new BufferedInputStream(new SourceStream(bytes, name), BUFFER), file);
        } catch (CacheException e) {
            // The core's word for the local disk.
            throw new LocalFileException(e.getMessage(), e);
        } catch (AudModelException | FormatException e) {
            throw e;
        } catch (MemoryLimitException e) {
            throw tooMuchMemory(e);
        } catch (IOException | RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException("interrupted while archive " + name + " was unpacked", e);
            }
            // Readers of formats throw whatever they stumble upon.
            throw folder.corrupt("it cannot be read on: " + e.getMessage(), e);
        }
    }

    private UnpackedModel unpack(BufferedInputStream bytes, @Nullable Path file) throws IOException {
        byte[] first = Magic.peek(bytes);
        return switch (Magic.of(first)) {
            case ZIP -> zip(file == null ? keep(bytes) : file);
            case SEVEN_Z -> sevenZ(file == null ? keep(bytes) : file);
            case TAR -> tar(bytes, ArchiveFormat.TAR);
            case GZIP -> compressed(gzip(bytes), ArchiveFormat.TAR_GZ);
            case XZ -> {
                require(XZUtils.isXZCompressionAvailable(), ArchiveFormat.TAR_XZ, "org.tukaani:xz");
                yield compressed(xz(bytes), ArchiveFormat.TAR_XZ);
            }
            case ZSTD -> {
                require(ZstdUtils.isZstdCompressionAvailable(), ArchiveFormat.TAR_ZST, "com.github.luben:zstd-jni");
                yield compressed(new ZstdCompressorInputStream(bytes), ArchiveFormat.TAR_ZST);
            }
            case OTHER ->
                throw new InvalidArgumentException(
                        name + " is no archive: it begins with " + Magic.shown(first) + "; " + KNOWN);
        };
    }

    /** Compressors with several threads write several members, one after another. */
    private static InputStream gzip(InputStream bytes) throws IOException {
        return GzipCompressorInputStream.builder()
                .setInputStream(bytes)
                .setDecompressConcatenated(true)
                .get();
    }

    private static InputStream xz(InputStream bytes) throws IOException {
        return XZCompressorInputStream.builder()
                .setInputStream(bytes)
                .setDecompressConcatenated(true)
                .setMemoryLimitKiB(MOST_KIBIBYTES)
                .get();
    }

    private UnpackedModel zip(Path file) throws IOException {
        long[] bytes = new long[1];
        ModelZip.unpack(file, name, work.files(), limits, done -> {
            bytes[0] = done;
            written.accept(done);
        });
        return new UnpackedModel(work, ArchiveFormat.ZIP, bytes[0]);
    }

    private UnpackedModel sevenZ(Path file) throws IOException {
        require(XZUtils.isXZCompressionAvailable(), ArchiveFormat.SEVEN_Z, "org.tukaani:xz");
        try (SeekableByteChannel channel = FileChannel.open(file)) {
            new SevenZReader(folder).unpack(channel, MOST_KIBIBYTES);
        }
        return finished(ArchiveFormat.SEVEN_Z);
    }

    private UnpackedModel compressed(InputStream content, ArchiveFormat format) throws IOException {
        try (InputStream decompressed = content) {
            BufferedInputStream bytes = new BufferedInputStream(decompressed, BUFFER);
            byte[] first = Magic.peek(bytes);
            if (Magic.of(first) != Magic.TAR) {
                throw new InvalidArgumentException(
                        name + " is compressed, and no tar archive is within: it begins with " + Magic.shown(first)
                                + "; " + KNOWN);
            }
            return tar(bytes, format);
        }
    }

    /** Reads to the end of the stream, where compressors have their checksums. */
    private UnpackedModel tar(InputStream bytes, ArchiveFormat format) throws IOException {
        new TarReader(folder).unpack(bytes);
        return finished(format);
    }

    private UnpackedModel finished(ArchiveFormat format) {
        folder.finish();
        return new UnpackedModel(work, format, folder.bytes());
    }

    /** Keeps an archive that arrives, and that is no longer than what it may unpack to. */
    private Path keep(InputStream bytes) {
        try {
            Files.copy(new Bounded(bytes, limits.maxBytes()), work.archive());
            return work.archive();
        } catch (IOException e) {
            throw new LocalFileException(
                    "cannot keep archive " + name + " in " + work.archive() + ": " + Reasons.of(e)
                            + "; choose another folder for temporary files",
                    e);
        }
    }

    private void require(boolean available, ArchiveFormat format, String library) {
        if (!available) {
            throw new MissingLibraryException(
                    "archive " + name + " is " + format + ", which needs " + library
                            + ": add it to the class path, or decompress the archive first",
                    null);
        }
    }

    private LimitExceededException tooMuchMemory(MemoryLimitException e) {
        return new LimitExceededException(
                "archive " + name + " needs " + e.getMemoryNeededInKb()
                        + " KiB to be decompressed, and the heap of this" + " process has " + MOST_KIBIBYTES
                        + " for that: raise the heap (-Xmx)",
                e);
    }

    private final class Bounded extends BlockInputStream {

        private final InputStream in;
        private long left;

        Bounded(InputStream bytes, long most) {
            this.in = bytes;
            this.left = most;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = in.read(into, offset, length);
            left -= Math.max(0, count);
            if (left < 0) {
                throw new LimitExceededException("archive " + name + " has more than " + limits.maxBytes()
                        + " bytes. If it can be trusted, raise maxBytes of ArchiveLimits");
            }
            return count;
        }
    }
}
