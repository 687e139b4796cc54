package io.audmodel;

import io.audmodel.cache.Cache;
import io.audmodel.error.CacheException;
import io.audmodel.error.LockTimeoutException;
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
import java.util.function.Supplier;

/**
 * The models in the cache folder of a client: what is there, and how to make room. Safe beside threads and processes
 * that load, the Python package included: a model vanishes as a whole, under the lock that loads take. Thread-safe.
 */
public final class CachedModels {

    private static final Logger LOG = System.getLogger("io.audmodel");
    private static final Comparator<CachedModel> OLDEST_FIRST = Comparator.comparing(CachedModel::lastUse)
            .thenComparing(model -> model.ref().toString());

    private final Supplier<Cache> cache;
    private final References references;
    private final Settings settings;

    CachedModels(Supplier<Cache> cache, References references, Settings settings) {
        this.cache = cache;
        this.references = references;
        this.settings = settings;
    }

    /**
     * All models whose files are here, those unused for longest first. To look is no use.
     *
     * @throws CacheException if the cache cannot be read
     */
    public List<CachedModel> list() {
        return cache.get().models().stream()
                .flatMap(key -> look(key).stream())
                .sorted(OLDEST_FIRST)
                .toList();
    }

    /**
     * Removes a model, its header and its metadata from the cache; the next call fetches them again. Waits for somebody
     * who loads it now.
     *
     * @return whether it was here
     * @throws LockTimeoutException if somebody loads it for longer than the time-out
     * @throws CacheException if the cache cannot be written
     */
    public boolean remove(ModelRef ref) {
        return cache.get().remove(references.resolve(ref), Instant.MAX, settings.timeout());
    }

    /**
     * Removes what the rule says. Waits for nobody: what others load or remove at this moment is left to them.
     *
     * @throws CacheException if the cache cannot be read
     */
    public PruneReport prune(PruneRule rule) {
        Instant now = settings.clock().instant();
        List<CachedModel> removed = new ArrayList<>();
        List<CachedModel> kept = new ArrayList<>();
        List<CachedModel> models = list();
        long bytes = models.stream().mapToLong(CachedModel::bytes).sum();
        for (CachedModel model : models) {
            if (rule.isMet(bytes) && !rule.isTooOld(model, now)) {
                continue;
            }
            Outcome outcome = rule.isSpared(model, now) ? Outcome.KEPT : remove(model);
            if (outcome == Outcome.KEPT) {
                kept.add(model);
                continue;
            }
            bytes -= model.bytes();
            if (outcome == Outcome.REMOVED) {
                removed.add(model);
            }
        }
        return new PruneReport(removed, kept, bytes);
    }

    private enum Outcome {
        REMOVED,
        GONE,
        KEPT
    }

    private Outcome remove(CachedModel model) {
        ModelKey key = model.key();
        try {
            if (cache.get().remove(key, model.lastUse(), Duration.ZERO)) {
                return Outcome.REMOVED;
            }
            return cache.get().usage(key).isPresent() ? Outcome.KEPT : Outcome.GONE;
        } catch (LockTimeoutException | CacheException e) {
            LOG.log(Level.DEBUG, "{0} stays in the cache: {1}", key, e.getMessage());
            return Outcome.KEPT;
        }
    }

    private Optional<CachedModel> look(ModelKey key) {
        return cache.get().usage(key).map(usage -> CachedModel.of(key, usage));
    }
}
