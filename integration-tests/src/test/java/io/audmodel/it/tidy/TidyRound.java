package io.audmodel.it.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Backend;
import io.audmodel.it.kit.Crashing;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import io.audmodel.testkit.CrashingBackend;
import io.audmodel.tidy.RetirePlan;
import io.audmodel.tidy.RetireReport;
import io.audmodel.tidy.RetireRules;
import io.audmodel.tidy.Tidying;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** One repository with old versions and broken publishes, in which many are at work at once. */
final class TidyRound {

    private static final Executor THREADS = task -> new Thread(task, "tidy-round").start();

    private static final List<String> OLD = List.of("1.0.0", "2.0.0", "3.0.0", "4.0.0", "5.0.0");
    private static final String LATEST = "5.0.0";

    /** Below the latest, so that they are never it. */
    private static final List<String> BROKEN = List.of("0.1.0", "0.2.0", "0.3.0", "0.4.0");

    private static final String YOUNG = "0.5.0";
    private static final List<Alias> ALIASES = List.of(Alias.of("best"), Alias.of("stable"));
    private static final int STEPS = 120;

    private final Workshop workshop;
    private final Repository repository;
    private final long seed;
    private final TidyCounts counts;
    private final Aging aging = new Aging();
    private final Map<String, Path> folders = new HashMap<>();
    private final Map<String, String> digests = new HashMap<>();
    private final Set<String> published = ConcurrentHashMap.newKeySet();
    private final Set<String> retired = ConcurrentHashMap.newKeySet();

    TidyRound(Workshop workshop, String name, long seed, TidyCounts counts) {
        this.workshop = workshop;
        this.repository = workshop.repository(name);
        this.seed = seed;
        this.counts = counts;
        List<String> all = new ArrayList<>(OLD);
        all.addAll(BROKEN);
        all.add(YOUNG);
        for (String version : all) {
            Path folder = workshop.model(name + " " + version);
            folders.put(version, folder);
            digests.put(version, FileTree.of(folder).digest());
        }
    }

    void run() {
        Random random = new Random(seed);
        try (Backend backend = connect();
                AudModel client = client(backend)) {
            OLD.forEach(version -> client.publish(request(version)));
            ALIASES.forEach(alias -> client.setAlias(alias, id(OLD.get(random.nextInt(OLD.size())))));
        }
        BROKEN.forEach(version -> breakOff(version, 1 + random.nextInt(9)));
        age();
        leave(YOUNG);
        Set<String> young = objectsOf(YOUNG);

        List<CompletableFuture<Void>> actors = new ArrayList<>();
        List.of(
                        actor(random, this::publish),
                        actor(random, this::publish),
                        actor(random, (client, own) -> move(client, own, ALIASES.get(0))),
                        actor(random, (client, own) -> move(client, own, ALIASES.get(1))),
                        actor(random, this::load),
                        actor(random, this::sweep),
                        actor(random, this::retire),
                        actor(random, this::retire))
                .forEach(actor -> actors.add(CompletableFuture.runAsync(actor, THREADS)));
        actors.forEach(CompletableFuture::join);

        requireWhole();
        assertThat(objectsOf(YOUNG)).as("what is young, seed %s", seed).containsAll(young);
        age();
        try (Backend backend = connect();
                AudModel client = client(backend)) {
            Tidying.of(client).sweep();
            assertThat(Tidying.of(client).findRemains().removed())
                    .as("what is left, seed %s", seed)
                    .isEmpty();
        }
        requireWhole();
        assertThat(objectsOf(YOUNG)).as("what is old by now, seed %s", seed).isEmpty();
    }

    /** What one actor does once. */
    private interface Step {
        void run(AudModel client, Random random);
    }

    /** Does a step three times, and dies in one of them at times. */
    private Runnable actor(Random random, Step step) {
        long own = random.nextLong();
        return () -> {
            Random mine = new Random(own);
            for (int i = 0; i < 3; i++) {
                Backend backend = connect();
                boolean dies = mine.nextInt(4) == 0;
                try (AudModel client = client(dies ? new CrashingBackend(backend, 1 + mine.nextInt(STEPS)) : backend)) {
                    step.run(client, mine);
                }
            }
        };
    }

