package io.audmodel.archive.pack;

import io.audmodel.archive.ArchiveFingerprint;
import io.audmodel.archive.ArchiveProgress;
import io.audmodel.archive.unpack.ArchiveReader;
import io.audmodel.backend.Content;
import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Checksum;
import io.audmodel.model.Compression;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The ZIP file of a model's folder, packed while it is written. {@link ArchiveReader} and Python's {@code zipfile} read
 * it.
 *
 * <p>Only files are packed: empty folders are not kept. A file keeps its name, its bytes and whether its owner may
 * execute it. Links within the folder are followed, and their targets are packed in their place.
 */
public final class ModelArchive implements Content {

    /** Deflate adds five bytes to each 16 KiB that do not shrink. */
    private static final int SLICE_OF_OVERHEAD = 1 << 10;

    /** Two headers, a data descriptor and ZIP64 fields, without the name. */
    private static final int HEADERS_OF_A_FILE = 300;

    /** A name is in two headers, in UTF-8. */
    private static final int BYTES_OF_A_LETTER = 6;

    private final List<PackedFile> files;
    private final Compression compression;
    private final int threads;
    private final ArchiveProgress progress;
    private final String comment;
    private volatile @Nullable ArchiveFingerprint fingerprint;

    ModelArchive(
            List<PackedFile> files, Compression compression, int threads, ArchiveProgress progress, String comment) {
        this.files = files;
        this.compression = compression;
        this.threads = threads;
        this.progress = progress;
        this.comment = comment;
    }

    /**
     * Finds and checks the files of a folder. They are read later, whenever the content is written. The bytes depend
     * only on the files and the compression: two folders with the same files give the same archive, on any number of
     * cores. (Another version of the JDK may deflate differently.)
     *
     * <p>All cores deflate, also within one file; the thread that wants the content writes it, and reports progress.
     * Memory is bounded: three megabytes per core and four more, outside the heap.
     *
     * <p>Writing the content throws {@link InvalidArgumentException} if a file has changed since, and {@link
     * CancelledException} if the thread is interrupted. The archive is then incomplete.
     *
     * @throws InvalidArgumentException if the folder is missing, has no files, or has something that cannot be packed:
     *     a file without read permission, a link that leads outside, nowhere or in a circle, a pipe or device, or a
     *     name that is no text in the encoding of this process
     */
    public static ModelArchive pack(Path root, Compression compression, ArchiveProgress progress) {
        return new ModelArchive(FolderScan.of(root), compression, PackWorkers.size(), progress, "");
    }

    /** The same files in an archive with a random comment at its end, so that its bytes are unique. */
    public ModelArchive unique() {
        String nonce = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        return new ModelArchive(files, compression, threads, progress, nonce);
    }

    @Override
    public OptionalLong longest() {
        return OptionalLong.of(files.stream()
                .mapToLong(file -> file.size()
                        + file.size() / SLICE_OF_OVERHEAD
                        + HEADERS_OF_A_FILE
                        + (long) BYTES_OF_A_LETTER * file.name().length())
                .sum());
    }

    /**
     * Identifies these files on this disk by names, sizes and times, without reading them.
     *
     * @param described the documents to be published with them
     */
    public Checksum sources(byte[]... described) {
        MessageDigest digest = Checksum.newDigest();
        for (byte[] each : described) {
            digest.update(each);
        }
        for (PackedFile file : files) {
            String line =
                    file.file() + " " + file.size() + " " + file.modified().toInstant() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return Checksum.ofDigest(digest.digest());
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
        try (Packer packer = new Packer(compression, threads, new ZipOutput(out, files, comment), progress)) {
            fingerprint = packer.pack(files);
        }
    }

    /**
     * The fingerprint of the archive, which is known once it was written; if it was not, this packs the files once and
     * discards the bytes.
     *
     * @throws InvalidArgumentException if a file cannot be read, or has changed
     */
    public ArchiveFingerprint fingerprint() {
        try {
            if (fingerprint == null) {
                writeTo(OutputStream.nullOutputStream());
            }
            return Objects.requireNonNull(fingerprint);
        } catch (IOException e) {
            throw new InvalidArgumentException("cannot read what is to be published: " + e.getMessage(), e);
        }
    }
}
