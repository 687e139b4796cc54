package io.audmodel.backend.s3;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The client of the SDK, which is made for the first request: in a process that has just begun that takes longer than all
 * else that comes before, and other work is done meanwhile. Thread-safe.
 */
final class LateClient implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Supplier<S3Client> maker;
    private volatile @Nullable S3Client made;
    private boolean closed;

    LateClient(Supplier<S3Client> maker) {
        this.maker = maker;
    }

    /** Returns the client, which the first caller makes. */
    S3Client get() {
        S3Client ready = made;
        return ready == null ? make() : ready;
    }

    private S3Client make() {
        lock.lock();
        try {
            if (closed) {
                throw new RejectedExecutionException("the backend is closed");
            }
            S3Client ready = made == null ? maker.get() : made;
            made = ready;
            return ready;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (made != null) {
                made.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
