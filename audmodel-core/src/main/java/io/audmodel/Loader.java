package io.audmodel;

import io.audmodel.Memory.Lease;
import io.audmodel.Progress.Phase;
import io.audmodel.archive.ArchiveReader;
import io.audmodel.backend.ObjectPath;
import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Staging;
import io.audmodel.model.ArchiveLimits;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/** Load: reference, id, cached? else found, fetched, checked, unpacked, in place. */
final class Loader {

    /** An archive of up to this length comes by one request. */
    private static final int FIRST = 16 << 20;

    private final References references;
    private final Headers headers;
    private final Supplier<Cache> cache;
    private final Memory memory;
    private final ArchiveLimits limits;
    private final Duration timeout;
    private final ProgressListener progress;

    Loader(References references, Headers headers, Supplier<Cache> cache, Memory memory, Settings settings) {
        this.references = references;
        this.headers = headers;
        this.cache = cache;
        this.memory = memory;
        this.limits = settings.limits();
        this.timeout = settings.timeout();
        this.progress = settings.progress();
    }

    Path load(ModelRef ref) {
        ModelKey key = references.resolve(ref);
        Cache here = cache.get();
        return here.find(key).orElseGet(() -> {
            headers.requireOnline(key);
            return here.getOrFill(key, timeout, staging -> fetch(key, staging));
        });
    }

    private void fetch(ModelKey key, Staging staging) {
        Holding found = headers.locate(key);
        ObjectPath path = Layout.archive(key, found.header());
        try (Lease lease = memory.take(FIRST);
                StoredArchive archive =
                        StoredArchive.open(found.store(), path, FIRST, lease, telling(Phase.DOWNLOAD))) {
            ArchiveReader reader = archive.reader(limits);
            archive.read(() -> {
                reader.unpack(staging.content(), name -> true, telling(Phase.UNPACK)::at);
                return staging;
            });
        }
    }

    private Arrival telling(Phase phase) {
        return (done, total) -> progress.onProgress(new Progress(phase, done, total));
    }
}
