package io.audmodel.store;

import io.audmodel.backend.Backend;
import io.audmodel.cache.Cache;
import io.audmodel.call.Call;
import io.audmodel.call.Calls;
import io.audmodel.deadline.CallDeadline;
import io.audmodel.error.AudModelException;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.CacheException;
import io.audmodel.error.CallTimeoutException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.StorageException;
import io.audmodel.health.BaseHealth;
import io.audmodel.health.CacheHealth;
import io.audmodel.health.ClientHealth;
import io.audmodel.health.RepositoryHealth;
import io.audmodel.health.Setting;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tries all repositories and the cache at the same time. What is broken is a value of the report. */
public final class HealthCheck {

    /** How long a check may take: who probes a service does not wait as long as a load may take. */
    public static final Duration LONGEST = Duration.ofSeconds(5);

    private static final long UNKNOWN = -1;

    private final Repositories repositories;
    private final Supplier<Cache> cache;
    private final Path root;
    private final List<Setting> settings;
    private final Supplier<List<String>> warnings;
    private final Supplier<List<String>> exposures;

    /**
     * @param root the folder of the cache
     * @param warnings what of the configuration has no effect
     * @param exposures which files that decide what is loaded others may change
     */
    public HealthCheck(
            Repositories repositories,
            Supplier<Cache> cache,
            Path root,
            List<Setting> settings,
            Supplier<List<String>> warnings,
            Supplier<List<String>> exposures) {
        this.repositories = repositories;
        this.cache = cache;
        this.root = root;
        this.settings = settings;
        this.warnings = warnings;
        this.exposures = exposures;
    }

    /**
     * @param time how long each of them may take
     * @throws CancelledException if the thread is interrupted
     */
    public ClientHealth run(Duration time) {
        List<Store> stores = repositories.isOffline() ? List.of() : repositories.stores();
        boolean mayTakeLonger = time.compareTo(LONGEST) < 0;
        Outcomes outcomes = new Outcomes();
        Call<CacheHealth> writing =
                Calls.begin("check of the cache " + root, CallDeadline.in(time), mayTakeLonger, this::write);
        Call<List<String>> permissions = Calls.begin(
                "check of the files that say whose signatures count", CallDeadline.in(time), mayTakeLonger, exposures);
        List<Call<RepositoryHealth>> reading = stores.stream()
                .map(store -> Calls.begin("check of " + store, CallDeadline.in(time), mayTakeLonger, () -> read(store)))
                .toList();
        List<Path> roots =
                cache.get().layers().stream().skip(1).map(Cache::root).toList();
        List<Call<BaseHealth>> looking = roots.stream()
                .map(base -> Calls.begin(
                        "check of the cache base " + base,
                        CallDeadline.in(time),
                        mayTakeLonger,
                        () -> BaseCheck.of(base)))
                .toList();
        List<RepositoryHealth> read = new ArrayList<>();
        for (int i = 0; i < stores.size(); i++) {
            Store store = stores.get(i);
            outcomes.of(reading.get(i), e -> new RepositoryHealth(store.place(), e, outcomes.elapsed(), null))
                    .ifPresent(read::add);
        }
        List<BaseHealth> bases = new ArrayList<>();
        for (int i = 0; i < roots.size(); i++) {
            Path base = roots.get(i);
            outcomes.of(looking.get(i), e -> new BaseHealth(base, e, outcomes.elapsed(), ""))
                    .ifPresent(bases::add);
        }
        List<String> open =
                outcomes.of(permissions, e -> List.of(e.getMessage())).orElse(List.of());
        // Last, since an interrupt in any wait ends all that follow.
        Optional<CacheHealth> written =
                outcomes.of(writing, e -> new CacheHealth(root, e, outcomes.elapsed(), null, "", UNKNOWN));
        return new ClientHealth(read, written.orElseThrow(outcomes::cancelled), bases, settings, warnings.get(), open);
    }

    /** Waits for each attempt, so that an interrupt ends all of them. */
    private static final class Outcomes {

        private final long begun = System.nanoTime();
        private @Nullable CancelledException cancelled;

        /** @param late makes the value of an attempt that did not end in time */
        <T> Optional<T> of(Call<T> attempt, Function<AudModelException, T> late) {
            try {
                return Optional.of(attempt.await());
            } catch (CallTimeoutException e) {
                return Optional.of(late.apply(e));
            } catch (CancelledException e) {
                cancelled = e;
                return Optional.empty();
            }
        }

        Duration elapsed() {
            return since(begun);
        }

        CancelledException cancelled() {
            return cancelled == null ? new CancelledException("the check was interrupted") : cancelled;
        }
    }

    private static RepositoryHealth read(Store store) {
        long begun = System.nanoTime();
        Backend backend = null;
        AudModelException failure = null;
        try {
            backend = store.backend();
            backend.stat(Layout.neverThere());
        } catch (CallTimeoutException | CancelledException e) {
            throw e;
        } catch (AudModelException e) {
            failure = e;
        } catch (RuntimeException | LinkageError e) {
            failure = new StorageException(new Failure(store.toString(), "stat", "", unexpected(e)), e);
        }
        Duration took = since(begun);
        Duration ahead = backend == null ? null : backend.clockAhead().orElse(null);
        return new RepositoryHealth(store.place(), failure, took, ahead);
    }

    private CacheHealth write() {
        long begun = System.nanoTime();
        Cache.Locks locks = null;
        AudModelException failure = null;
        try {
            locks = cache.get().tryOut();
        } catch (CallTimeoutException | CancelledException e) {
            throw e;
        } catch (AudModelException e) {
            failure = e;
        } catch (RuntimeException | LinkageError e) {
            failure = new CacheException("the cache " + root + " cannot be used: " + unexpected(e), e);
        }
        Duration took = since(begun);
        try {
            FileStore disk = Files.getFileStore(nearestFolder());
            // What the kernel makes up, such as /proc, has no room and is not full.
            long free = disk.getTotalSpace() == 0 ? UNKNOWN : disk.getUsableSpace();
            return new CacheHealth(root, failure, took, locks, disk.type(), free);
        } catch (IOException e) {
            return new CacheHealth(root, failure, took, locks, "", UNKNOWN);
        }
    }

    /** The folder that would hold the cache, if there is none. */
    private Path nearestFolder() {
        Path folder = root;
        while (!Files.isDirectory(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static String unexpected(Throwable e) {
        return e.getClass().getSimpleName() + ", which nobody expected: report this with its cause";
    }

    static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
