package io.audmodel.cache.local;

import io.audmodel.cache.Cache;
import io.audmodel.cache.CachePermissions;
import io.audmodel.cache.HeldModel;
import io.audmodel.cache.Seal;
import io.audmodel.error.CacheException;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Version;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A cache in a folder. A model is complete because it appears by one rename; the lock only keeps other processes from
 * fetching the same model meanwhile.
 */
final class LocalCache implements Cache {

    private final CachePaths paths;
    private final boolean isOnlyRead;
    private final FilledFolders filled;
    private final Documents documents;
    private final Seals seals;
    private final LastUse uses;
    private final Leases leases;
    private final Removal removal;
    private final Inventory inventory;
    private final Supplier<ProcessLock> processLock;

    /** @param processLock called at the first fill, so that cached models never load native code */
    LocalCache(Path root, Supplier<ProcessLock> processLock) {
        this(root, CachePermissions.ofUmask(), processLock);
    }

    LocalCache(Path root, CachePermissions permissions, Supplier<ProcessLock> processLock) {
        this(new CachePaths(root, List.of(), permissions), processLock, false);
    }

    /** @param isOnlyRead whether what is asked of it leaves no traces; who only reads does not fill or remove */
    LocalCache(CachePaths paths, Supplier<ProcessLock> processLock, boolean isOnlyRead) {
        this.paths = paths;
        this.isOnlyRead = isOnlyRead;
        this.filled = new FilledFolders(paths);
        this.documents = new Documents(paths);
        this.seals = new Seals(paths, Clock.systemUTC(), !isOnlyRead);
        this.uses = new LastUse(paths, Clock.systemUTC(), !isOnlyRead);
        this.inventory = new Inventory(paths);
        this.leases = new Leases(paths, uses, processLock);
        this.removal = new Removal(paths, processLock);
        this.processLock = processLock;
    }

    @Override
    public Path root() {
        return paths.root();
    }

    @Override
    public Optional<Path> find(ModelKey key) {
        try {
            Optional<Path> found = filled.find(key);
            found.ifPresent(model -> uses.note(key));
            return found;
        } catch (IOException e) {
            throw CacheErrors.cannotRead(root(), e);
        }
    }

    @Override
    public Optional<Path> findSealed(ModelKey key, String rules) {
        try {
            Optional<FilledFolders.Seen> found = filled.look(key);
            if (found.isEmpty() || !seals.hold(key, rules, found.get())) {
                return Optional.empty();
            }
            uses.note(key);
            return Optional.of(found.get().folder());
        } catch (IOException e) {
            throw CacheErrors.cannotRead(root(), e);
        }
    }

    @Override
    public void seal(ModelKey key, Seal seal) {
        seals.put(key, seal);
    }

    @Override
    public Path getOrFill(ModelKey key, Duration timeout, Filler filler) {
        Optional<Path> found = find(key);
        return found.isPresent() ? found.get() : fill(key, timeout, filler);
    }

    private Path fill(ModelKey key, Duration timeout, Filler filler) {
        Path model = paths.model(key);
        String version = key.version().text();
        try (Folder versions = paths.make(key.id())) {
            try (EntryLock lock = EntryLock.acquire(versions, CachePaths.lock(version), timeout, processLock.get())) {
                Optional<Path> found = find(key);
                if (found.isPresent()) {
                    return found.get();
                }
                Leftovers.sweep(versions, version, lock.keepsAllOut());
                try (StagedEntry staged = StagedEntry.in(versions, version)) {
                    filler.fill(staged.staging());
                    staged.publish();
                }
                // This happens under the lock, or a removal could come between.
                return find(key)
                        .orElseThrow(() -> new CacheException("the model " + model
                                + " was removed while it was put there; do not delete models that are being loaded"));
            }
        } catch (IOException e) {
            throw CacheErrors.cannotWrite(root(), e);
        } catch (InterruptedException e) {
            throw CacheErrors.cancelled(model, e);
        }
    }

