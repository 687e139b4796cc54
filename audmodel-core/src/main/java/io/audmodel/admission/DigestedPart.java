package io.audmodel.admission;

import io.audmodel.model.Checksum;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file, or all of it, that is hashed from its beginning on. Positions are those in the file. Thread-safe: one
 * thread at a time hashes, and no other waits for it.
 */
final class DigestedPart {

    private final long start;
    private final long end;
    private final ReentrantLock lock = new ReentrantLock();

    /** What is written and not hashed: where it begins and ends. */
    private final TreeMap<Long, Long> written = new TreeMap<>();

    private volatile long hashed;
    private boolean isWorking;
    private @Nullable MessageDigest sha;
    private @Nullable String digest;

    DigestedPart(long start, long end) {
        this.start = start;
        this.end = end;
        this.hashed = start;
        if (start == end) {
            finish(Checksum.newSha256());
        }
    }

    long from() {
        return start;
    }

    long to() {
        return end;
    }

    /** The position of the next byte to be hashed. */
    long hashed() {
        return hashed;
    }

    /** Hashes these bytes, if they are the next ones and nobody else hashes. */
    void offer(ByteBuffer content, long position) {
        lock.lock();
        try {
            if (isWorking || position != hashed) {
                return;
            }
            isWorking = true;
        } finally {
            lock.unlock();
        }
        hash(content);
        end();
    }

    /** Notes bytes that can be read. */
    void written(long from, long to) {
        lock.lock();
        try {
            if (to > hashed) {
                written.put(from, to);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Begins to hash what was written, if there is any and nobody else hashes. Who fails in between need not end it: there
     * is no digest then.
     *
     * @return up to where; 0 if there is nothing to do for now
     */
    long begin() {
        lock.lock();
        try {
            long until = hashed;
            if (isWorking) {
                return 0;
            }
            while (written.containsKey(until)) {
                until = written.remove(until);
            }
            isWorking = until > hashed;
            return isWorking ? until : 0;
        } finally {
            lock.unlock();
        }
    }

    /** Hashes the next bytes, after {@link #begin}. */
    void hash(ByteBuffer content) {
        int count = content.remaining();
        MessageDigest working = sha == null ? Checksum.newSha256() : sha;
        working.update(content);
        sha = working;
        long next = hashed + count;
        hashed = next;
    }

    void end() {
        lock.lock();
        try {
            isWorking = false;
            if (hashed == end && sha != null) {
                finish(sha);
            }
        } finally {
            lock.unlock();
        }
    }

    private void finish(MessageDigest complete) {
        digest = HexFormat.of().formatHex(complete.digest());
        sha = null;
    }

    Optional<String> digest() {
        lock.lock();
        try {
            return Optional.ofNullable(digest);
        } finally {
            lock.unlock();
        }
    }
}
