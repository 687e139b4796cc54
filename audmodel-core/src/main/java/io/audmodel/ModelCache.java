package io.audmodel;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Usage;
import io.audmodel.error.CacheException;
import io.audmodel.error.LockTimeoutException;
import io.audmodel.error.ModelHeldException;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Lists, removes and prunes the models in a cache folder. Thread-safe, and safe beside other processes, the Python
 * package included: a model is removed as a whole, under the lock that loads take.
 */
public final class ModelCache {

    private static final Logger LOG = System.getLogger("io.audmodel");
    private static final Comparator<CachedModel> OLDEST_FIRST = Comparator.comparing(CachedModel::lastUse)
            .thenComparing(model -> model.ref().toString());

    /** A model, or selected files of one, and the cache that has it. */
    private record Entry(Cache cache, CachedModel model) {}

    private final Supplier<Cache> cache;
    private final Function<ModelRef, ModelKey> references;
    private final ClientOptions settings;

    /** @param references resolves a reference */
    ModelCache(Supplier<Cache> cache, Function<ModelRef, ModelKey> references, ClientOptions settings) {
        this.cache = cache;
        this.references = references;
        this.settings = settings;
    }

    /**
     * Lists all cached models, those unused for longest first. The files that a set of patterns selected of a model are
     * an entry of their own. Models that this user may not read are left out. Each says who {@linkplain AudModel#hold
     * holds} it. Behind them are those of the {@linkplain AudModelBuilder#cacheBases bases}, which stay whatever is removed
     * or pruned. Listing does not count as a use.
     *
     * @throws CacheException if the cache cannot be read
     */
    public List<CachedModel> list() {
        Stream<CachedModel> here = entries().stream().map(entry -> entry.model().heldBy(holder(entry)));
        return Stream.concat(here, ofBases()).toList();
    }

    private Stream<CachedModel> ofBases() {
        return cache.get().layers().stream().skip(1).flatMap(base -> {
            try {
                return entries(base, true).stream().map(Entry::model);
            } catch (CacheException e) {
                LOG.log(Level.DEBUG, "{0} is left out: {1}", base, e.getMessage());
                return Stream.empty();
            }
        });
    }

    private static Optional<String> holder(Entry entry) {
        try {
            return entry.cache().holderOf(entry.model().key());
        } catch (CacheException e) {
            LOG.log(
                    Level.DEBUG,
                    "who holds {0} is not known: {1}",
                    entry.model().ref(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    /** The cache that is filled. */
    private Cache top() {
        return cache.get().layers().get(0);
    }

    /** The cache for whole models, then those for selected files. */
    private static List<Cache> caches(Cache whole) {
        return Stream.concat(Stream.of(whole), whole.parts().stream()).toList();
    }

    private List<Entry> entries() {
        return entries(top(), false);
    }

    private static List<Entry> entries(Cache whole, boolean isBase) {
        return caches(whole).stream()
                .flatMap(cache -> cache.models().stream()
                        .flatMap(key -> usage(cache, key).stream()
                                .map(usage -> new Entry(cache, CachedModel.of(key, usage, isBase)))))
                .sorted(Comparator.comparing(Entry::model, OLDEST_FIRST))
                .toList();
    }

    /** A model that cannot be read, since it is another user's or damaged, must not hide the others. */
    private static Optional<Usage> usage(Cache cache, ModelKey key) {
        try {
            return cache.usage(key);
        } catch (CacheException e) {
            LOG.log(Level.DEBUG, "{0} is left out: {1}", key, e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Removes a model from the cache: its files, selected files, header and metadata; the next call fetches them again.
     * Waits for a process that is loading it. In a base it stays.
     *
     * @return whether it was in the cache folder
     * @throws LockTimeoutException if another process loads it for longer than the lock timeout
     * @throws ModelHeldException if somebody {@linkplain AudModel#hold holds} it
     * @throws CacheException if the cache cannot be written
     */
    public boolean remove(ModelRef ref) {
        ModelKey key = references.apply(ref);
        List<Cache> all = caches(top());
        boolean removed = all.get(0).remove(key, Instant.MAX, settings.lockTimeout());
        for (Cache parts : all.subList(1, all.size())) {
            if (usage(parts, key).isPresent()) {
                removed |= parts.remove(key, Instant.MAX, settings.lockTimeout());
            }
        }
        return removed;
    }

    /**
     * Removes the models that the rule selects, and what killed processes left. Waits for no lock: a model that somebody
     * {@linkplain AudModel#hold holds}, loads or removes is kept.
     *
     * @throws CacheException if the cache cannot be read
     */
    public PruneReport prune(PruneRule rule) {
        long leftovers = caches(top()).stream().mapToLong(Cache::sweep).sum();
        return selected(rule, leftovers, ModelCache::remove);
    }

    /**
     * Returns what {@link #prune} would remove, and removes nothing. What killed processes left is not counted, and whether
     * this user may remove a model is not tried.
     *
     * @throws CacheException if the cache cannot be read
     */
    public PruneReport plan(PruneRule rule) {
        return selected(rule, 0, (entry, refusals) -> holder(entry).isPresent() ? Outcome.HELD : Outcome.REMOVED);
    }

    private PruneReport selected(PruneRule rule, long leftovers, BiFunction<Entry, List<String>, Outcome> removal) {
        Instant now = settings.clock().instant();
        List<CachedModel> removed = new ArrayList<>();
        List<CachedModel> kept = new ArrayList<>();
        List<CachedModel> held = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        List<Entry> entries = entries();
        long bytes = entries.stream().mapToLong(entry -> entry.model().size()).sum();
        for (Entry entry : entries) {
            CachedModel model = entry.model();
            if (rule.isMet(bytes) && !rule.isTooOld(model, now)) {
                continue;
            }
            Outcome outcome = rule.isSpared(model, now) ? Outcome.KEPT : removal.apply(entry, refusals);
            if (outcome == Outcome.HELD) {
                held.add(model);
            }
            if (outcome == Outcome.KEPT || outcome == Outcome.HELD) {
                kept.add(model);
                continue;
            }
            bytes -= model.size();
            if (outcome == Outcome.REMOVED) {
                removed.add(model);
            }
        }
        return new PruneReport(removed, kept, held, bytes, leftovers, refusals);
    }

    private enum Outcome {
        REMOVED,
        GONE,
        KEPT,
        HELD
    }

    private static Outcome remove(Entry entry, List<String> refusals) {
        ModelKey key = entry.model().key();
        try {
            if (entry.cache().remove(key, entry.model().lastUse(), Duration.ZERO)) {
                return Outcome.REMOVED;
            }
            return usage(entry.cache(), key).isPresent() ? Outcome.KEPT : Outcome.GONE;
        } catch (ModelHeldException e) {
            LOG.log(Level.DEBUG, "{0} stays in the cache: {1}", key, e.getMessage());
            return Outcome.HELD;
        } catch (LockTimeoutException e) {
            LOG.log(Level.DEBUG, "{0} stays in the cache: {1}", key, e.getMessage());
            return Outcome.KEPT;
        } catch (CacheException e) {
            LOG.log(Level.DEBUG, "{0} stays in the cache: {1}", key, e.getMessage());
            refusals.add(key + " stays in the cache: " + e.getMessage());
            return Outcome.KEPT;
        }
    }
}
