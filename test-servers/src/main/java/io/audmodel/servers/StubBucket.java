package io.audmodel.servers;

import io.audmodel.servers.S3Stub.Conditions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The objects of a bucket. Thread-safe; conditions are looked at and kept under the lock of their key. */
final class StubBucket {

    private static final int LOCKS = 64;
    private static final int MOMENT_MILLIS = 200;

    private final Path folder;
    private final NavigableMap<String, StubObject> objects = new ConcurrentSkipListMap<>();
    private final Map<String, Exchanger<String>> meetings = new ConcurrentHashMap<>();
    private final Lock[] locks = new Lock[LOCKS];
    private final StubUploads uploads = new StubUploads(this);

    StubBucket(Path folder) {
        this.folder = folder;
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    NavigableMap<String, StubObject> objects() {
        return objects;
    }

    StubUploads uploads() {
        return uploads;
    }

    StubAnswer answer(StubRequest request, Conditions conditions) throws IOException {
        if (request.is("PUT")) {
            return put(request, conditions);
        }
        if (request.is("DELETE")) {
            Lock lock = lock(request.key());
            lock.lock();
            try {
                replace(request.key(), null);
            } finally {
                lock.unlock();
            }
            return StubAnswer.empty(204);
        }
        return read(request);
    }

    /** Takes the body into a file; empty if it is not what its MD5 says. */
    Optional<StubObject> receive(StubRequest request) throws IOException {
        MessageDigest digest = md5();
        Path file = Files.createTempFile(folder, "object-", "");
        long size = 0;
        try (InputStream in = request.body();
                OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                digest.update(buffer, 0, count);
                size += count;
            }
        } catch (IOException e) {
            Files.delete(file);
            throw e;
        }
        byte[] sum = digest.digest();
        if (request.header("Content-MD5")
                .filter(announced -> !announced.equals(base64(sum)))
                .isPresent()) {
            Files.delete(file);
            return Optional.empty();
        }
        String md5 = HexFormat.of().formatHex(sum);
        return Optional.of(new StubObject(file, size, md5, "\"" + md5 + "\"", request.description(), Instant.now()));
    }

    /** Stores the object if the conditions of the request allow it. */
    StubAnswer store(StubRequest request, StubObject object, Conditions conditions) throws IOException {
        boolean atomic = conditions != Conditions.REPLACE_NOT_ATOMIC
                || request.header("If-Match").isEmpty();
        Optional<StubAnswer> early = atomic ? Optional.empty() : refusal(request, conditions);
        if (early.isPresent()) {
            Files.delete(object.file());
            return early.get();
        }
        if (!atomic) {
            moment(request.key());
        }
        return storeLocked(request, object, atomic ? conditions : Conditions.IGNORED);
    }

    /** In which somebody else comes in between, if there is anybody. */
    void moment(String key) {
        try {
            meetings.computeIfAbsent(key, first -> new Exchanger<>())
                    .exchange(key, MOMENT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            meetings.remove(key);
        }
    }

    private StubAnswer storeLocked(StubRequest request, StubObject object, Conditions conditions) throws IOException {
        Lock lock = lock(request.key());
        lock.lock();
        try {
            Optional<StubAnswer> refusal = refusal(request, conditions);
            if (refusal.isPresent()) {
                Files.delete(object.file());
                return refusal.get();
            }
            replace(request.key(), object);
            return StubAnswer.empty(200).with(Map.of("ETag", object.etag()));
        } finally {
            lock.unlock();
        }
    }

    /** What the conditions of a write are answered with, if they do not hold. */
    Optional<StubAnswer> refusal(StubRequest request, Conditions conditions) {
        Optional<String> match = request.header("If-Match");
        boolean conditional =
                match.isPresent() || request.header("If-None-Match").isPresent();
        if (!conditional || conditions == Conditions.IGNORED) {
            return Optional.empty();
        }
        if (conditions == Conditions.REFUSED) {
            return Optional.of(StubAnswer.error(501, "NotImplemented"));
        }
        Optional<String> etag = Optional.ofNullable(objects.get(request.key())).map(StubObject::etag);
        if (match.isEmpty() ? etag.isEmpty() : etag.equals(match)) {
            return Optional.empty();
        }
        return Optional.of(
                etag.isEmpty() ? StubAnswer.error(404, "NoSuchKey") : StubAnswer.error(412, "PreconditionFailed"));
    }

    Path newFile() throws IOException {
        return Files.createTempFile(folder, "object-", "");
    }

    static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void close() {
        uploads.close();
        objects.keySet().forEach(key -> {
            try {
                replace(key, null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private StubAnswer put(StubRequest request, Conditions conditions) throws IOException {
        Optional<StubObject> object = receive(request);
        return object.isPresent() ? store(request, object.get(), conditions) : StubAnswer.error(400, "BadDigest");
    }

    private StubAnswer read(StubRequest request) throws IOException {
        StubObject object = objects.get(request.key());
        while (object != null) {
            String current = object.etag();
            if (request.header("If-Match").filter(etag -> !etag.equals(current)).isPresent()) {
                return StubAnswer.error(412, "PreconditionFailed");
            }
            try {
                Optional<String> range = request.header("Range");
                return range.isPresent() ? object.range(range.get()) : object.whole();
            } catch (NoSuchFileException e) {
                // Replaced since it was looked up; there is another by now, or none.
                object = objects.get(request.key());
            }
        }
        return StubAnswer.error(404, "NoSuchKey");
    }

    private Lock lock(String key) {
        return locks[Math.floorMod(key.hashCode(), LOCKS)];
    }

    private void replace(String key, @Nullable StubObject object) throws IOException {
        StubObject old = object == null ? objects.remove(key) : objects.put(key, object);
        if (old != null) {
            // A reader that has opened it reads on, as on every Unix.
            Files.deleteIfExists(old.file());
        }
    }

    private static String base64(byte[] sum) {
        return Base64.getEncoder().encodeToString(sum);
    }
}
