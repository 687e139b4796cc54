package io.audmodel;

import io.audmodel.Progress.Phase;
import io.audmodel.admission.Admission;
import io.audmodel.admission.PendingModel;
import io.audmodel.archive.ArchiveProgress;
import io.audmodel.archive.unpack.ArchiveBytes;
import io.audmodel.archive.unpack.ArchiveReader;
import io.audmodel.archive.unpack.WriteListener;
import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Staging;
import io.audmodel.cache.HeldModel;
import io.audmodel.call.Calls;
import io.audmodel.deadline.CallDeadline;
import io.audmodel.error.CacheException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.event.delivery.EventHub;
import io.audmodel.event.delivery.LoadReport;
import io.audmodel.fetch.ArchiveRoom;
import io.audmodel.fetch.MemoryBudget;
import io.audmodel.fetch.StoredArchive;
import io.audmodel.model.ArchiveLimits;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import io.audmodel.store.DocumentCache;
import io.audmodel.store.Headers;
import io.audmodel.store.LocatedModel;
import io.audmodel.store.References;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Load: the reference is resolved to an id; unless it is cached, the model is found, fetched, checked, unpacked and
 * renamed into place.
 */
final class Loader {

    /** One request fetches an archive of up to this length. */
    private static final int FIRST = 16 << 20;

    /**
     * Where only some files are wanted, the first request is for the table of contents, which tells the other ranges.
     */
    private static final int FIRST_OF_PART = 64 << 10;

    private final References references;
    private final Headers headers;
    private final Admission admission;
    private final Supplier<Cache> cache;
    private final DocumentCache whole;
    private final Function<FilePatterns, Cache> parts;
    private final MemoryBudget memory;
    private final ArchiveLimits limits;
    private final Duration lockTimeout;
    private final ProgressListener progress;
    private final EventHub events;
    private final Calls calls;

    /** @param parts makes the cache for the files of a set of patterns */
    Loader(
            References references,
            Headers headers,
            Admission admission,
            Supplier<Cache> cache,
            Function<FilePatterns, Cache> parts,
            MemoryBudget memory,
            ClientOptions settings,
            Calls calls) {
        this.references = references;
        this.headers = headers;
        this.admission = admission;
        this.cache = cache;
        this.whole = new DocumentCache(cache);
        this.parts = parts;
        this.memory = memory;
        this.limits = settings.limits();
        this.lockTimeout = settings.lockTimeout();
        this.progress = settings.progress();
        this.events = settings.events();
        this.calls = calls;
    }

    /** The folder of the whole model. */
    Path load(ModelRef ref) {
        return calls.run(
                "load",
                ref,
                () -> cached(ref),
                LoadReport::hit,
                () -> references.serve(ref, whole::hasModel, this::load));
    }

    /** The folder of the whole model if that is cached, else one for these patterns. */
    Path load(ModelRef ref, FilePatterns wanted) {
        return calls.run(
                "load",
                ref,
                () -> cached(ref, wanted),
                LoadReport::hit,
                () -> references.serve(ref, isCached(wanted), key -> load(key, wanted)));
    }

    private Predicate<ModelKey> isCached(FilePatterns wanted) {
        DocumentCache part = new DocumentCache(() -> parts.apply(wanted));
        return key -> whole.hasModel(key) || part.hasModel(key);
    }

    /** The folder of a cached model, if resolving the reference needs no request. */
    private Optional<Path> cached(ModelRef ref) {
        Optional<ModelKey> known = references.known(ref);
        return known.isPresent() ? find(known.get()) : Optional.empty();
    }

    /** As {@link #cached(ModelRef)}, for some files of the model. */
    private Optional<Path> cached(ModelRef ref, FilePatterns wanted) {
        return references.known(ref).flatMap(key -> find(key, wanted));
    }

    private Optional<Path> find(ModelKey key) {
        return admission.known(cache.get(), key);
    }

    private Optional<Path> find(ModelKey key, FilePatterns wanted) {
        return find(key).or(() -> admission.known(parts.apply(wanted), key));
    }

    /** What is cached, if it is let in, and reports it. */
    private Optional<Path> load(Cache from, ModelKey key, Predicate<String> wanted) {
        LoadReport report = new LoadReport(events, key);
        return admission.find(from, key, wanted).map(report::loaded);
    }

    private Path load(ModelKey key) {
        Cache here = cache.get();
        return load(here, key, Loader::every).orElseGet(() -> {
            headers.requireOnline(key);
            return fill(
                    here, admission.pending(here, key, Loader::every), key, () -> headers.locate(key), this::fetchAll);
        });
    }

    private Path load(ModelKey key, FilePatterns wanted) {
        return load(cache.get(), key, Loader::every).orElseGet(() -> {
            Cache apart = parts.apply(wanted);
            return load(apart, key, wanted::matches).orElseGet(() -> {
                headers.requireOnline(key);
                return fill(
                        apart,
                        admission.pending(apart, key, wanted::matches),
                        key,
                        () -> headers.locate(key),
                        (found, staging, report, listener) -> fetch(found, wanted, staging, report, listener));
            });
        });
    }

    /**
     * Judges a model by an archive of it, which is unpacked beside the cache for that.
     *
     * @throws io.audmodel.error.UntrustedModelException if the model does not meet the policy
     */
    void judge(LocatedModel found, ArchiveBytes content) {
        try (Cache.Scratch scratch = cache.get().scratch()) {
            Cache apart = scratch.cache();
            PendingModel pending = admission.pending(apart, found.key(), Loader::every);
            fill(apart, pending, found.key(), () -> found, (model, staging, report, listener) -> {
                StoredArchive archive = StoredArchive.of(model, content);
                unpack(archive, archive.reader(limits), Loader::every, staging, report, listener.get());
            });
        }
    }

