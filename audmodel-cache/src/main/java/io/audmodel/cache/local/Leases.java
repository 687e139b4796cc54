package io.audmodel.cache.local;

import io.audmodel.cache.HeldModel;
import io.audmodel.cache.local.ProcessLock.Held;
import io.audmodel.error.LockTimeoutException;
import io.audmodel.error.ModelHeldException;
import io.audmodel.model.ModelKey;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Keeps models in their places. A holder has a shared lock on the model's folder itself, and a removal has to be
 * alone with it. So nothing is written, nothing is left, a dead process holds nothing, and a user who may only read can hold.
 */
final class Leases {

    private static final AtomicBoolean WARNED = new AtomicBoolean();

    /** A caller that only looks whether a model is held is alone with it for less than this. */
    private static final Duration GLANCE = Duration.ofMillis(50);

    private final CachePaths paths;
    private final LastUse uses;
    private final Supplier<ProcessLock> processLock;

    Leases(CachePaths paths, LastUse uses, Supplier<ProcessLock> processLock) {
        this.paths = paths;
        this.uses = uses;
        this.processLock = processLock;
    }

    /**
     * Holds a model, if it is in its place when it is locked.
     *
     * @throws LockTimeoutException if others were alone with it all the time
     */
    Optional<HeldModel> hold(ModelKey key, Duration timeout) throws IOException, InterruptedException {
        try (Folder versions = paths.open(CachePaths.checked(key.id()))) {
            return lock(versions, key.version().text(), timeout).map(lock -> lease(key, lock));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
    }

    private Optional<Held> lock(Folder versions, String version, Duration timeout)
            throws IOException, InterruptedException {
        WaitDeadline deadline = new WaitDeadline(timeout);
        while (FilledFolders.isFilled(versions, version)) {
            Optional<Held> lock = processLock.get().tryLockFolder(versions, version, true);
            if (lock.isPresent()) {
                return filled(versions, version, lock.get());
            }
            if (deadline.isOver()) {
                throw new LockTimeoutException("waited " + deadline.waited().toMillis() + " ms to hold the model "
                        + versions.path(version) + ", which is locked by " + holder(versions, version)
                        + "; wait longer with a larger lock timeout, or end that process");
            }
            deadline.pause();
        }
        return Optional.empty();
    }

    /** It may have been taken away before it was locked. */
    private static Optional<Held> filled(Folder versions, String version, Held lock) throws IOException {
        boolean isFilled = false;
        try {
            isFilled = FilledFolders.isFilled(versions, version);
            return isFilled ? Optional.of(lock) : Optional.empty();
        } finally {
            if (!isFilled) {
                lock.close();
            }
        }
    }

    private HeldModel lease(ModelKey key, Held lock) {
        Path folder = paths.model(key);
        if (!lock.keepsAllOut() && WARNED.compareAndSet(false, true)) {
            System.getLogger(Leases.class.getName())
                    .log(
                            Logger.Level.WARNING,
                            "{0} is held, but not against every process: locks on folders do nothing here, or only"
                                    + " within this host; others may prune the model when it was not used for the time"
                                    + " that they spare",
                            folder);
        }
        uses.note(key);
        return new Lease(key, folder, uses, lock);
    }

    /**
     * Makes sure that nobody holds a model, or begins to, until the result is closed.
     *
     * @throws ModelHeldException if somebody holds it
     * @throws NoSuchFileException if it is gone
     */
    static Held alone(Folder versions, String version, ProcessLock locks) throws IOException, InterruptedException {
        WaitDeadline deadline = new WaitDeadline(GLANCE);
        Optional<Held> lock = locks.tryLockFolder(versions, version, false);
        while (lock.isEmpty() && !deadline.isOver()) {
            deadline.pause();
            lock = locks.tryLockFolder(versions, version, false);
        }
        if (lock.isEmpty() && versions.look(version).isEmpty()) {
            throw new NoSuchFileException(versions.path(version).toString());
        }
        return lock.orElseThrow(() -> new ModelHeldException("the model " + versions.path(version) + " is held by "
                + holder(versions, version) + ", and stays in the cache; close what holds it, or end that process"));
    }

    /** Who holds the model: found out by being alone with it for a moment. */
    Optional<String> holder(ModelKey key) throws IOException {
        String version = key.version().text();
        try (Folder versions = paths.open(CachePaths.checked(key.id()))) {
            Optional<Held> alone = processLock.get().tryLockFolder(versions, version, false);
            if (alone.isPresent()) {
                alone.get().close();
                return Optional.empty();
            }
            return versions.look(version).isPresent() ? Optional.of(holder(versions, version)) : Optional.empty();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
    }

    private static String holder(Folder versions, String version) {
        return LockHolder.of(versions.at(version)).orElse("a process that is not known");
    }
}
