package io.audmodel.archive.support;

import io.audmodel.archive.pack.ModelArchive;
import io.audmodel.archive.unpack.ArchiveBytes;
import io.audmodel.archive.unpack.ArchiveReader;
import io.audmodel.backend.Content;
import io.audmodel.error.CacheException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.CorruptArchiveException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.model.ArchiveLimits;
import io.audmodel.model.Compression;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** The ZIP files of models, on the local disk: read and written by the code that loads and publishes. */
public final class ModelZip {

    private ModelZip() {}

    /**
     * Unpacks a ZIP file as a load does: its table of contents is checked as a whole before anything is written, and the
     * CRC-32 of every file while it is.
     *
     * @param name what the archive is, for messages
     * @param target an empty folder; if this throws, the caller removes what is in it
     * @param progress receives the number of bytes that were written so far, on this thread
     * @throws CorruptArchiveException if the archive is damaged or hostile
     * @throws LimitExceededException if it has more entries or bytes than the limits allow
     * @throws CacheException if the target cannot be written
     * @throws CancelledException if the thread is interrupted
     * @throws IOException if the file cannot be read
     */
    public static void unpack(Path zip, String name, Path target, ArchiveLimits limits, LongConsumer progress)
            throws IOException {
        try (FileChannel file = FileChannel.open(zip)) {
            ArchiveReader.of(ArchiveBytes.of(file), name, limits)
                    .unpack(target, every -> true, (done, total) -> progress.accept(done));
        }
    }

    /**
     * Checks that the files of a folder can be packed, as a publish does before it writes anything.
     *
     * @throws InvalidArgumentException if the folder has no file, or one that cannot be packed
     */
    public static void requirePackable(Path folder) {
        ModelArchive.pack(folder, Compression.auto(), (done, total) -> {});
    }

    /**
     * Packs the files of a folder as a publish does, whenever the content is written: the same files with the same
     * compression give the same bytes. Empty folders are not kept.
     *
     * @param progress receives the number of bytes that were read so far, on the thread that writes the content
     * @throws InvalidArgumentException if the folder has no file, or one that cannot be packed
     */
    public static Content pack(Path folder, Compression compression, LongConsumer progress) {
        return ModelArchive.pack(folder, compression, (done, total) -> progress.accept(done));
    }
}
