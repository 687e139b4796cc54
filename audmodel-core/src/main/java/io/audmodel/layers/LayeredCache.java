package io.audmodel.layers;

import io.audmodel.cache.Cache;
import io.audmodel.cache.HeldModel;
import io.audmodel.cache.Seal;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Version;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A cache above others that are only read. What is looked for is taken from the first one that has it; what is written,
 * removed, pruned or tried is so in the top one alone. Each model is taken from one layer as a whole.
 */
final class LayeredCache implements Cache {

    private final Cache top;
    private final List<BaseLayer> bases;
    private final List<Cache> layers;

    LayeredCache(Cache top, List<BaseLayer> bases) {
        this.top = top;
        this.bases = List.copyOf(bases);
        this.layers = Stream.concat(Stream.of(top), bases.stream().map(BaseLayer::cache))
                .toList();
    }

    @Override
    public Path root() {
        return top.root();
    }

    @Override
    public List<Cache> layers() {
        return layers;
    }

    @Override
    public Optional<Path> find(ModelKey key) {
        Optional<Path> found = top.find(key);
        for (int i = 0; found.isEmpty() && i < bases.size(); i++) {
            found = bases.get(i).find(key);
        }
        return found;
    }

    /** A layer hides those below it, whether or not its model is sealed: so all that is asked of a model is about one. */
    @Override
    public Optional<Path> findSealed(ModelKey key, String rules) {
        Optional<Path> sealed = top.findSealed(key, rules);
        if (sealed.isPresent() || top.find(key).isPresent()) {
            return sealed;
        }
        for (BaseLayer base : bases) {
            sealed = base.ask(cache -> cache.findSealed(key, rules), Optional.empty());
            if (sealed.isPresent() || base.find(key).isPresent()) {
                return sealed;
            }
        }
        return Optional.empty();
    }

    /** Each layer knows whether the seal is of its model. */
    @Override
    public void seal(ModelKey key, Seal seal) {
        layers.forEach(layer -> layer.seal(key, seal));
    }

    @Override
    public Path getOrFill(ModelKey key, Duration timeout, Filler filler) {
        Optional<Path> found = find(key);
        return found.isPresent() ? found.get() : top.getOrFill(key, timeout, filler);
    }

    /** A model that a base has, and that cannot be held there, is an error: it would be loaded again and again. */
    @Override
    public Optional<HeldModel> hold(ModelKey key, Duration timeout) {
        Optional<HeldModel> held = top.hold(key, timeout);
        for (int i = 0; held.isEmpty() && i < bases.size(); i++) {
            BaseLayer base = bases.get(i);
            held = base.find(key).isPresent() ? base.cache().hold(key, timeout) : held;
        }
        return held;
    }

    @Override
    public Optional<String> holderOf(ModelKey key) {
        return top.holderOf(key);
    }

    @Override
    public Optional<byte[]> read(ModelKey key, Document document, int most) {
        return first(cache -> cache.read(key, document, most));
    }

    private <T> Optional<T> first(Function<Cache, Optional<T>> question) {
        Optional<T> found = question.apply(top);
        for (int i = 0; found.isEmpty() && i < bases.size(); i++) {
            found = bases.get(i).ask(question, Optional.empty());
        }
        return found;
    }

    private <T> Set<T> union(Function<Cache, Set<T>> question) {
        Set<T> all = new HashSet<>(question.apply(top));
        bases.forEach(base -> all.addAll(base.ask(question, Set.of())));
        return all;
    }

    @Override
    public void write(ModelKey key, Document document, byte[] content) {
        top.write(key, document, content);
    }

    @Override
    public Set<Version> versions(String id) {
        return union(cache -> cache.versions(id));
    }

    @Override
    public Set<ModelKey> models() {
        return union(Cache::models);
    }

    @Override
    public Optional<Usage> usage(ModelKey key) {
        return first(cache -> cache.usage(key));
    }

    @Override
    public List<Entry> entries(ModelKey key) {
        return layerOf(key).entries(key);
    }

    @Override
    public Optional<InputStream> open(ModelKey key, String file) {
        return layerOf(key).open(key, file);
    }

    /** The layer from which a model is taken, without its use being recorded; the top one if none has it. */
    private Cache layerOf(ModelKey key) {
        if (top.usage(key).isPresent()) {
            return top;
        }
        return bases.stream()
                .filter(base -> base.find(key).isPresent())
                .map(BaseLayer::cache)
                .findFirst()
                .orElse(top);
    }

    @Override
    public Cache part(String name) {
        return new LayeredCache(
                top.part(name), bases.stream().map(base -> base.part(name)).toList());
    }

    @Override
    public List<Cache> parts() {
        return top.parts();
    }

    @Override
    public Scratch scratch() {
        return top.scratch();
    }

    @Override
    public long sweep() {
        return top.sweep();
    }

    @Override
    public boolean remove(ModelKey key, Instant unusedSince, Duration timeout) {
        return top.remove(key, unusedSince, timeout);
    }

    @Override
    public Optional<byte[]> readNote(String kind, String name) {
        return first(cache -> cache.readNote(kind, name));
    }

    @Override
    public void writeNote(String kind, String name, byte[] content) {
        top.writeNote(kind, name, content);
    }

    @Override
    public Set<String> notes(String kind) {
        return union(cache -> cache.notes(kind));
    }

    @Override
    public Locks tryOut() {
        return top.tryOut();
    }

    @Override
    public String toString() {
        return "LayeredCache" + layers;
    }
}
