package io.audmodel.store;

import io.audmodel.backend.Backend;
import io.audmodel.call.Lazy;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.StorageException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A backend that the client opens at its first use, and closes once. Thread-safe. */
public final class Connection implements Supplier<Backend>, AutoCloseable {

    private final String repository;
    private final Lazy<Backend> backend;
    private final AtomicBoolean released = new AtomicBoolean();
    private volatile boolean closed;

    public Connection(String repository, Supplier<Backend> opener) {
        this.repository = repository;
        this.backend = new Lazy<>(opener);
    }

    /** @throws StorageException if the client is closed */
    @Override
    public Backend get() {
        requireOpen();
        Backend opened = backend.get();
        if (closed) {
            release(opened);
        }
        requireOpen();
        return opened;
    }

    @Override
    public void close() {
        closed = true;
        backend.ifMade().ifPresent(this::release);
    }

    private void release(Backend opened) {
        if (released.compareAndSet(false, true)) {
            opened.close();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new StorageException(new Failure(repository, "connect", "", "the client is closed: build another"));
        }
    }
}