    private static boolean every(String file) {
        return true;
    }

    /** Puts the files of a model into the folders of a fill. */
    private interface Fetching {

        /** @param listener waits for what it has to know before the first file is unpacked */
        void fetch(LocatedModel found, Staging staging, LoadReport report, Supplier<WriteListener> listener);
    }

    /** Opens one file of a model, which is loaded for it; empty if the model is cached and has no such file. */
    Optional<InputStream> open(ModelRef ref, String name) {
        FilePatterns only = FilePatterns.exactly(name);
        return calls.run(
                "open",
                ref,
                () -> references.serve(ref, isCached(only), key -> {
                    Cache apart = parts.apply(only);
                    Path folder = load(key, only);
                    boolean isApart = apart.find(key).filter(folder::equals).isPresent();
                    return (isApart ? apart : cache.get()).open(key, name);
                }));
    }

    /** Holds what {@link #load(ModelRef)} returns. */
    HeldModel hold(ModelRef ref) {
        return hold(
                ref, whole::hasModel, this::find, this::load, key -> cache.get().hold(key, lockTimeout));
    }

    /** Holds what {@link #load(ModelRef, FilePatterns)} returns. */
    HeldModel hold(ModelRef ref, FilePatterns wanted) {
        return hold(
                ref,
                isCached(wanted),
                key -> find(key, wanted),
                key -> load(key, wanted),
                key -> cache.get()
                        .hold(key, lockTimeout)
                        .or(() -> parts.apply(wanted).hold(key, lockTimeout)));
    }

    /**
     * Loads again where a removal comes between a load and the hold. Only loads are calls: what a caller holds that
     * has given up waiting, nobody would close.
     */
    private HeldModel hold(
            ModelRef ref,
            Predicate<ModelKey> isCached,
            Function<ModelKey, Optional<Path>> finding,
            Consumer<ModelKey> loading,
            Function<ModelKey, Optional<HeldModel>> holding) {
        Optional<HeldModel> held = Optional.empty();
        while (held.isEmpty()) {
            ModelKey loaded = calls.run(
                    "hold",
                    ref,
                    () -> references.known(ref).filter(key -> finding.apply(key).isPresent()),
                    LoadReport::hit,
                    () -> references.serve(ref, isCached, key -> {
                        loading.accept(key);
                        return key;
                    }));
            boolean isKnown = !admission.isOpen() && finding.apply(loaded).isPresent();
            held = holding.apply(loaded);
            if (isKnown && held.isPresent() && finding.apply(loaded).isEmpty()) {
                // It was replaced in between, by what nobody has judged.
                held.get().close();
                held = Optional.empty();
            }
        }
        return held.get();
    }

    /** The wait for others has a timeout of its own, since they may work on the model all that time. */
    private Path fill(
            Cache into, PendingModel pending, ModelKey key, Supplier<LocatedModel> finding, Fetching fetching) {
        LoadReport report = new LoadReport(events, key);
        Optional<CallDeadline.Pause> pause = CallDeadline.current().map(call -> call.pause(lockTimeout));
        try {
            return report.filled(() -> {
                Path folder = into.getOrFill(key, lockTimeout, staging -> {
                    pause.ifPresent(CallDeadline.Pause::end);
                    report.fetches();
                    LocatedModel found = finding.get();
                    try (pending) {
                        pending.located(found);
                        fetching.fetch(found, staging, report, pending::listener);
                    }
                    pending.unpacked(found, staging.content());
                });
                pending.placed(folder);
                return folder;
            });
        } catch (CacheException e) {
            pause.ifPresent(CallDeadline.Pause::end);
            // Whether the model exists comes first: the caller of a missing one shall not read about the cache.
            headers.requireExists(key);
            throw e;
        }
    }

    private void fetchAll(LocatedModel found, Staging staging, LoadReport report, Supplier<WriteListener> listener) {
        try (StoredArchive archive =
                StoredArchive.open(found, memory, ArchiveRoom.forLoad(memory, FIRST), telling(Phase.DOWNLOAD))) {
            unpack(archive, archive.reader(limits), Loader::every, staging, report, listener.get());
        }
    }

    private void fetch(
            LocatedModel found,
            FilePatterns wanted,
            Staging staging,
            LoadReport report,
            Supplier<WriteListener> listener) {
        try (StoredArchive archive =
                StoredArchive.open(found, memory, ArchiveRoom.forLoad(memory, FIRST_OF_PART), ArchiveProgress.none())) {
            ArchiveReader reader = archive.reader(limits);
            if (reader.files().noneMatch(file -> wanted.matches(file.name()))) {
                throw new InvalidArgumentException("model " + found.key() + " has no file that matches " + wanted
                        + "; files(ref) lists what it has");
            }
            unpack(archive, reader, wanted::matches, staging, report, listener.get());
        }
    }

    private void unpack(
            StoredArchive archive,
            ArchiveReader reader,
            Predicate<String> wanted,
            Staging staging,
            LoadReport report,
            WriteListener listener) {
        ArchiveProgress told = telling(Phase.UNPACK);
        archive.read(() -> {
            ArchiveProgress counting = (done, total) -> {
                report.unpacks(total);
                told.at(done, total);
            };
            reader.unpack(staging.content(), wanted, counting, listener);
            return staging;
        });
    }

    private ArchiveProgress telling(Phase phase) {
        return (done, total) -> progress.onProgress(new Progress(phase, done, total));
    }
}
