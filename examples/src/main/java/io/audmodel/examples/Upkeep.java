package io.audmodel.examples;

import io.audmodel.AudModel;
import io.audmodel.CachedModel;
import io.audmodel.Comparison;
import io.audmodel.CopyReport;
import io.audmodel.CopyRequest;
import io.audmodel.FoundModel;
import io.audmodel.ModelQuery;
import io.audmodel.PruneReport;
import io.audmodel.PruneRule;
import io.audmodel.PublishRequest;
import io.audmodel.Verification;
import io.audmodel.cache.CachePermissions;
import io.audmodel.cache.HeldModel;
import io.audmodel.follow.Follower;
import io.audmodel.health.ClientHealth;
import io.audmodel.inventory.RepositoryInventory;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.ResolvedModel;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the keeper of repositories and caches does: finding models, moving them, making room, working offline. */
final class Upkeep {

    private final PrintStream out;

    /** @param out where results go, a line each */
    Upkeep(PrintStream out) {
        this.out = out;
    }

    void find(AudModel audmodel) {
        try (Stream<FoundModel> found = audmodel.find(ModelQuery.all()
                .subgroup("emotion.*")
                .parameter("layers", Comparison.AT_LEAST, 3)
                .meta("uar.emodb", Comparison.GREATER, 0.7)
                .latest())) {
            found.forEach(
                    model -> out.println(model.ref() + " " + model.header().name()));
        }
    }

    CopyReport move(Repository from, Repository to, ModelRef ref) {
        try (AudModel source = AudModel.builder().repository(from).build();
                AudModel destination = AudModel.builder().repository(to).build()) {
            return source.copy(CopyRequest.of(ref).withAllVersions().withAliases(), destination);
        }
    }

    void moveAll(AudModel source, AudModel destination) {
        try (Stream<FoundModel> found = source.find(ModelQuery.all())) {
            found.forEach(model -> source.copy(CopyRequest.of(model.ref()).withAliases(), destination));
        }
    }

    /** Publishes what somebody else made, whatever folder it is in. */
    ModelId takeIn(AudModel audmodel, PublishRequest request, Path files) {
        return audmodel.publish(request.from(files));
    }

    /** Looks at what is stored, which a client does not tell. */
    void countHeaders(AudModel audmodel) {
        for (RepositoryInventory inventory : audmodel.inventories()) {
            out.println(inventory.place() + " " + inventory.versions().size());
        }
    }

    @Nullable
    ExactRef retire(AudModel audmodel, Alias alias) {
        return audmodel.removeAlias(alias);
    }

    List<CachedModel> makeRoom(AudModel audmodel, ModelRef unwanted) {
        audmodel.cache().list().forEach(model -> out.println(model.ref() + " " + model.size()));
        audmodel.cache().remove(unwanted);
        PruneReport report =
                audmodel.cache().prune(PruneRule.unusedFor(Duration.ofDays(30)).thenMaxBytes(10L << 30));
        out.println(report.removed().size() + " removed, " + report.bytesLeft() + " bytes left");
        return report.removed();
    }

    /** Works with a model for long, while others make room. */
    void evaluate(AudModel audmodel, ModelRef ref, Consumer<Path> evaluation) {
        try (HeldModel model = audmodel.hold(ref)) {
            evaluation.accept(model.folder());
        }
    }

    Path check(AudModel audmodel, ModelRef ref) {
        Verification verification = audmodel.verify(ref);
        verification.damages().forEach(out::println);
        return verification.isIntact() ? audmodel.load(ref) : audmodel.repair(ref);
    }

    Follower serve(AudModel audmodel, ModelRef ref) {
        Follower follower = audmodel.follow(ref, Duration.ofMinutes(1));
        follower.addListener(model -> out.println("now " + model.ref() + " from " + model.folder()));
        return follower;
    }

    /** For the readiness probe of a service. */
    boolean isReady(AudModel audmodel) {
        ClientHealth health = audmodel.withCallTimeout(Duration.ofSeconds(2)).check();
        health.repositories().stream()
                .filter(repository -> !repository.isHealthy())
                .forEach(repository -> out.println(repository.failure()));
        return health.isHealthy();
    }

    /** Starts a service, also while no repository answers. */
    Path start(Repository repository, Path cacheRoot, ModelRef ref) {
        try (AudModel audmodel = AudModel.builder()
                .repository(repository)
                .cacheRoot(cacheRoot)
                .callTimeout(Duration.ofSeconds(10))
                .cachedIfUnavailable()
                .build()) {
            ResolvedModel model = audmodel.resolve(ref);
            model.staleSince().ifPresent(since -> out.println(ref + " was " + model.ref() + " at " + since));
            return audmodel.load(model.ref());
        }
    }

    /** Takes models from an image and a mount, which stay as they are, and keeps the others in a folder of its own. */
    Path aboveBases(Repository repository, ModelRef ref) {
        try (AudModel audmodel = AudModel.builder()
                .repository(repository)
                .cacheRoot(Path.of("/var/cache/models"))
                .cacheBases(List.of(Path.of("/opt/models"), Path.of("/mnt/models")))
                .build()) {
            return audmodel.load(ref);
        }
    }

    Path onTheTrain(Repository repository, Path cacheRoot, ModelRef ref) {
        try (AudModel audmodel = AudModel.builder()
                .repository(repository)
                .cacheRoot(cacheRoot)
                .offline()
                .build()) {
            return audmodel.load(ref);
        }
    }

    Path ofTheGroup(Repository repository, Path cacheRoot, ModelRef ref) {
        try (AudModel audmodel = AudModel.builder()
                .repository(repository)
                .cacheRoot(cacheRoot)
                .cachePermissions(CachePermissions.of("rwxrws---"))
                .build()) {
            return audmodel.load(ref);
        }
    }
}
