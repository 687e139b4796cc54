package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.ModelFile;
import io.audmodel.cache.HeldModel;
import io.audmodel.cli.folder.FolderSource;
import io.audmodel.error.AudModelException;
import io.audmodel.error.CacheException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.OfflineException;
import io.audmodel.error.Reasons;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelRef;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Brings a model from the cache, if that has it, else from a repository and past the cache. */
final class FetchSource implements FolderSource {

    private static final String COPY = "copy";

    private final AudModelCommand root;
    private final AudModel client;
    private final ModelRef ref;
    private final Path folder;

    FetchSource(AudModelCommand root, AudModel client, ModelRef ref, Path folder) {
        this.root = root;
        this.client = client;
        this.ref = ref;
        this.folder = folder;
    }

    @Override
    public ExactRef resolve(Optional<ExactRef> before) {
        if (ref instanceof ExactRef exact) {
            return exact;
        }
        try {
            return client.resolve(ref).ref();
        } catch (AudModelException e) {
            if (before.isEmpty() || !mayBeStale(e)) {
                throw e;
            }
            root.terminal()
                    .err()
                    .println("audmodel: no repository answers what " + ref + " is: " + folder + " has " + before.get()
                            + ", which it was at the last fetch");
            return before.get();
        }
    }

    /** Offline, and in an outage if that is wanted, the folder answers as a cache would. */
    private boolean mayBeStale(AudModelException failure) {
        return failure instanceof OfflineException
                || failure.isOutage() && root.isCachedIfUnavailable(client.cacheRoot());
    }

    @Override
    public Path put(ExactRef id, Path scratch) {
        // Held, since a prune may come while it is copied.
        try (HeldModel cached = cached(id).orElse(null)) {
            if (cached != null) {
                return FolderCopy.of(cached.folder(), scratch.resolve(COPY));
            }
        } catch (ClosedByInterruptException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("the fetch into " + folder + " was cancelled", e);
        } catch (IOException e) {
            throw new CacheException(
                    "cannot copy " + id + " from the cache into " + folder + ": " + Reasons.withFile(e), e);
        }
        return client.withCacheRoot(scratch).load(id);
    }

    @Override
    public String requirement() {
        return client.requirement();
    }

    @Override
    public Map<String, Long> sizes(ExactRef id) {
        return client.files(id).stream().collect(Collectors.toMap(ModelFile::name, ModelFile::size));
    }

    private Optional<HeldModel> cached(ExactRef id) {
        try (AudModel offline = root.openOffline(client.cacheRoot())) {
            return Optional.of(offline.hold(id));
        } catch (CancelledException e) {
            throw e;
        } catch (AudModelException e) {
            // It is not there, or the cache cannot be read: neither matters.
            return Optional.empty();
        }
    }
}
