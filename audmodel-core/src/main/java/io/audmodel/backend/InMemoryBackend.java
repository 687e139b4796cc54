package io.audmodel.backend;

import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.ConflictException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.ObjectNotFoundException;
import io.audmodel.error.StorageException;
import io.audmodel.model.Checksum;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps objects in memory, for tests of code that uses models, and of decorators. Thread-safe, with all capabilities:
 * the reference implementation of the port.
 *
 * <pre>{@code
 * AudModel.builder().repository(Repository.of("memory:tests#models"), new InMemoryBackend()).cacheRoot(temporary)
 * }</pre>
 */
public final class InMemoryBackend implements Backend {

    private record Stored(ObjectInfo info, byte[] bytes) {}

    private final Map<ObjectPath, Stored> objects;
    private final AtomicLong revisions;
    private final InstantSource clock;
    private volatile boolean closed;

    /** Makes an empty store. */
    public InMemoryBackend() {
        this(InstantSource.system());
    }

    /** @param clock gives objects their time of modification */
    public InMemoryBackend(InstantSource clock) {
        this(new ConcurrentHashMap<>(), new AtomicLong(), clock);
    }

    private InMemoryBackend(Map<ObjectPath, Stored> objects, AtomicLong revisions, InstantSource clock) {
        this.objects = objects;
        this.revisions = revisions;
        this.clock = clock;
    }

    /** Opens another connection to the same objects, as another process would. Close each on its own. */
    public InMemoryBackend reconnect() {
        return new InMemoryBackend(objects, revisions, clock);
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        requireOpen("stat", path.requireObject());
        return Optional.ofNullable(objects.get(path)).map(Stored::info);
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        requireOpen("get", path.requireObject());
        Stored stored = objects.get(path);
        if (stored == null) {
            throw new ObjectNotFoundException(failure("get", path, "there is no such object"));
        }
        if (range.offset() >= stored.bytes().length && !range.isAll()) {
            throw new InvalidArgumentException(
                    "no range of " + stored.info() + " begins at byte " + range.offset() + ": ask for an earlier one");
        }
        int length = (int) range.lengthWithin(stored.bytes().length);
        return new ObjectBody(stored.info(), new ByteArrayInputStream(stored.bytes(), (int) range.offset(), length));
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        requireOpen("put", path.requireObject());
        byte[] bytes = produce(path, content);
        Checksum checksum = Checksum.md5(bytes);
        if (content.length().orElse(bytes.length) != bytes.length
                || !content.checksum().orElse(checksum).equals(checksum)) {
            throw new InvalidArgumentException("the content of " + path + " has " + bytes.length + " bytes and MD5 "
                    + checksum + ", and announced otherwise: it must not change while it is stored");
        }
        // The map runs this atomically for a path: comparison and write are one step.
        return objects.compute(path, (key, current) -> {
                    check(path, mode, current);
                    Revision revision = new Revision(Long.toString(revisions.incrementAndGet()));
                    return new Stored(new ObjectInfo(path, bytes.length, clock.instant(), checksum, revision), bytes);
                })
                .info();
    }

    @Override
    public Stream<ObjectInfo> list(ObjectPath prefix) {
        requireOpen("list", prefix);
        return objects.values().stream()
                .map(Stored::info)
                .filter(info -> info.path().startsWith(prefix) && !info.path().equals(prefix));
    }

    @Override
    public void delete(ObjectPath path) {
        requireOpen("delete", path.requireObject());
        objects.remove(path);
    }

    @Override
    public URI url(ObjectPath path) {
        return URI.create("memory:/" + path.text());
    }

    @Override
    public void close() {
        closed = true;
    }

    private static byte[] produce(ObjectPath path, Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.writeTo(out);
        } catch (IOException e) {
            throw new StorageException(failure("put", path, "its content cannot be read: " + e.getMessage()), e);
        }
        return out.toByteArray();
    }

    private static void check(ObjectPath path, PutMode mode, @Nullable Stored current) {
        switch (mode.kind()) {
            case CREATE -> {
                if (current != null) {
                    throw new ObjectExistsException(failure("put", path, "it exists already"));
                }
            }
            case REPLACE -> {
                Optional<Revision> found = Optional.ofNullable(current)
                        .flatMap(stored -> stored.info().revision());
                if (!found.equals(Optional.of(mode.expected()))) {
                    String is =
                            found.map(revision -> "has revision " + revision).orElse("is gone");
                    throw new ConflictException(failure(
                            "put", path, "it " + is + ", not " + mode.expected() + " as expected: read it again"));
                }
            }
            case OVERWRITE -> {}
        }
    }

    private void requireOpen(String operation, ObjectPath path) {
        if (closed) {
            throw new StorageException(failure(operation, path, "the connection is closed: open another"));
        }
    }

    private static Failure failure(String operation, ObjectPath path, String reason) {
        return new Failure("memory", operation, path.text(), reason);
    }
}
