package io.audmodel.cache.local;

import io.audmodel.cache.Cache;
import io.audmodel.cache.HeldModel;
import io.audmodel.cache.Seal;
import io.audmodel.error.CacheException;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Version;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A cache in a folder that is only read: nothing is made, changed or removed below it, whether or not this user may. A
 * model is held by a lock of the kernel, which writes nothing.
 */
final class ReadOnlyCache implements Cache {

    private final LocalCache cache;
    private final Supplier<ProcessLock> processLock;

    ReadOnlyCache(Path root, Supplier<ProcessLock> processLock) {
        this(new LocalCache(new CachePaths(root, List.of()), processLock, true), processLock);
    }

    /** @param cache one that leaves no traces where it is only asked */
    private ReadOnlyCache(LocalCache cache, Supplier<ProcessLock> processLock) {
        this.cache = cache;
        this.processLock = processLock;
    }

    private CacheException refused(String what) {
        return new CacheException("the cache " + root() + " is used read-only, and " + what
                + ": name it as the cache root of a client that shall write there");
    }

    @Override
    public Path root() {
        return cache.root();
    }

    @Override
    public Optional<Path> find(ModelKey key) {
        return cache.find(key);
    }

    @Override
    public Optional<Path> findSealed(ModelKey key, String rules) {
        return cache.findSealed(key, rules);
    }

    @Override
    public void seal(ModelKey key, Seal seal) {
        cache.seal(key, seal);
    }

    @Override
    public Path getOrFill(ModelKey key, Duration timeout, Filler filler) {
        return find(key).orElseThrow(() -> refused("does not have " + key));
    }

    @Override
    public Optional<HeldModel> hold(ModelKey key, Duration timeout) {
        return cache.hold(key, timeout);
    }

    @Override
    public Optional<String> holderOf(ModelKey key) {
        return cache.holderOf(key);
    }

    @Override
    public Optional<byte[]> read(ModelKey key, Document document, int most) {
        return cache.read(key, document, most);
    }

    @Override
    public void write(ModelKey key, Document document, byte[] content) {
        throw refused("no document of " + key + " is written there");
    }

    @Override
    public Set<Version> versions(String id) {
        return cache.versions(id);
    }

    @Override
    public Set<ModelKey> models() {
        return cache.models();
    }

    @Override
    public Optional<Usage> usage(ModelKey key) {
        return cache.usage(key);
    }

    @Override
    public List<Entry> entries(ModelKey key) {
        return cache.entries(key);
    }

    @Override
    public Optional<InputStream> open(ModelKey key, String file) {
        return cache.open(key, file);
    }

    @Override
    public Cache part(String name) {
        return new ReadOnlyCache(cache.part(name), processLock);
    }

    @Override
    public List<Cache> parts() {
        return cache.parts().stream()
                .<Cache>map(part -> new ReadOnlyCache((LocalCache) part, processLock))
                .toList();
    }

    @Override
    public Scratch scratch() {
        try {
            return ScratchCache.elsewhere(processLock);
        } catch (IOException e) {
            throw CacheErrors.cannotWrite(Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    @Override
    public long sweep() {
        return 0;
    }

    @Override
    public boolean remove(ModelKey key, Instant unusedSince, Duration timeout) {
        throw refused(key + " stays there");
    }

    @Override
    public Optional<byte[]> readNote(String kind, String name) {
        return cache.readNote(kind, name);
    }

    @Override
    public void writeNote(String kind, String name, byte[] content) {
        throw refused("the note " + name + " is not written there");
    }

    @Override
    public Set<String> notes(String kind) {
        return cache.notes(kind);
    }

    @Override
    public Locks tryOut() {
        throw refused("no file is written there to try it");
    }

    @Override
    public String toString() {
        return "ReadOnlyCache[" + root() + "]";
    }
}
