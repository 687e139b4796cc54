package io.audmodel.fetch;

import io.audmodel.archive.ArchiveFingerprint;
import io.audmodel.archive.ArchiveProgress;
import io.audmodel.archive.unpack.ArchiveBytes;
import io.audmodel.archive.unpack.ArchiveReader;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.ChecksumMismatchException;
import io.audmodel.error.CorruptArchiveException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ArchiveLimits;
import io.audmodel.model.Checksum;
import io.audmodel.store.Layout;
import io.audmodel.store.LocatedModel;
import io.audmodel.store.PublishedParts;
import io.audmodel.store.Store;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stored archive, open for reading by position. One request opens it: a file of the local disk is read in place, a
 * small object is fetched and checked as a whole, and of a larger one ranges are requested as they are needed.
 */
public final class StoredArchive implements AutoCloseable {

    /**
     * How much of the beginning of a large archive is read by the first request: no more, since then several connections
     * bring the rest sooner than this one.
     */
    private static final int HEAD = 1 << 20;

    private final Store store;
    private final ObjectPath path;
    private final Optional<ArchiveFingerprint> expected;
    private final ArchiveBytes bytes;
    private final Runnable closing;

    private StoredArchive(LocatedModel model, ObjectPath path, ArchiveBytes bytes, Runnable closing) {
        this.store = model.store();
        this.path = path;
        this.expected = model.parts().map(PublishedParts::archive);
        this.bytes = bytes;
        this.closing = closing;
    }

    /**
     * Opens the archive of a model. Its beginning is requested again if it arrives damaged, or if the end is that of another
     * object.
     *
     * @param memory for prefetched parts
     * @param room for the kept parts of it; closed with the archive, and if this throws
     * @param progress receives the progress of an object that is fetched as a whole
     * @throws ChecksumMismatchException if it was fetched as a whole several times, and was damaged each time
     * @throws CorruptArchiveException if it is empty
     */
    public static StoredArchive open(
            LocatedModel model, MemoryBudget memory, ArchiveRoom room, ArchiveProgress progress) {
        Store store = model.store();
        ObjectPath path = Layout.archive(model.key(), model.header());
        boolean isOpen = false;
        try {
            StoredArchive opened = Store.untilIntact(() -> {
                Beginning beginning = begin(store, path, room, progress);
                return beginning.blocks() == null
                        ? inPlace(model, path, beginning.body(), room)
                        : fetched(model, beginning.body().info(), beginning.blocks(), room, memory);
            });
            isOpen = true;
            return opened;
        } finally {
            if (!isOpen) {
                room.close();
            }
        }
    }

    /** The archive of a model that was fetched before; its bytes stay open. */
    public static StoredArchive of(LocatedModel model, ArchiveBytes bytes) {
        return new StoredArchive(model, Layout.archive(model.key(), model.header()), bytes, () -> {});
    }

    /**
     * The answer to the first request.
     *
     * @param blocks the fetched bytes, checked as far as possible, after the body was closed; null for a file of the
     *     local disk, which stays open
     */
    private record Beginning(ObjectBody body, @Nullable Buffers blocks) {}

    private static Beginning begin(Store store, ObjectPath path, ArchiveRoom room, ArchiveProgress progress) {
        int first = room.first();
        ObjectBody body = request(store, path, first);
        if (body.file().isPresent()) {
            return new Beginning(body, null);
        }
        try (body) {
            ObjectInfo info = body.info();
            boolean whole = info.size() <= first;
            long head = whole ? info.size() : Math.min(first, HEAD);
            room.keepFor(head, info.size());
            Buffers blocks = Buffers.read(store, body, head, whole ? progress : ArchiveProgress.none());
            requireIntact(store, info, blocks, whole);
            return new Beginning(body, blocks);
        }
    }

    private static StoredArchive inPlace(LocatedModel model, ObjectPath path, ObjectBody body, ArchiveRoom room) {
        room.close();
        try {
            return new StoredArchive(model, path, ArchiveBytes.of(body.file().orElseThrow()), body::close);
        } catch (IOException e) {
            body.close();
            throw model.store().unreadable(path, e);
        }
    }

    private static StoredArchive fetched(
            LocatedModel model, ObjectInfo info, Buffers blocks, ArchiveRoom room, MemoryBudget memory) {
        if (blocks.length() == info.size()) {
            return new StoredArchive(model, info.path(), ArchiveBytes.of(blocks.list()), room::close);
        }
        RangedBytes bytes = RangedBytes.of(model.store(), info, blocks, room, memory);
        return new StoredArchive(model, info.path(), bytes, bytes::close);
    }

    /**
     * Opens its table of contents.
     *
     * @throws CorruptArchiveException if it is damaged, or not the archive that the model's header names
     */
    public ArchiveReader reader(ArchiveLimits limits) {
        ArchiveReader first = read(() -> ArchiveReader.of(bytes, path + " in " + store, limits));
        ArchiveReader reader = isExpected(first) ? first : read(first::again);
        if (!isExpected(reader)) {
            throw new CorruptArchiveException("the archive " + path + " in " + store
                    + " is not the one that was published"
                    + " with the model's header: it has " + reader.fingerprint() + ", and the header names one of "
                    + expected.orElseThrow() + ". Two publishers of this id met on a store that keeps no conditions, or"
                    + " somebody replaced it: publish another version");
        }
        return reader;
    }

    private boolean isExpected(ArchiveReader reader) {
        return expected.map(reader.fingerprint()::equals).orElse(true);
    }

    /** Runs code that reads the archive. */
    public <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw store.unreadable(path, e);
        }
    }

    /** Reads an archive. */
    @FunctionalInterface
    public interface Reading<T> {
        T read() throws IOException;
    }

    private static ObjectBody request(Store store, ObjectPath path, int first) {
        try {
            return store.backend().get(path, ByteRange.of(0, first));
        } catch (InvalidArgumentException e) {
            throw new CorruptArchiveException(
                    "the archive " + path + " in " + store + " is empty: publish the model anew", e);
        }
    }

    private static void requireIntact(Store store, ObjectInfo info, Buffers blocks, boolean whole) {
        Optional<Checksum> expected = whole ? info.checksum() : Optional.empty();
        if (!blocks.areAll()
                || !expected.map(md5 -> md5.equals(blocks.checksum())).orElse(true)) {
            throw new ChecksumMismatchException("the archive " + info.path() + " in " + store + " arrived damaged: "
                    + blocks.length() + " bytes with MD5 " + blocks.checksum() + " instead of " + blocks.wanted()
                    + " bytes" + expected.map(e -> " with MD5 " + e).orElse("") + ", " + Store.READS
                    + " times: it is damaged where it is stored, or the network damages it; nothing was kept");
        }
    }

    @Override
    public void close() {
        closing.run();
    }
}
