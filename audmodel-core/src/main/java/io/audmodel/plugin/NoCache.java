package io.audmodel.plugin;

import io.audmodel.cache.Cache;
import io.audmodel.cache.HeldModel;
import io.audmodel.error.AudModelException;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Version;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An empty cache for clients without a cache jar: it keeps nothing, and throws an error that names the jar where a
 * folder of it is needed. Calls that only use repositories work without a cache.
 */
final class NoCache implements Cache {

    private final Path root;
    private final Supplier<AudModelException> missing;

    NoCache(Path root, Supplier<AudModelException> missing) {
        this.root = root;
        this.missing = missing;
    }

    @Override
    public Path root() {
        return root;
    }

    @Override
    public Optional<Path> find(ModelKey key) {
        return Optional.empty();
    }

    @Override
    public Path getOrFill(ModelKey key, Duration timeout, Filler filler) {
        throw missing.get();
    }

    @Override
    public Optional<HeldModel> hold(ModelKey key, Duration timeout) {
        return Optional.empty();
    }

    @Override
    public Optional<byte[]> read(ModelKey key, Document document, int most) {
        return Optional.empty();
    }

    @Override
    public void write(ModelKey key, Document document, byte[] content) {}

    @Override
    public Set<Version> versions(String id) {
        return Set.of();
    }

    @Override
    public Set<ModelKey> models() {
        throw missing.get();
    }

    @Override
    public Optional<Usage> usage(ModelKey key) {
        return Optional.empty();
    }

    @Override
    public List<Entry> entries(ModelKey key) {
        throw missing.get();
    }

    @Override
    public Optional<InputStream> open(ModelKey key, String file) {
        return Optional.empty();
    }

    @Override
    public Cache part(String name) {
        return this;
    }

    @Override
    public List<Cache> parts() {
        return List.of();
    }

    @Override
    public Scratch scratch() {
        throw missing.get();
    }

    @Override
    public long sweep() {
        throw missing.get();
    }

    @Override
    public boolean remove(ModelKey key, Instant unusedSince, Duration timeout) {
        throw missing.get();
    }

    @Override
    public Optional<byte[]> readNote(String kind, String name) {
        return Optional.empty();
    }

    @Override
    public void writeNote(String kind, String name, byte[] content) {}

    @Override
    public Set<String> notes(String kind) {
        return Set.of();
    }

    @Override
    public Locks tryOut() {
        throw missing.get();
    }
}
