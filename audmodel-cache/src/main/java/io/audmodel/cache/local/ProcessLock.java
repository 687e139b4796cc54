package io.audmodel.cache.local;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** A way to lock a file against other processes. Thread-safe. */
interface ProcessLock {

    /**
     * Locks the file of this name. It is made if it is missing, and stays.
     *
     * @return the lock; empty if another process has it
     * @throws IOException if the file cannot be made
     */
    Optional<Held> tryLock(Folder folder, String name) throws IOException;

    /**
     * Locks a folder itself, so that it stays in its place. Nothing is written for that.
     *
     * @param isShared whether others may do so too, or none, to take it away
     * @return the lock; empty if others exclude it, or if there is no such folder
     * @throws IOException if the folder cannot be opened
     */
    Optional<Held> tryLockFolder(Folder parent, String name, boolean isShared) throws IOException;

    /**
     * A lock, held until it is closed.
     *
     * @param keepsAllOut whether it certainly keeps every other process out, on other hosts too
     * @param release releases the lock
     */
    record Held(boolean keepsAllOut, Closeable release) implements Closeable {

        @Override
        public void close() throws IOException {
            release.close();
        }
    }
}
