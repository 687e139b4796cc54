package io.audmodel;

import io.audmodel.Memory.Lease;
import io.audmodel.archive.ArchiveBytes;
import io.audmodel.archive.ArchiveReader;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.ChecksumMismatchException;
import io.audmodel.error.CorruptArchiveException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ArchiveLimits;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * An archive where it is stored, open for reading by position. One request opens it: a file of the local disk is read
 * where it is, a small object comes whole and is checked as such, and of a larger one parts are asked for as they are
 * needed.
 */
final class StoredArchive implements AutoCloseable {

    private final Store store;
    private final ObjectPath path;
    private final ArchiveBytes bytes;
    private final Runnable closing;

    private StoredArchive(Store store, ObjectPath path, ArchiveBytes bytes, Runnable closing) {
        this.store = store;
        this.path = path;
        this.bytes = bytes;
        this.closing = closing;
    }

    /**
     * Opens the archive of a model. What arrives damaged is asked for again.
     *
     * @param first so many bytes are fetched at once, and kept in memory
     * @param arrival is told how far an object is that comes whole
     * @throws ChecksumMismatchException if it came whole, and is not what was stored
     * @throws CorruptArchiveException if it is empty
     */
    static StoredArchive open(Holding model, Memory memory, int first, Arrival arrival) {
        return Intact.read(() -> openOnce(model, memory, first, arrival));
    }

    private static StoredArchive openOnce(Holding model, Memory memory, int first, Arrival arrival) {
        Store store = model.store();
        ObjectPath path = Layout.archive(model.key(), model.header());
        Lease lease = memory.take(first);
        boolean isOpen = false;
        try {
            ObjectBody body = request(store, path, first);
            StoredArchive opened = body.file().isPresent()
                    ? inPlace(store, path, body, body.file().get(), lease)
                    : fetched(store, body, first, lease, memory, arrival);
            isOpen = true;
            return opened;
        } finally {
            if (!isOpen) {
                lease.close();
            }
        }
    }

    private static StoredArchive inPlace(Store store, ObjectPath path, ObjectBody body, FileChannel file, Lease lease) {
        lease.close();
        try {
            return new StoredArchive(store, path, ArchiveBytes.of(file), body::close);
        } catch (IOException e) {
            body.close();
            throw store.unreadable(path, e);
        }
    }

    private static StoredArchive fetched(
            Store store, ObjectBody body, int first, Lease lease, Memory memory, Arrival arrival) {
        ObjectInfo info = body.info();
        boolean whole = info.size() <= first;
        lease.keep(info.size());
        Blocks blocks;
        try (body) {
            blocks = Blocks.read(store, body, Math.min(first, info.size()), whole ? arrival : Arrival.unwatched());
        }
        requireIntact(store, info, blocks, whole);
        ArchiveBytes bytes = whole ? ArchiveBytes.of(blocks.list()) : RangedBytes.of(store, info, blocks, memory);
        return new StoredArchive(store, info.path(), bytes, lease::close);
    }

    /** Opens its table of contents. */
    ArchiveReader reader(ArchiveLimits limits) {
        return read(() -> ArchiveReader.of(bytes, path + " in " + store, limits));
    }

    /** Does something that reads the archive. */
    <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw store.unreadable(path, e);
        }
    }

    /** Reads an archive. */
    @FunctionalInterface
    interface Reading<T> {
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

    private static void requireIntact(Store store, ObjectInfo info, Blocks blocks, boolean whole) {
        Optional<Checksum> expected = whole ? info.checksum() : Optional.empty();
        if (!blocks.areAll()
                || !expected.map(md5 -> md5.equals(blocks.checksum())).orElse(true)) {
            throw new ChecksumMismatchException("the archive " + info.path() + " in " + store + " arrived damaged: "
                    + blocks.length() + " bytes with MD5 " + blocks.checksum() + " instead of " + blocks.wanted()
                    + " bytes" + expected.map(e -> " with MD5 " + e).orElse("") + "; nothing was kept, load again");
        }
    }

    @Override
    public void close() {
        closing.run();
    }
}
