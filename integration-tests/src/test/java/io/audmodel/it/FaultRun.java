package io.audmodel.it;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.AudModelException;
import io.audmodel.model.Alias;
import io.audmodel.model.Repository;
import io.audmodel.testkit.FaultProxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A model that is published and loaded through a proxy of its own, by a client with a cache of its own, and looked at
 * past the proxy.
 */
final class FaultRun {

    /** What each request may take: its time-outs, its fault, and the pause before the next one. */
    private static final Duration EACH = Duration.ofSeconds(5);

    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Workshop workshop;
    private final Repository repository;
    private final Map<String, String> options;
    private final AudModel healthy;
    private final FaultKind kind;
    private final long seed;
    private final FaultTally tally;
    private final TwoOfFour plan;

    FaultRun(
            Workshop workshop,
            Repository repository,
            Map<String, String> options,
            AudModel healthy,
            FaultKind kind,
            long seed,
            FaultTally tally) {
        this.workshop = workshop;
        this.repository = repository;
        this.options = options;
        this.healthy = healthy;
        this.kind = kind;
        this.seed = seed;
        this.tally = tally;
        this.plan = new TwoOfFour(seed, kind.faults());
    }

    void perform() throws IOException {
        Path folder = Files.createDirectories(workshop.fresh("run"));
        try {
            perform(folder);
        } finally {
            FileTree.delete(folder);
        }
    }

    private void perform(Path folder) throws IOException {
        Path model = Samples.write(folder.resolve("model"), kind + " " + seed, seed % 5 == 0 ? 100_000 : 10_000);
        FileTree files = FileTree.of(model);
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Alias alias = new Alias("live" + seed);
        Map<String, String> meta = Map.of("seed", "of " + seed);
        PublishRequest request = PublishRequest.of(model, "faults" + seed, "1.0.0")
                .meta(meta)
                .alias(alias.name());
        URI address = URI.create(repository.host());
        try (FaultProxy proxy =
                FaultProxy.start(new InetSocketAddress(address.getHost(), address.getPort()), seed, plan)) {
            Repository disturbed = new Repository(
                    repository.backend(),
                    repository.host().replace(":" + address.getPort(), ":" + proxy.port()),
                    repository.name());
            try (AudModel client = workshop.builder()
                    .repository(disturbed, options)
                    .cacheRoot(folder.resolve("cache"))
                    .temporaryRoot(temporary)
                    .build()) {
                boolean published = attempt("publish", () -> client.publish(request));
                if (!published && !healthy.exists(request.id())) {
                    healthy.publish(request);
                }
                attempt("load", () -> require("loaded", files, FileTree.of(client.load(request.id()))));
                tally.asked(plan.requests(), plan.disturbed());
                require("published", files, FileTree.of(healthy.load(request.id())));
                require("meta", meta, healthy.meta(request.id()));
                if (published) {
                    require("alias", request.id(), healthy.resolveAlias(alias));
                }
            }
        }
        require("temporary files", Map.of(), FileTree.of(temporary).files());
    }

    private void require(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            tally.violated("%s of run %s: %s instead of %s".formatted(what, seed, actual, expected));
        }
    }

    private interface Call {
        void run() throws IOException;
    }

    private boolean attempt(String what, Call call) throws IOException {
        int before = plan.requests();
        long begun = System.nanoTime();
        try {
            call.run();
            return true;
        } catch (AudModelException e) {
            tally.failed("%s of run %s: %s".formatted(what, seed, e));
            return false;
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            int asked = plan.requests() - before;
            tally.called(took);
            if (took.compareTo(EACH.multipliedBy(asked).plus(GRACE)) > 0) {
                tally.violated("%s of run %s took %s for %s requests".formatted(what, seed, took, asked));
            }
        }
    }
}
