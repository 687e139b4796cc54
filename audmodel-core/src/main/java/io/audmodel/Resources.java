package io.audmodel;

import io.audmodel.cache.Cache;
import io.audmodel.call.Lazy;
import io.audmodel.fetch.MemoryBudget;
import io.audmodel.plugin.Plugins;
import io.audmodel.serializer.Serializer;
import io.audmodel.store.Connection;
import io.audmodel.store.Repositories;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** What a client opened, and shares with its views. */
final class Resources implements AutoCloseable {

    private final Repositories repositories;
    private final Serializer serializer;
    private final Plugins plugins;
    private final List<Connection> owned;
    private final MemoryBudget memory;

    /** @param owned the backends that the client closes */
    Resources(Repositories repositories, Serializer serializer, Plugins plugins, List<Connection> owned) {
        this(
                repositories,
                serializer,
                plugins,
                owned,
                new MemoryBudget(Runtime.getRuntime().maxMemory()));
    }

    private Resources(
            Repositories repositories,
            Serializer serializer,
            Plugins plugins,
            List<Connection> owned,
            MemoryBudget memory) {
        this.repositories = repositories;
        this.serializer = serializer;
        this.plugins = plugins;
        this.owned = List.copyOf(owned);
        this.memory = memory;
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

    /** The cache in a folder, opened at its first use. */
    Supplier<Cache> cache(Path root) {
        return new Lazy<>(() -> plugins.cache(root));
    }

    /** The same resources for a view, which does not close them. */
    Resources shared() {
        return new Resources(repositories, serializer, plugins, List.of(), memory);
    }

    @Override
    public void close() {
        owned.forEach(Connection::close);
    }
}
