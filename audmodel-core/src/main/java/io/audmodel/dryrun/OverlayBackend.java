package io.audmodel.dryrun;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PreparedContent;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.Revision;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.ConflictException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.StorageException;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Reads what is in a store, and what was written here, which reaches no store. Its conditions hold among its own users, and
 * for what was in the store when a path was written first.
 */
final class OverlayBackend extends ForwardingBackend {

    /** No document is larger, and archives are not kept. */
    private static final long MOST_KEPT = 16 << 20;

    private final Overlay overlay;
    private final InMemoryBackend kept;

    OverlayBackend(Backend store, Overlay overlay) {
        super(store);
        this.overlay = overlay;
        this.kept = overlay.connect();
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        if (!overlay.isChanged(path)) {
            return super.stat(path);
        }
        // Asked in any case, since it knows whether the connection is closed.
        Optional<ObjectInfo> small = kept.stat(path);
        return Optional.ofNullable(overlay.measured.get(path)).or(() -> small);
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        if (!overlay.isChanged(path)) {
            return super.get(path, range);
        }
        if (stat(path).isPresent() && overlay.measured.containsKey(path)) {
            throw new StorageException(failure(
                    "get",
                    path,
                    "a dry run keeps no content of more than " + MOST_KEPT
                            + " bytes: read it after it was written in earnest"));
        }
        return kept.get(path, range);
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        overlay.writing.lock();
        try {
            Optional<ObjectInfo> current = stat(path.requireObject());
            require(path, mode, current);
            ObjectInfo written = store(path, content);
            overlay.change(path, current);
            return written;
        } finally {
            overlay.writing.unlock();
        }
    }

    /** What is put here reaches no store, which thus has nothing to read ahead. */
    @Override
    public Optional<PreparedContent> prepare(ObjectPath path, Content content) {
        return Optional.empty();
    }

    private ObjectInfo store(ObjectPath path, Content content) {
        if (content.length().orElse(Long.MAX_VALUE) > MOST_KEPT) {
            ObjectInfo read = measured(path, content);
            if (read.size() > MOST_KEPT) {
                overlay.measured.put(path, read);
                kept.delete(path);
                return read;
            }
        }
        ObjectInfo written = kept.put(path, content, PutMode.overwrite());
        overlay.measured.remove(path);
        return written;
    }

    private ObjectInfo measured(ObjectPath path, Content content) {
        MessageDigest md5 = Checksum.newDigest();
        CountingStream count = new CountingStream();
        try (DigestOutputStream out = new DigestOutputStream(count, md5)) {
            content.writeTo(out);
        } catch (IOException e) {
            throw new StorageException(failure("put", path, "its content cannot be read: " + e.getMessage()), e);
        }
        Checksum checksum = Checksum.ofDigest(md5.digest());
        if (content.length().orElse(count.bytes) != count.bytes
                || !content.checksum().orElse(checksum).equals(checksum)) {
            throw new InvalidArgumentException("the content of " + path + " has " + count.bytes + " bytes and MD5 "
                    + checksum + ", and announced otherwise: it must not change while it is stored");
        }
        return new ObjectInfo(
                path,
                count.bytes,
                Instant.now(),
                checksum,
                new Revision(UUID.randomUUID().toString()));
    }

    private static void require(ObjectPath path, PutMode mode, Optional<ObjectInfo> current) {
        if (mode.kind() == PutMode.Kind.CREATE && current.isPresent()) {
            throw new ObjectExistsException(failure("put", path, "it exists already"));
        }
        if (mode.kind() == PutMode.Kind.REPLACE
                && !current.flatMap(ObjectInfo::revision).equals(Optional.of(mode.expected()))) {
            throw new ConflictException(
                    failure("put", path, "it is gone, or another one than " + mode.expected() + ": read it again"));
        }
    }

    @Override
    public Stream<ObjectInfo> list(ObjectPath prefix) {
        return Stream.concat(
                super.list(prefix).filter(info -> !overlay.isChanged(info.path())),
                Stream.concat(
                        kept.list(prefix),
                        overlay.measured.values().stream()
                                .filter(info -> info.path().startsWith(prefix))));
    }

    @Override
    public void delete(ObjectPath path) {
        overlay.writing.lock();
        try {
            Optional<ObjectInfo> current = stat(path.requireObject());
            if (current.isPresent()) {
                kept.delete(path);
                overlay.measured.remove(path);
                overlay.change(path, current);
            }
        } finally {
            overlay.writing.unlock();
        }
    }

    @Override
    public void close() {
        kept.close();
        super.close();
    }

    private static Failure failure(String operation, ObjectPath path, String reason) {
        return new Failure("a dry run", operation, path.text(), reason);
    }

    /** Counts, and keeps nothing. */
    private static final class CountingStream extends OutputStream {

        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int offset, int length) {
            bytes += length;
        }
    }
}
