package io.audmodel.archive;

import io.audmodel.backend.Content;
import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * The ZIP file of a folder, made while it is written. Entries depend on the names, bytes and execute bits of the files
 * alone: they are sorted, and times and other permissions are fixed.
 */
final class FolderContent implements Content {

    private static final int FILE = 0100644;
    private static final int EXECUTABLE = 0100755;
    private static final int LEVEL = 6;
    private static final int BUFFER = 1 << 16;

    /** From here on the deflated form of an entry, which can be longer than the file, may need 64 bits. */
    private static final long ZIP64_FROM = 0xFFFF_FFFFL - (1L << 23);

    /** The first moment that ZIP can tell, which it does without a time zone. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final List<PackedFile> files;
    private final long total;
    private final ArchiveProgress progress;

    FolderContent(List<PackedFile> files, ArchiveProgress progress) {
        this.files = files;
        this.total = files.stream().mapToLong(PackedFile::size).sum();
        this.progress = progress;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.empty();
    }

    @Override
    public Optional<Checksum> checksum() {
        return Optional.empty();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        DetachableStream detachable = new DetachableStream(out);
        ZipArchiveOutputStream zip = new ZipArchiveOutputStream(detachable);
        try {
            write(zip);
            detachable.flush();
        } finally {
            // Closing frees the deflater, and would complete an archive that broke off.
            detachable.detach();
            close(zip);
        }
    }

    private static void close(ZipArchiveOutputStream detached) {
        try {
            detached.close();
        } catch (IOException e) {
            // It complains that the archive is not complete, and whoever broke it off knows.
        }
    }

    private void write(ZipArchiveOutputStream zip) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long done = 0;
        for (PackedFile file : files) {
            begin(zip, file);
            done = copy(file, zip, buffer, done);
            zip.closeArchiveEntry();
        }
        zip.setUseZip64(Zip64Mode.AsNeeded);
        zip.finish();
    }

    /** The one place that decides how an entry is stored. */
    private static void begin(ZipArchiveOutputStream zip, PackedFile file) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(file.name());
        entry.setTimeLocal(TIME);
        entry.setUnixMode(file.executable() ? EXECUTABLE : FILE);
        entry.setSize(file.size());
        entry.setMethod(ZipEntry.DEFLATED);
        zip.setLevel(LEVEL);
        zip.setUseZip64(file.size() < ZIP64_FROM ? Zip64Mode.AsNeeded : Zip64Mode.AlwaysWithCompatibility);
        zip.putArchiveEntry(entry);
    }

    private long copy(PackedFile file, OutputStream zip, byte[] buffer, long doneBefore) throws IOException {
        long end = doneBefore + file.size();
        long done = doneBefore;
        try (InputStream in = open(file)) {
            for (int n = read(file, in, buffer); n >= 0; n = read(file, in, buffer)) {
                if (n > end - done) {
                    throw changed(file);
                }
                zip.write(buffer, 0, n);
                done += n;
                progress.at(done, total);
            }
        }
        if (done < end || !modified(file).equals(file.modified())) {
            throw changed(file);
        }
        return done;
    }

    private static InputStream open(PackedFile file) {
        try {
            return Files.newInputStream(file.file(), LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static FileTime modified(PackedFile file) {
        try {
            return Files.getLastModifiedTime(file.file(), LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static int read(PackedFile file, InputStream in, byte[] buffer) {
        try {
            if (!Thread.currentThread().isInterrupted()) {
                return in.read(buffer);
            }
        } catch (ClosedByInterruptException e) {
            throw new CancelledException("interrupted while " + file.file() + " was packed", e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        throw new CancelledException("interrupted while " + file.file() + " was packed");
    }

    private static InvalidArgumentException changed(PackedFile file) {
        return new InvalidArgumentException(file.file() + " changed while it was packed: it had " + file.size()
                + " bytes at first; let nobody write to the model folder, and try again");
    }

    private static InvalidArgumentException unreadable(PackedFile file, IOException cause) {
        return new InvalidArgumentException(
                file.file() + " cannot be read any more, although it could be when packing began: " + cause, cause);
    }
}
