package io.audmodel;

import io.audmodel.Progress.Phase;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.CancelledException;
import io.audmodel.error.ChecksumMismatchException;
import io.audmodel.fetch.KeptArchive;
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
    private final Phase phase;
    private final ProgressListener progress;
    private final @Nullable KeptArchive kept;
    private final AtomicLong sent = new AtomicLong();

    /**
     * @param info as {@code stat} returned it. Where it has no checksum, as in folders, the object is read once more to
     *     compute one
     * @param phase of the progress
     */
    StoredContent(Store store, ObjectInfo info, Phase phase, ProgressListener progress) {
        this(store, info, ContentChecksum.of(store, info), phase, progress, null);
    }

    private StoredContent(
            Store store,
            ObjectInfo info,
            Checksum expected,
            Phase phase,
            ProgressListener progress,
            @Nullable KeptArchive kept) {
        this.store = store;
        this.info = info;
        this.expected = expected;
        this.phase = phase;
        this.progress = progress;
        this.kept = kept;
    }

    /** The same content to be copied, of which nothing is requested again. */
    StoredContent keptIn(KeptArchive archive) {
        return new StoredContent(store, info, expected, Phase.COPY, progress, archive);
    }

    ObjectPath path() {
        return info.path();
    }

    long size() {
        return info.size();
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
        try (ObjectBody body = body()) {
            for (int count = read(body, block); count >= 0; count = read(body, block)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancelledException("interrupted while " + info.path() + " was copied from " + store);
                }
                digest.update(block, 0, count);
                out.write(block, 0, count);
                done += count;
                sent.addAndGet(count);
                progress.onProgress(new Progress(phase, done, info.size()));
            }
        }
        Checksum actual = Checksum.ofDigest(digest.digest());
        requireIntact(done == info.size() && actual.equals(expected), done, actual);
    }

    private ObjectBody body() throws IOException {
        return kept == null ? store.backend().get(info.path(), ByteRange.all()) : new ObjectBody(info, kept.open());
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
