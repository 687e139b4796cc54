package io.audmodel.layers;

import io.audmodel.cache.Cache;
import io.audmodel.error.CacheException;
import io.audmodel.model.ModelKey;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * A read-only cache below another one. While it is missing or cannot be read, such as a mount that comes later, it has
 * nothing, and a warning says so once.
 */
final class BaseLayer {

    private final Cache cache;
    private final State state;

    /** Of a base and of its parts. */
    private static final class State {

        private final Path root;
        private final AtomicBoolean isWarned = new AtomicBoolean();
        private volatile boolean isThere;

        State(Path root) {
            this.root = root;
        }

        void warn(String why) {
            if (isWarned.compareAndSet(false, true)) {
                System.getLogger("io.audmodel")
                        .log(
                                Level.WARNING,
                                "the cache base {0} is passed by: {1}. What it should have is fetched from repositories",
                                root,
                                why);
            }
        }
    }

    BaseLayer(Cache cache) {
        this(cache, new State(cache.root()));
    }

    private BaseLayer(Cache cache, State state) {
        this.cache = cache;
        this.state = state;
    }

    Cache cache() {
        return cache;
    }

    BaseLayer part(String name) {
        return new BaseLayer(cache.part(name), state);
    }

    Optional<Path> find(ModelKey key) {
        Optional<Path> found = ask(base -> base.find(key), Optional.empty());
        if (found.isEmpty() && !state.isThere) {
            look();
        }
        return found;
    }

    /** A folder that is not mounted is as empty as one that is. */
    private void look() {
        if (Files.isDirectory(state.root)) {
            state.isThere = true;
            state.isWarned.set(false);
        } else {
            state.warn("it is no folder, or not there; create or mount it, or do not name it");
        }
    }

    /** What the base says; if it cannot be read, the other value. */
    <T> T ask(Function<Cache, T> question, T otherwise) {
        try {
            return question.apply(cache);
        } catch (CacheException e) {
            state.warn(e.getMessage());
            return otherwise;
        }
    }
}
