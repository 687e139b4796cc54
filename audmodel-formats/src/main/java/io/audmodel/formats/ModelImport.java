package io.audmodel.formats;

import io.audmodel.Progress;
import io.audmodel.ProgressListener;
import io.audmodel.error.CancelledException;
import io.audmodel.error.CorruptArchiveException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.model.ArchiveLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An archive that somebody else made, and that is to become a model. Its content tells its {@linkplain ArchiveFormat
 * format}. Nothing in it is trusted: its entries meet the rules of archives that are loaded, or it is refused as a whole.
 * Immutable; each method returns a new one.
 *
 * <pre>{@code
 * try (UnpackedModel model = ModelImport.of(Path.of("model.tar.gz")).unpack()) {
 *     audmodel.publish(PublishRequest.of(model.folder(), "sentiment", Version.of("1.0.0")));
 * }
 * }</pre>
 */
public final class ModelImport {

    private final String name;
    private final @Nullable Path file;
    private final @Nullable InputStream stream;
    private final ArchiveLimits limits;
    private final Path temporaryRoot;
    private final ProgressListener progress;

    private ModelImport(
            String name,
            @Nullable Path file,
            @Nullable InputStream stream,
            ArchiveLimits limits,
            Path temporaryRoot,
            ProgressListener progress) {
        this.name = name;
        this.file = file;
        this.stream = stream;
        this.limits = limits;
        this.temporaryRoot = temporaryRoot;
        this.progress = progress;
    }

    /** Begins with an archive in a file. */
    public static ModelImport of(Path archive) {
        Objects.requireNonNull(archive, "the file of the archive is null");
        return begin(archive.toString(), archive, null);
    }

    /**
     * Begins with an archive that arrives as a stream. A tar archive is unpacked while it arrives; a ZIP file or 7z archive,
     * whose table of contents is at the end, is kept in a temporary file first.
     *
     * @param archive read once, to its end, and not closed
     * @param name what it is, for messages, such as {@code standard input}
     */
    public static ModelImport of(InputStream archive, String name) {
        Objects.requireNonNull(archive, "the stream of the archive is null");
        return begin(Objects.requireNonNull(name, "the name of the archive is null"), null, archive);
    }

    private static ModelImport begin(String name, @Nullable Path file, @Nullable InputStream stream) {
        Path temporaryRoot = Path.of(System.getProperty("java.io.tmpdir"));
        return new ModelImport(name, file, stream, ArchiveLimits.defaults(), temporaryRoot, ignored -> {});
    }

    /** Sets how much the archive may unpack to; by default {@link ArchiveLimits#defaults}. */
    public ModelImport limits(ArchiveLimits most) {
        Objects.requireNonNull(most, "the limits are null");
        return new ModelImport(name, file, stream, most, temporaryRoot, progress);
    }

    /**
     * Sets the existing folder that the archive is unpacked in; by default that for temporary files ({@code
     * java.io.tmpdir}). It needs room for all files of the model.
     */
    public ModelImport temporaryRoot(Path folder) {
        Objects.requireNonNull(folder, "the folder for temporary files is null");
        return new ModelImport(name, file, stream, limits, folder, progress);
    }

    /** Sets who receives the number of bytes that were unpacked so far; the total is -1: few formats know it. */
    public ModelImport progress(ProgressListener listener) {
        Objects.requireNonNull(listener, "the listener is null");
        return new ModelImport(name, file, stream, limits, temporaryRoot, listener);
    }

    /**
     * Unpacks the archive, whole or not at all, in bounded memory. Close the result when it is published.
     *
     * @throws InvalidArgumentException if the archive cannot be read, or is none of a known format
     * @throws CorruptArchiveException if it is damaged, or has an entry that is not a plain file or folder with a harmless
     *     name of its own; names the entry
     * @throws LimitExceededException if it has more entries or bytes than the limits allow, or needs more memory
     * @throws MissingLibraryException if the format needs a library that is missing
     * @throws LocalFileException if the folder for temporary files cannot be written
     * @throws CancelledException if the thread is interrupted
     */
    public UnpackedModel unpack() {
        WorkFolder work = WorkFolder.in(temporaryRoot);
        boolean done = false;
        try {
            UnpackedModel model = unpack(work);
            done = true;
            return model;
        } finally {
            if (!done) {
                work.close();
            }
        }
    }

    private UnpackedModel unpack(WorkFolder work) {
        LongConsumer written = bytes -> progress.onProgress(new Progress(Progress.Phase.UNPACK, bytes, -1));
        Unpacking unpacking = new Unpacking(name, work, limits, written);
        if (stream != null) {
            return unpacking.of(stream, null);
        }
        Path archive = Objects.requireNonNull(file);
        if (Files.isDirectory(archive)) {
            throw new InvalidArgumentException(archive + " is a folder, and no archive: publish it as it is");
        }
        try (InputStream bytes = Files.newInputStream(archive)) {
            return unpacking.of(bytes, archive);
        } catch (IOException e) {
            throw SourceStream.unreadable(name, e);
        }
    }
}
