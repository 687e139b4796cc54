package io.audmodel.dryrun;

import io.audmodel.archive.support.FileTree;
import io.audmodel.backend.Backend;
import io.audmodel.call.Lazy;
import io.audmodel.error.CacheException;
import io.audmodel.error.Reasons;
import io.audmodel.model.RepositoryAddress;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What one or more clients would change, if they were not {@linkplain io.audmodel.AudModelBuilder#dryRun dry}. Thread-safe.
 *
 * <pre>{@code
 * try (DryRun run = DryRun.begin(); AudModel audmodel = AudModel.builder().dryRun(run).build()) {
 *     audmodel.setAlias(Alias.of("emotion-best"), id);
 *     run.changes().forEach(System.out::println);
 * }
 * }</pre>
 */
public final class DryRun implements AutoCloseable {

    private final Map<RepositoryAddress, Overlay> overlays = new ConcurrentHashMap<>();
    private final Lazy<Path> folder = new Lazy<>(DryRun::makeFolder);

    private DryRun() {}

    /** Begins a dry run, in which nothing was changed yet. */
    public static DryRun begin() {
        return new DryRun();
    }

    private static Path makeFolder() {
        try {
            return Files.createTempDirectory("audmodel-dry-run-");
        } catch (IOException e) {
            throw new CacheException(
                    "there is no temporary folder for the cache of a dry run: " + Reasons.of(e)
                            + "; set java.io.tmpdir to one that can be written",
                    e);
        }
    }

    /**
     * Returns what would be different in the repositories by now, in the order of their names and of the paths of objects. What was written and
     * removed again is not among it.
     */
    public List<PlannedChange> changes() {
        return overlays.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(RepositoryAddress::toString)))
                .flatMap(overlay -> overlay.getValue().changes(overlay.getKey()))
                .toList();
    }

    /** Returns a backend that keeps for itself what is written to it; for the client, which opens the other one at its first use. */
    public Supplier<Backend> over(RepositoryAddress place, Supplier<? extends Backend> backend) {
        Overlay overlay = overlays.computeIfAbsent(place, each -> new Overlay());
        return () -> new OverlayBackend(backend.get(), overlay);
    }

    /** Returns the folder for the caches of clients, which {@link #close} removes. */
    public Path cacheRoot() {
        return folder.get();
    }

    /** Removes what the clients loaded. Close them before. */
    @Override
    public void close() {
        folder.ifMade().ifPresent(DryRun::delete);
    }

    private static void delete(Path made) {
        try {
            FileTree.delete(made);
        } catch (IOException e) {
            System.getLogger("io.audmodel")
                    .log(Level.WARNING, "the temporary folder {0} of a dry run stays: {1}", made, Reasons.of(e));
        }
    }
}
