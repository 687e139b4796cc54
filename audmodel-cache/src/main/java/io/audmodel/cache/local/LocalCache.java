package io.audmodel.cache.local;

import io.audmodel.cache.Cache;
import io.audmodel.error.CacheException;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A cache in a folder. What is found is complete because it appears by one rename; the lock only keeps others from
 * fetching the same model meanwhile.
 */
final class LocalCache implements Cache {

    private final CachePaths paths;
    private final FilledFolders filled;
    private final Documents documents;
    private final Supplier<ProcessLock> processLock;

    /** @param processLock asked for at the first fill, so that what is cached never loads native code */
    LocalCache(Path root, Supplier<ProcessLock> processLock) {
        this.paths = new CachePaths(root);
        this.filled = new FilledFolders(paths);
        this.documents = new Documents(paths);
        this.processLock = processLock;
    }

    @Override
    public Path root() {
        return paths.root();
    }

    @Override
    public Optional<Path> find(ModelKey key) {
        try {
            return filled.find(key);
        } catch (IOException e) {
            throw CacheErrors.cannotRead(root(), e);
        }
    }

    @Override
    public Path getOrFill(ModelKey key, Duration timeout, Filler filler) {
        Optional<Path> found = find(key);
        return found.isPresent() ? found.get() : fill(key, timeout, filler);
    }

    private Path fill(ModelKey key, Duration timeout, Filler filler) {
        Path model = paths.model(key);
        try {
            Folders.create(Folders.of(model));
            try (EntryLock lock = EntryLock.acquire(CachePaths.lock(model), timeout, processLock.get())) {
                Optional<Path> found = find(key);
                if (found.isPresent()) {
                    return found.get();
                }
                Leftovers.sweep(model, lock.keepsAllOut());
                try (StagedEntry staged = StagedEntry.beside(model)) {
                    filler.fill(staged.staging());
                    staged.publish();
                }
            }
        } catch (IOException e) {
            throw CacheErrors.cannotWrite(root(), e);
        } catch (InterruptedException e) {
            throw CacheErrors.cancelled(model, e);
        }
        return find(key)
                .orElseThrow(() -> new CacheException("the model " + model
                        + " was removed while it was put there; do not delete models that are being loaded"));
    }

    @Override
    public Optional<byte[]> read(ModelKey key, Document document) {
        try {
            return documents.read(key, document);
        } catch (IOException e) {
            throw CacheErrors.cannotRead(root(), e);
        }
    }

    @Override
    public void write(ModelKey key, Document document, byte[] content) {
        try {
            documents.write(key, document, content);
        } catch (IOException e) {
            throw CacheErrors.cannotWrite(root(), e);
        }
    }

    @Override
    public Set<Version> versions(String id) {
        try {
            return documents.versions(id);
        } catch (IOException e) {
            throw CacheErrors.cannotRead(root(), e);
        }
    }

    @Override
    public String toString() {
        return "LocalCache[" + root() + "]";
    }
}
