package io.audmodel;

import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.error.CancelledException;
import io.audmodel.error.ChecksumMismatchException;
import io.audmodel.model.Checksum;
import io.audmodel.store.ContentChecksum;
import io.audmodel.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An object of one repository as content for another, streamed and checked on the way. */
final class StoredContent implements Content {

    private static final int BLOCK = 256 << 10;

    private final Store store;
    private final ObjectInfo info;
    private final Checksum expected;
    private final ProgressListener progress;
    private final AtomicLong sent = new AtomicLong();

    /**
     * @param info as {@code stat} returned it. Where it has no checksum, as in folders, the object is read once more to
     *     compute one
     */
    StoredContent(Store store, ObjectInfo info, ProgressListener progress) {
        this.store = store;
        this.info = info;
        this.expected = ContentChecksum.of(store, info);
        this.progress = progress;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(info.size());
    }

    @Override
    public Optional<Checksum> checksum() {
        return Optional.of(expected);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        MessageDigest digest = Checksum.newDigest();
        byte[] block = new byte[BLOCK];
        long done = 0;
        try (ObjectBody body = store.backend().get(info.path(), ByteRange.all())) {
            for (int count = read(body, block); count >= 0; count = read(body, block)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancelledException("interrupted while " + info.path() + " was copied from " + store);
                }
                digest.update(block, 0, count);
                out.write(block, 0, count);
                done += count;
                sent.addAndGet(count);
                progress.onProgress(new Progress(Progress.Phase.COPY, done, info.size()));
            }
        }
        Checksum actual = Checksum.ofDigest(digest.digest());
        requireIntact(done == info.size() && actual.equals(expected), done, actual);
    }

    /** How many bytes were sent, failed attempts included. */
    long sent() {
        return sent.get();
    }

    /** @throws ChecksumMismatchException if the stored object is not what was sent */
    void requireSame(ObjectInfo stored) {
        boolean same = stored.size() == info.size()
                && stored.checksum().map(expected::equals).orElse(true);
        requireIntact(same, stored.size(), stored.checksum().orElse(null));
    }

    /** Tells a failure of the source from one of the destination. */
    private int read(ObjectBody body, byte[] block) {
        try {
            return body.stream().read(block);
        } catch (IOException e) {
            throw store.unreadable(info.path(), e);
        }
    }

    private void requireIntact(boolean intact, long length, @Nullable Checksum actual) {
        if (!intact) {
            throw new ChecksumMismatchException(info.path() + " of " + store + " was damaged on its way, or is at its"
                    + " source: " + length + " bytes with MD5 " + actual + " instead of " + info.size()
                    + " bytes with MD5 " + expected + "; the copy is not visible, repeat it");
        }
    }
}
