package io.audmodel.servers;

import io.audmodel.servers.S3Stub.Conditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;

/** What requests for one object do. Thread-safe; conditions are looked at and kept under the lock of their key. */
final class StubCalls {

    private static final int MOMENT_MILLIS = 200;

    /** Writers of large content come to the end of it one long after the other, on a busy machine. */
    private static final int LARGE_MOMENT_MILLIS = 2_000;

    private static final int LARGE = 8 << 20;
    private static final int TICK_MILLIS = 20;

    private final StubBucket bucket;
    private final Map<String, Exchanger<String>> meetings = new ConcurrentHashMap<>();

    StubCalls(StubBucket bucket) {
        this.bucket = bucket;
    }

    StubAnswer answer(StubRequest request, Conditions conditions) throws IOException {
        if (request.is("PUT")) {
            Optional<StubObject> object = received(request);
            return object.isPresent() ? store(request, object.get(), conditions) : StubAnswer.error(400, "BadDigest");
        }
        if (request.is("DELETE")) {
            bucket.delete(request.key());
            return StubAnswer.empty(204);
        }
        return read(request);
    }

    /** What was sent; empty if it is not what its checksums say. */
    Optional<StubObject> received(StubRequest request) {
        StubBody body = request.body();
        if (!StubChecks.hold(request)) {
            return Optional.empty();
        }
        String etag = "\"" + bucket.tag(body.md5()) + "\"";
        return Optional.of(
                new StubObject(body.take(), body.size(), body.md5(), etag, request.description(), Instant.now()));
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
            moment(request.key(), object.size());
        }
        return storeLocked(request, object, atomic ? conditions : Conditions.IGNORED);
    }

    /** In which somebody else comes in between, if there is anybody. */
    void moment(String key, long size) {
        Exchanger<String> meeting = meetings.computeIfAbsent(key, first -> new Exchanger<>());
        Optional<Path> before = file(key);
        int left = size < LARGE ? MOMENT_MILLIS : LARGE_MOMENT_MILLIS;
        while (left > 0 && file(key).equals(before)) {
            try {
                meeting.exchange(key, TICK_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (TimeoutException e) {
                left -= TICK_MILLIS;
            }
        }
        meetings.remove(key, meeting);
    }

    private Optional<Path> file(String key) {
        return Optional.ofNullable(bucket.objects().get(key)).map(StubObject::file);
    }

    private StubAnswer storeLocked(StubRequest request, StubObject object, Conditions conditions) throws IOException {
        Lock lock = bucket.lock(request.key());
        lock.lock();
        try {
            Optional<StubAnswer> refusal = refusal(request, conditions);
            if (refusal.isPresent()) {
                Files.delete(object.file());
                return refusal.get();
            }
            bucket.replace(request.key(), object);
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
        Optional<String> etag = Optional.ofNullable(bucket.objects().get(request.key()))
                .map(StubObject::etag)
                .map(quoted -> conditions == Conditions.COMPARED_WITHOUT_QUOTES ? quoted.replace("\"", "") : quoted);
        if (match.isEmpty() ? etag.isEmpty() : etag.equals(match)) {
            return Optional.empty();
        }
        return Optional.of(
                etag.isEmpty() ? StubAnswer.error(404, "NoSuchKey") : StubAnswer.error(412, "PreconditionFailed"));
    }

    private StubAnswer read(StubRequest request) throws IOException {
        StubObject object = bucket.objects().get(request.key());
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
                object = bucket.objects().get(request.key());
            }
        }
        return StubAnswer.error(404, "NoSuchKey");
    }
}
