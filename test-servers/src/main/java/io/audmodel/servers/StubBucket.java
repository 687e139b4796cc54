package io.audmodel.servers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The objects of a bucket, to look at and to put in place. Thread-safe; what changes a key has its lock. */
public final class StubBucket {

    private static final int LOCKS = 64;

    private final Path folder;
    private final NavigableMap<String, StubObject> objects = new ConcurrentSkipListMap<>();
    private final Lock[] locks = new Lock[LOCKS];
    private final StubCalls calls = new StubCalls(this);
    private final StubUploads uploads = new StubUploads(this, calls);
    private volatile boolean encrypts;

    StubBucket(Path folder) {
        this.folder = folder;
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /** The names of all objects, as they come and go. */
    public NavigableSet<String> keys() {
        return Collections.unmodifiableNavigableSet(objects.navigableKeySet());
    }

    /** @throws NoSuchElementException if there is none */
    public StubObject object(String key) {
        StubObject found = objects.get(key);
        if (found == null) {
            throw new NoSuchElementException(key);
        }
        return found;
    }

    /** Puts an object in place, whatever is there, with its MD5 as its ETag, and nothing to describe it. */
    public void put(String key, byte[] bytes) {
        put(key, bytes, Map.of());
    }

    /** @param description as in {@link StubObject} */
    public void put(String key, byte[] bytes, Map<String, String> description) {
        try (StubBody body = StubBody.receive(new ByteArrayInputStream(bytes), folder)) {
            put(key, body, description, "\"" + body.md5() + "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param etag in quotes, and any */
    public void put(String key, byte[] bytes, Map<String, String> description, String etag) {
        try (StubBody body = StubBody.receive(new ByteArrayInputStream(bytes), folder)) {
            put(key, body, description, etag);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes all objects. */
    public void clear() {
        objects.keySet().forEach(key -> {
            try {
                delete(key);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** From now on the ETag of what is written tells nothing of its content, as with a key of KMS. */
    public void encrypt() {
        encrypts = true;
    }

    /** How many uploads in parts were begun and neither completed nor aborted. */
    public int openUploads() {
        return uploads.count();
    }

    NavigableMap<String, StubObject> objects() {
        return objects;
    }

    StubCalls calls() {
        return calls;
    }

    StubUploads uploads() {
        return uploads;
    }

    /** What an ETag is made of. */
    String tag(String md5) {
        return encrypts ? UUID.randomUUID().toString().replace("-", "") : md5;
    }

    Path newFile() throws IOException {
        return Files.createTempFile(folder, "object-", "");
    }

    Lock lock(String key) {
        return locks[Math.floorMod(key.hashCode(), LOCKS)];
    }

    void delete(String key) throws IOException {
        Lock lock = lock(key);
        lock.lock();
        try {
            replace(key, null);
        } finally {
            lock.unlock();
        }
    }

    /** For who has its lock. */
    void replace(String key, @Nullable StubObject object) throws IOException {
        StubObject old = object == null ? objects.remove(key) : objects.put(key, object);
        if (old != null) {
            // A reader that has opened it reads on, as on every Unix.
            Files.deleteIfExists(old.file());
        }
    }

    void close() {
        uploads.close();
        clear();
    }

    private void put(String key, StubBody body, Map<String, String> description, String etag) throws IOException {
        Lock lock = lock(key);
        lock.lock();
        try {
            replace(key, new StubObject(body.take(), body.size(), body.md5(), etag, description, Instant.now()));
        } finally {
            lock.unlock();
        }
    }
}
