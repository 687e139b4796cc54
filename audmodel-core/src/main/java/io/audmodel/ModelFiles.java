package io.audmodel;

import io.audmodel.admission.Admission;
import io.audmodel.archive.ArchiveProgress;
import io.audmodel.archive.unpack.ArchiveReader;
import io.audmodel.cache.Cache;
import io.audmodel.call.Calls;
import io.audmodel.call.StepwiseCall;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.Spelling;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lists and opens single files of a model: in the cache if the model is there, else in the stored archive. */
final class ModelFiles {

    /** The first request fetches this much, which is all of a very small archive. */
    private static final int FIRST = 64 << 10;

    /** How many names a mistyped one is compared with. */
    private static final int MOST_COMPARED = 10_000;

    private final References references;
    private final Headers headers;
    private final Admission admission;
    private final Loader loader;
    private final Supplier<Cache> cache;
    private final DocumentCache documents;
    private final MemoryBudget memory;
    private final ArchiveLimits limits;
    private final Calls calls;

    ModelFiles(
            References references,
            Headers headers,
            Admission admission,
            Loader loader,
            Supplier<Cache> cache,
            DocumentCache documents,
            MemoryBudget memory,
            ClientOptions settings,
            Calls calls) {
        this.references = references;
        this.headers = headers;
        this.admission = admission;
        this.loader = loader;
        this.cache = cache;
        this.documents = documents;
        this.memory = memory;
        this.limits = settings.limits();
        this.calls = calls;
    }

    List<ModelFile> files(ModelRef ref) {
        return calls.run(
                "files", ref, () -> references.known(ref).filter(this::isCached).map(this::cached), () -> ask(ref));
    }

    private List<ModelFile> ask(ModelRef ref) {
        return references.serve(ref, this::isCached, this::listed);
    }

    private List<ModelFile> listed(ModelKey key) {
        if (isCached(key)) {
            return cached(key);
        }
        try (StoredArchive archive = open(key, "the table of contents of " + key)) {
            return archive.reader(limits)
                    .files()
                    .map(file -> ModelFile.packed(file.name(), file.size(), file.crc()))
                    .sorted(Comparator.comparing(ModelFile::name))
                    .toList();
        }
    }

    InputStream open(ModelRef ref, String name) {
        if (!admission.isOpen()) {
            // A policy is asked about files, and not about a stream.
            return loader.open(ref, name).orElseThrow(() -> absent(ref, name, Stream.empty()));
        }
        Optional<ModelKey> here = references.known(ref).filter(this::isCached);
        if (here.isPresent()) {
            return openCached(here.get(), name);
        }
        StepwiseCall call = new StepwiseCall("open", "'" + name + "' of " + ref, calls);
        return new OpenFile(call.begin(() -> ask(ref, name)), call);
    }

    private InputStream ask(ModelRef ref, String name) {
        return references.serve(
                ref, this::isCached, key -> isCached(key) ? openCached(key, name) : openStored(key, name));
    }

    private boolean isCached(ModelKey key) {
        return documents.hasModel(key);
    }

    private InputStream openStored(ModelKey key, String name) {
        StoredArchive archive = open(key, "'" + name + "' of " + key);
        boolean isOpen = false;
        try {
            ArchiveReader reader = archive.reader(limits);
            InputStream content = archive.read(() -> reader.open(name, archive::close))
                    .orElseThrow(() -> absent(key, name, reader.files().map(file -> file.name())));
            isOpen = true;
            return content;
        } finally {
            if (!isOpen) {
                archive.close();
            }
        }
    }

    private StoredArchive open(ModelKey key, String what) {
        LocatedModel found = headers.locate(key);
        return StoredArchive.open(found, memory, ArchiveRoom.forFile(memory, FIRST, what), ArchiveProgress.none());
    }

    private List<ModelFile> cached(ModelKey key) {
        return cache.get().entries(key).stream()
                .filter(Cache.Entry::isFile)
                .map(entry -> ModelFile.cached(entry.name(), entry.bytes()))
                .sorted(Comparator.comparing(ModelFile::name))
                .toList();
    }

    private InputStream openCached(ModelKey key, String name) {
        return cache.get()
                .open(key, name)
                .orElseThrow(() -> absent(key, name, cached(key).stream().map(ModelFile::name)));
    }

    private static InvalidArgumentException absent(Object model, String name, Stream<String> names) {
        return new InvalidArgumentException("model " + model + " has no file '" + name
                + "'; files(ref) lists what it has, by paths with slashes"
                + Spelling.hint(name, names.limit(MOST_COMPARED).toList()));
    }
}