    /** Publishes what broke off, what is young, or what may have been retired; repeats it, or takes over. */
    private void publish(AudModel client, Random random) {
        List<String> wanted = new ArrayList<>(BROKEN);
        wanted.addAll(OLD.subList(0, 3));
        String version = wanted.get(random.nextInt(wanted.size()));
        PublishRequest request = random.nextInt(3) == 0 ? request(version).takeOver() : request(version);
        if (counts.attempt("publish", () -> client.publish(request))) {
            published.add(version);
        }
    }

    private void move(AudModel client, Random random, Alias alias) {
        String version = OLD.get(random.nextInt(OLD.size()));
        counts.attempt("move", () -> client.setAlias(alias, id(version)));
    }

    /** Whatever is loaded is what was published. */
    private void load(AudModel client, Random random) {
        String version = OLD.get(random.nextInt(OLD.size()));
        counts.attempt(
                "load",
                () -> assertThat(FileTree.of(client.load(id(version))).digest())
                        .as("%s, seed %s", version, seed)
                        .isEqualTo(digests.get(version)));
        for (Alias alias : ALIASES) {
            counts.attempt("load by alias", () -> client.load(client.resolveAlias(alias)));
        }
    }

    private void sweep(AudModel client, Random random) {
        counts.attempt("sweep", () -> Tidying.of(client).sweep().removed().forEach(each -> counts.add("swept")));
    }

    private void retire(AudModel client, Random random) {
        counts.attempt("retire", () -> {
            Tidying tidying = Tidying.of(client);
            RetirePlan plan = tidying.plan(RetireRules.keepLatest(1 + random.nextInt(2)));
            plan.retired().forEach(each -> retired.add(each.key().version().text()));
            RetireReport report = tidying.apply(RetirePlan.of(plan.json()));
            report.retired().forEach(key -> counts.add("retired"));
            report.kept().forEach(each -> counts.add("kept"));
        });
    }

    /** What is visible is whole, what aliases name is visible, and so is the latest, and what was published and not retired. */
    private void requireWhole() {
        try (Backend backend = connect();
                AudModel client = client(backend)) {
            List<Version> versions = client.versions(id(LATEST).shortId());
            assertThat(versions).as("seed %s", seed).contains(Version.of(LATEST));
            for (Version version : versions) {
                ModelId id = id(version.text());
                assertThat(client.verify(id).isIntact())
                        .as("%s is whole, seed %s", id, seed)
                        .isTrue();
                assertThat(FileTree.of(client.load(id)).digest())
                        .as("%s, seed %s", id, seed)
                        .isEqualTo(digests.get(version.text()));
                assertThat(client.meta(id)).as("%s, seed %s", id, seed).containsEntry("version", version.text());
            }
            for (Alias alias : ALIASES) {
                assertThat(client.exists(client.resolveAlias(alias)))
                        .as("what %s names is there, seed %s", alias, seed)
                        .isTrue();
            }
            published.stream()
                    .filter(version -> !retired.contains(version))
                    .forEach(version -> assertThat(versions).as("seed %s", seed).contains(Version.of(version)));
        }
    }

    private void breakOff(String version, int step) {
        try (Backend backend = new CrashingBackend(connect(), step);
                AudModel client = client(backend)) {
            counts.attempt("break off", () -> client.publish(request(version)));
        }
    }

    /** What a publish leaves that ends before its header. */
    private void leave(String version) {
        try (Backend backend = new Crashing(connect(), 2);
                AudModel client = client(backend)) {
            assertThat(counts.attempt("break off", () -> client.publish(request(version))))
                    .isFalse();
        }
    }

    private void age() {
        try (Backend backend = workshop.connect(repository)) {
            aging.age(backend);
        }
    }

    private Set<String> objectsOf(String version) {
        return Set.copyOf(workshop.everything(repository).stream()
                .filter(name -> name.contains("-" + version + ".") && !name.startsWith("_tidy/"))
                .toList());
    }

    private Backend connect() {
        return aging.seenThrough(workshop.connect(repository));
    }

    private AudModel client(Backend backend) {
        return workshop.builder().repository(repository, backend).build();
    }

    private PublishRequest request(String version) {
        return PublishRequest.of(folders.get(version), "cnn", Version.of(version))
                .meta(Map.of("version", version));
    }

    private ModelId id(String version) {
        return request(version).id();
    }
}
