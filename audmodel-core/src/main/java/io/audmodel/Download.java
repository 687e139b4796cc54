package io.audmodel;

import io.audmodel.Progress.Phase;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.CacheException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.ChecksumMismatchException;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings one object into a file, and checks its length and checksum while the bytes pass. */
final class Download {

    private static final int BLOCK = 256 << 10;

    private final Store store;
    private final ObjectPath path;
    private final ProgressListener progress;

    Download(Store store, ObjectPath path, ProgressListener progress) {
        this.store = store;
        this.path = path;
        this.progress = progress;
    }

    /** @param file does not exist yet */
    void to(Path file) {
        try (ObjectBody body = store.backend().get(path, ByteRange.all());
                OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            MessageDigest digest = Checksum.newDigest();
            long length = copy(body, digest, out);
            requireIntact(body.info(), length, Checksum.ofDigest(digest.digest()));
        } catch (IOException e) {
            throw Thread.currentThread().isInterrupted()
                    ? cancelled(e)
                    : new CacheException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private long copy(ObjectBody body, MessageDigest digest, OutputStream out) throws IOException {
        byte[] block = new byte[BLOCK];
        long done = 0;
        for (int count = read(body, block); count >= 0; count = read(body, block)) {
            if (Thread.currentThread().isInterrupted()) {
                throw cancelled(null);
            }
            digest.update(block, 0, count);
            out.write(block, 0, count);
            done += count;
            progress.onProgress(new Progress(Phase.DOWNLOAD, done, body.info().size()));
        }
        return done;
    }

    /** Keeps a failure of the repository apart from one of the local disk. */
    private int read(ObjectBody body, byte[] block) {
        try {
            return body.stream().read(block);
        } catch (IOException e) {
            throw store.unreadable(path, e);
        }
    }

    private CancelledException cancelled(@Nullable IOException cause) {
        return new CancelledException("interrupted while " + path + " was fetched from " + store, cause);
    }

    private void requireIntact(ObjectInfo info, long length, Checksum actual) {
        Optional<Checksum> expected = info.checksum();
        if (length != info.size() || !expected.map(actual::equals).orElse(true)) {
            throw new ChecksumMismatchException("the archive " + path + " in " + store + " arrived damaged: " + length
                    + " bytes with MD5 " + actual + " instead of " + info.size() + " bytes"
                    + expected.map(e -> " with MD5 " + e).orElse("") + "; nothing was kept, load again");
        }
    }
}
