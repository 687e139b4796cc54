package io.audmodel.archive.pack;

import io.audmodel.archive.ArchiveFingerprint;
import io.audmodel.archive.ArchiveProgress;
import io.audmodel.error.CancelledException;
import io.audmodel.model.Compression;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Packs files: cuts them into pieces, packs these on all cores, and writes them in order on the calling thread. Closing
 * ends all threads and closes all files.
 */
final class Packer implements AutoCloseable {

    private final ZipOutput zip;
    private final ArchiveProgress progress;
    private final PackWorkers workers;
    private final ThreadBuffers scratch;
    private final Deque<LargeFile> opened = new ArrayDeque<>();
    private SmallFiles small = new SmallFiles();
    private long done;
    private long total;

    Packer(Compression compression, int threads, ZipOutput zip, ArchiveProgress progress) {
        this.zip = zip;
        this.progress = progress;
        this.workers = new PackWorkers(compression, threads);
        this.scratch = new ThreadBuffers(compression);
    }

    ArchiveFingerprint pack(List<PackedFile> files) throws IOException {
        total = files.stream().mapToLong(PackedFile::size).sum();
        for (PackedFile file : files) {
            if (file.size() > Piece.LENGTH) {
                giveSmall();
                giveLarge(file);
            } else if (!small.add(file)) {
                giveSmall();
                small.add(file);
            }
        }
        giveSmall();
        while (!workers.isIdle()) {
            workers.take(this::write);
        }
        return zip.finish();
    }

    private void giveSmall() throws IOException {
        if (!small.isEmpty()) {
            give(small);
            small = new SmallFiles();
        }
    }

    private void giveLarge(PackedFile file) throws IOException {
        LargeFile large = LargeFile.open(file, scratch);
        opened.add(large);
        for (long from = 0; from < large.size(); from += Piece.LENGTH) {
            give(large.slice(from));
        }
    }

    private void give(Piece piece) throws IOException {
        while (workers.isFull()) {
            workers.take(this::write);
        }
        workers.give(piece);
    }

    private void write(Piece piece, ByteBuffer made) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("interrupted while a model was packed");
        }
        piece.write(made, zip);
        while (!opened.isEmpty() && opened.element().isDone()) {
            opened.remove();
        }
        done += piece.length();
        progress.at(done, total);
    }

    @Override
    public void close() {
        workers.close();
        scratch.close();
        opened.forEach(LargeFile::close);
    }
}
