package io.audmodel;

import io.audmodel.admission.Policies;
import io.audmodel.cache.Cache;
import io.audmodel.fetch.MemoryBudget;
import io.audmodel.follow.FollowOption;
import io.audmodel.follow.Follower;
import io.audmodel.follow.poll.Followers;
import io.audmodel.follow.poll.ModelSource;
import io.audmodel.health.Setting;
import io.audmodel.model.ModelRef;
import io.audmodel.serializer.Serializer;
import io.audmodel.store.Connection;
import io.audmodel.store.Repositories;
import io.audmodel.store.StaleIfError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a client opened, and shares with its views. */
final class Resources implements AutoCloseable {

    private final Repositories repositories;
    private final Serializer serializer;
    private final Function<Path, Supplier<Cache>> caches;
    private final List<Connection> owned;
    private final boolean isView;
    private final List<Setting> settings;
    private final MemoryBudget memory;
    private final StaleIfError staleIfError;
    private final Policies policies;
    private final Path temporaryRoot;
    private final Supplier<List<String>> exposures;
    private final Followers followers;

    /**
     * @param caches makes the cache in a folder of a view, opened at its first use
     * @param owned the backends that the client closes, after its followers
     * @param settings where the settings of the client came from
     * @param exposures which files that decide what is loaded others may change
     * @param temporaryRoot the folder for temporary files
     */
    Resources(
            Repositories repositories,
            Serializer serializer,
            Function<Path, Supplier<Cache>> caches,
            List<Connection> owned,
            List<Setting> settings,
            StaleIfError staleIfError,
            Policies policies,
            Supplier<List<String>> exposures,
            Path temporaryRoot) {
        this.repositories = repositories;
        this.serializer = serializer;
        this.caches = caches;
        this.settings = List.copyOf(settings);
        this.memory = new MemoryBudget(Runtime.getRuntime().maxMemory());
        this.staleIfError = staleIfError;
        this.policies = policies;
        this.exposures = exposures;
        this.temporaryRoot = temporaryRoot;
        this.followers = new Followers();
        this.owned = List.copyOf(owned);
        this.isView = false;
    }

    /** Those of a view, which closes nothing. */
    private Resources(Resources client) {
        this.repositories = client.repositories;
        this.serializer = client.serializer;
        this.caches = client.caches;
        this.settings = client.settings;
        this.memory = client.memory;
        this.staleIfError = client.staleIfError;
        this.policies = client.policies;
        this.exposures = client.exposures;
        this.temporaryRoot = client.temporaryRoot;
        this.followers = client.followers;
        this.owned = List.of();
        this.isView = true;
    }

    Repositories repositories() {
        return repositories;
    }

    Serializer serializer() {
        return serializer;
    }

    MemoryBudget memory() {
        return memory;
    }

    StaleIfError staleIfError() {
        return staleIfError;
    }

    Policies policies() {
        return policies;
    }

    Supplier<List<String>> exposures() {
        return exposures;
    }

    Path temporaryRoot() {
        return temporaryRoot;
    }

    Follower follow(ModelRef ref, Duration every, ModelSource source, FollowOption... options) {
        return followers.follow(ref, every, source, options);
    }

    List<Setting> settings() {
        return settings;
    }

    /** The cache in a folder, without bases, opened at its first use. */
    Supplier<Cache> cache(Path root) {
        return caches.apply(root);
    }

    /** The same resources for a view, which does not close them. */
    Resources shared() {
        return new Resources(this);
    }

    @Override
    public void close() {
        if (!isView) {
            followers.close();
            owned.forEach(Connection::close);
        }
    }
}