    @Override
    public Optional<HeldModel> hold(ModelKey key, Duration timeout) {
        try {
            return leases.hold(key, timeout);
        } catch (IOException e) {
            throw CacheErrors.cannotRead(root(), e);
        } catch (InterruptedException e) {
            throw CacheErrors.cancelled(paths.model(key), e);
        }
    }

    @Override
    public Optional<byte[]> read(ModelKey key, Document document, int most) {
        try {
            return documents.read(key, document, most);
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
    public Set<ModelKey> models() {
        try {
            return inventory.models();
        } catch (IOException e) {
            throw CacheErrors.cannotRead(root(), e);
        }
    }

    @Override
    public Optional<String> holderOf(ModelKey key) {
        try {
            return leases.holder(key);
        } catch (IOException e) {
            throw CacheErrors.cannotRead(paths.model(key), e);
        }
    }

    @Override
    public Optional<Usage> usage(ModelKey key) {
        try {
            return inventory.usage(key);
        } catch (IOException e) {
            throw CacheErrors.cannotRead(root(), e);
        }
    }

    @Override
    public boolean remove(ModelKey key, Instant unusedSince, Duration timeout) {
        try {
            return removal.remove(key, unusedSince, timeout);
        } catch (IOException e) {
            throw CacheErrors.cannotWrite(root(), e);
        } catch (InterruptedException e) {
            throw CacheErrors.cancelled(paths.model(key), e);
        }
    }

    @Override
    public Optional<byte[]> readNote(String kind, String name) {
        try {
            return documents.readNote(kind, name);
        } catch (IOException e) {
            throw CacheErrors.cannotRead(root(), e);
        }
    }

    @Override
    public void writeNote(String kind, String name, byte[] content) {
        try {
            documents.writeNote(kind, name, content);
        } catch (IOException e) {
            throw CacheErrors.cannotWrite(root(), e);
        }
    }

    @Override
    public Set<String> notes(String kind) {
        try {
            return documents.notes(kind);
        } catch (IOException e) {
            throw CacheErrors.cannotRead(root(), e);
        }
    }

    @Override
    public List<Entry> entries(ModelKey key) {
        try {
            return inventory.entries(key);
        } catch (IOException e) {
            throw CacheErrors.cannotRead(root(), e);
        }
    }

    @Override
    public Optional<InputStream> open(ModelKey key, String file) {
        try {
            return inventory.open(key, file);
        } catch (IOException e) {
            throw CacheErrors.cannotRead(root(), e);
        }
    }

    @Override
    public LocalCache part(String name) {
        return new LocalCache(paths.within(CachePaths.PARTS, CachePaths.checkedName(name)), processLock, isOnlyRead);
    }

    @Override
    public List<Cache> parts() {
        try {
            return inventory.parts().stream()
                    .filter(CachePaths::isName)
                    .<Cache>map(this::part)
                    .toList();
        } catch (IOException e) {
            throw CacheErrors.cannotRead(root(), e);
        }
    }

    @Override
    public Scratch scratch() {
        try {
            return ScratchCache.in(paths, processLock);
        } catch (ClosedByInterruptException e) {
            throw CacheErrors.cannotWrite(root(), e);
        } catch (IOException e) {
            return elsewhere(e);
        }
    }

    /** A read-only cache is verified in the temporary folder. */
    private Scratch elsewhere(IOException failure) {
        try {
            return ScratchCache.elsewhere(processLock);
        } catch (IOException e) {
            failure.addSuppressed(e);
            throw CacheErrors.cannotWrite(root(), failure);
        }
    }

    @Override
    public long sweep() {
        try {
            return inventory.sweep();
        } catch (IOException e) {
            throw CacheErrors.cannotRead(root(), e);
        }
    }

    @Override
    public Locks tryOut() {
        try {
            return LockTrial.in(paths, processLock);
        } catch (IOException e) {
            throw CacheErrors.cannotWrite(root(), e);
        }
    }

    @Override
    public String toString() {
        return "LocalCache[" + root() + "]";
    }
}
