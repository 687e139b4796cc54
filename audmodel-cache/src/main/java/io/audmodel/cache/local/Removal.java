package io.audmodel.cache.local;

import io.audmodel.cache.Cache.Document;
import io.audmodel.error.LockTimeoutException;
import io.audmodel.model.ModelKey;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Removes models under the lock that fills take, the Python package's too. A model leaves its place by one rename, and
 * is deleted elsewhere. The lock file stays: somebody may wait for it.
 */
final class Removal {

    private static final Logger LOG = System.getLogger(Removal.class.getName());

    private final CachePaths paths;
    private final Supplier<ProcessLock> processLock;

    Removal(CachePaths paths, Supplier<ProcessLock> processLock) {
        this.paths = paths;
        this.processLock = processLock;
    }

    boolean remove(ModelKey key, Instant unusedSince, Duration timeout) throws IOException, InterruptedException {
        Path model = paths.model(key);
        if (FilledFolders.isEmpty(model)) {
            paths.refuseFileAsRoot();
            return false;
        }
        try (EntryLock lock = EntryLock.acquire(CachePaths.lock(model), timeout, processLock.get())) {
            Leftovers.sweep(model, lock.keepsAllOut());
            if (LastUse.of(model).isAfter(unusedSince)) {
                return false;
            }
            requireDeletable(model);
            Path aside = TemporaryName.beside(model);
            Files.move(model, aside, StandardCopyOption.ATOMIC_MOVE);
            for (Document document : Document.values()) {
                removeDocument(paths.document(key, document));
            }
            Files.deleteIfExists(CachePaths.use(model));
            Folders.delete(aside);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** What another user filled could be renamed, and not deleted: it would take its room where nobody sees it. */
    private static void requireDeletable(Path model) throws IOException {
        Files.walkFileTree(model, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (!Files.isWritable(folder)) {
                    throw new AccessDeniedException(folder.toString());
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The Python package locks each document, and reads it under the lock; what is locked may stay, since it is checked. */
    private void removeDocument(Path document) throws IOException, InterruptedException {
        if (!Files.exists(document)) {
            return;
        }
        try (EntryLock lock = EntryLock.acquire(CachePaths.lock(document), Duration.ZERO, processLock.get())) {
            Files.deleteIfExists(document);
            Leftovers.sweep(document, lock.keepsAllOut());
        } catch (LockTimeoutException e) {
            LOG.log(Logger.Level.DEBUG, () -> document + " is being read, and stays", e);
        }
    }
}
