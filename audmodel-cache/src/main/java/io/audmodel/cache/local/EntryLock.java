package io.audmodel.cache.local;

import io.audmodel.error.LockTimeoutException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The right to fill one entry of a cache: first among the threads of this JVM, then among all processes. */
final class EntryLock implements AutoCloseable {

    private final ThreadLocks.Held amongThreads;
    private final ProcessLock.Held amongProcesses;

    private EntryLock(ThreadLocks.Held amongThreads, ProcessLock.Held amongProcesses) {
        this.amongThreads = amongThreads;
        this.amongProcesses = amongProcesses;
    }

    /**
     * Waits for the lock.
     *
     * @param name the name of the lock file
     * @throws LockTimeoutException if others held it all the time
     * @throws IOException if the file cannot be made
     * @throws InterruptedException if the thread is interrupted, also before
     */
    static EntryLock acquire(Folder folder, String name, Duration timeout, ProcessLock processLock)
            throws IOException, InterruptedException {
        WaitDeadline deadline = new WaitDeadline(timeout);
        Path file = folder.path(name);
        // A file has one name here, whatever links lead to the cache.
        Path real = folder.realPath().resolve(name);
        ThreadLocks.Held amongThreads = ThreadLocks.JVM
                .acquire(real, deadline)
                .orElseThrow(() -> timedOut(file, deadline, ThreadLocks.JVM.holder(real)));
        try {
            return new EntryLock(amongThreads, poll(folder, name, deadline, processLock));
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            amongThreads.close();
            throw e;
        }
    }

    /** A blocking {@code flock} could not be interrupted, so this polls. */
    private static ProcessLock.Held poll(Folder folder, String name, WaitDeadline deadline, ProcessLock processLock)
            throws IOException, InterruptedException {
        while (true) {
            Optional<ProcessLock.Held> held = processLock.tryLock(folder, name);
            if (held.isPresent()) {
                return held.get();
            }
            if (deadline.isOver()) {
                throw timedOut(folder.path(name), deadline, LockHolder.of(folder.at(name)));
            }
            deadline.pause();
        }
    }

    private static LockTimeoutException timedOut(Path file, WaitDeadline deadline, Optional<String> holder) {
        return new LockTimeoutException("waited " + deadline.waited().toMillis() + " ms for the lock " + file
                + ", which is held by " + holder.orElse("a process that is not known")
                + "; wait longer with a larger lock timeout, or end that process");
    }

    /** Whether it is certain that no other process on any host works on the entry. */
    boolean keepsAllOut() {
        return amongProcesses.keepsAllOut();
    }

    @Override
    public void close() throws IOException {
        try (amongThreads) {
            amongProcesses.close();
        }
    }
}
