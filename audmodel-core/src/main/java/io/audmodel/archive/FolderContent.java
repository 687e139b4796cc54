package io.audmodel.archive;

import io.audmodel.backend.Content;
import io.audmodel.model.Checksum;
import io.audmodel.model.Compression;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The ZIP file of a folder, made while it is written. Its bytes depend on the files and the compression alone, not on
 * the number of threads.
 */
final class FolderContent implements Content {

    private final List<PackedFile> files;
    private final Compression compression;
    private final int threads;
    private final ArchiveProgress progress;

    FolderContent(List<PackedFile> files, Compression compression, int threads, ArchiveProgress progress) {
        this.files = files;
        this.compression = compression;
        this.threads = threads;
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
        try (Packer packer = new Packer(compression, threads, new ZipOutput(out), progress)) {
            packer.pack(files);
        }
    }
}
