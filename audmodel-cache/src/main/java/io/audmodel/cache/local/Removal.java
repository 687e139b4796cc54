package io.audmodel.cache.local;

import io.audmodel.cache.Cache.Document;
import io.audmodel.error.LockTimeoutException;
import io.audmodel.model.ModelKey;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Removes models under the lock that fills take, also those of the Python package, unless somebody holds them. A model
 * is renamed away first, and then deleted. The lock file stays, since another process may wait for it.
 */
final class Removal {

    private final CachePaths paths;
    private final Supplier<ProcessLock> processLock;

    Removal(CachePaths paths, Supplier<ProcessLock> processLock) {
        this.paths = paths;
        this.processLock = processLock;
    }

    boolean remove(ModelKey key, Instant unusedSince, Duration timeout) throws IOException, InterruptedException {
        try (Folder versions = paths.open(CachePaths.checked(key.id()))) {
            return FilledFolders.isFilled(versions, key.version().text())
                    && removeFilled(versions, key, unusedSince, timeout);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return false;
        }
    }

    private boolean removeFilled(Folder versions, ModelKey key, Instant unusedSince, Duration timeout)
            throws IOException, InterruptedException {
        String version = key.version().text();
        ProcessLock locks = processLock.get();
        try (EntryLock lock = EntryLock.acquire(versions, CachePaths.lock(version), timeout, locks)) {
            Leftovers.sweep(versions, version, lock.keepsAllOut());
            boolean isUnused = !LastUse.of(versions.at(version)).isAfter(unusedSince);
            if (isUnused) {
                Leftovers.requireRemovable(versions, version);
                String aside = TemporaryName.of(version);
                try (ProcessLock.Held alone = Leases.alone(versions, version, locks)) {
                    versions.move(version, versions, aside);
                }
                clear(versions, key, aside);
            }
            return isUnused;
        }
    }

    /** The model is gone by now: the next fill or prune deletes what cannot be deleted here. */
    private void clear(Folder versions, ModelKey key, String aside) {
        for (Document document : Document.values()) {
            removeDocument(versions, CachePaths.document(key.version(), document));
        }
        try {
            versions.delete(CachePaths.use(key.version().text()));
            versions.delete(CachePaths.seal(key.version().text()));
            Contents.delete(versions, aside);
        } catch (IOException e) {
            System.getLogger(Removal.class.getName())
                    .log(Logger.Level.DEBUG, () -> versions.path(aside) + " is left for the next fill to remove", e);
        }
    }

    /**
     * The Python package locks each document, and reads it under the lock. A locked document may stay, since readers
     * check it.
     */
    private void removeDocument(Folder versions, String document) {
        try {
            if (versions.look(document).isEmpty()) {
                return;
            }
            try (EntryLock lock =
                    EntryLock.acquire(versions, CachePaths.lock(document), Duration.ZERO, processLock.get())) {
                versions.delete(document);
                Leftovers.sweep(versions, document, lock.keepsAllOut());
            }
        } catch (LockTimeoutException | IOException e) {
            System.getLogger(Removal.class.getName())
                    .log(Logger.Level.DEBUG, () -> versions.path(document) + " stays", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
