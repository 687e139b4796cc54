package io.audmodel;

import io.audmodel.Progress.Phase;
import io.audmodel.archive.ModelArchive;
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

    private final References references;
    private final Headers headers;
    private final Supplier<Cache> cache;
    private final ArchiveLimits limits;
    private final Duration timeout;
    private final ProgressListener progress;

    Loader(References references, Headers headers, Supplier<Cache> cache, Settings settings) {
        this.references = references;
        this.headers = headers;
        this.cache = cache;
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
        Path archive = staging.scratch().resolve("archive.zip");
        new Download(found.store(), path, progress).to(archive);
        ModelArchive.unpack(
                archive,
                path + " in " + found.store(),
                staging.content(),
                limits,
                (done, total) -> progress.onProgress(new Progress(Phase.UNPACK, done, total)));
    }
}
