package io.audmodel.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.CachedModel;
import io.audmodel.PruneReport;
import io.audmodel.PruneRule;
import io.audmodel.PublishRequest;
import io.audmodel.error.ModelHeldException;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.it.python.BesidePython;
import io.audmodel.it.python.Python;
import io.audmodel.it.python.PythonRelease;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Prunes and removes beside processes that hold and others that follow aliases, which move, and kills these: what is
 * held, served or used stays, and what the dead held does not. {@code -Daudmodel.held.rounds=200} asks for more.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "folders are not locked there")
@Tag("reliability")
@Tag("python")
@Tag("one-jdk")
class HeldModelsTest implements BesidePython {

    private static final int ROUNDS = Integer.getInteger("audmodel.held.rounds", 1);
    private static final int HOLDERS = 4;
    private static final int MODELS = 6;
    private static final int MOVES = 12;
    private static final PruneRule EVERYTHING = PruneRule.maxBytes(0).sparing(Duration.ZERO);

    private final Map<String, String> digests = new LinkedHashMap<>();
    private final List<Jvm> holders = new ArrayList<>();
    private final List<Python> pythons = new ArrayList<>();
    private final Random random = new Random(Long.getLong("audmodel.seed", 1));
    private int held;
    private int freed;
    private int refused;
    private int moved;
    private int old;

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    private void publish(Workshop workshop) {
        for (int i = 1; i <= MODELS; i++) {
            Path model = Samples.write(workshop.fresh("model"), "model " + i, 50_000);
            ModelId id = workshop.client().publish(PublishRequest.of(model, "onnx", Version.of(i + ".0.0")));
            digests.put(id.toString(), FileTree.of(model).digest());
        }
        aliases().forEach(alias -> move(workshop.client(), alias));
    }

    private void move(AudModel client, Alias alias) {
        List<String> ids = List.copyOf(digests.keySet());
        client.setAlias(alias, ModelRef.of(ids.get(random.nextInt(ids.size()))));
    }

    /** Every other process follows. */
    private static boolean isFollower(int process) {
        return process % 2 == 1;
    }

    /** What a process follows: aliases of its own, so that what it serves can go when it is killed. */
    private static List<Alias> aliases(int follower) {
        return List.of(Alias.of("live-" + follower), Alias.of("next-" + follower));
    }

    private static List<Alias> aliases() {
        return IntStream.range(0, HOLDERS)
                .filter(HeldModelsTest::isFollower)
                .mapToObj(HeldModelsTest::aliases)
                .flatMap(List::stream)
                .toList();
    }

    private static void begin(Jvm holder, int process) {
        holder.awaitReady();
        if (isFollower(process)) {
            String aliases = aliases(process).stream().map(Alias::toString).collect(Collectors.joining(","));
            assertThat(holder.ask("follow " + aliases)).isEqualTo("following");
        }
    }

    private static Jvm jvm(Workshop workshop, Path cache) {
        return new Jvm.Launch(workshop.folder()).begin(workshop.repository(), cache, workshop.fresh("reads"));
    }

    @Test
    void whatIsHeldStays_andWhatTheDeadHeldDoesNot(Workshop workshop) {
        publish(workshop);
        Path cache = workshop.fresh("shared");
        AudModel client = workshop.open(workshop.builder(workshop.repository()).cacheRoot(cache));
        Jvm pruner = jvm(workshop, cache);
        try {
            for (PythonRelease release : PythonRelease.values()) {
                pythons.add(python(workshop, cache, release));
            }
            for (int i = 0; i < HOLDERS; i++) {
                holders.add(jvm(workshop, cache));
            }
            for (int i = 0; i < HOLDERS; i++) {
                begin(holders.get(i), i);
            }
            pruner.awaitReady();
            for (int round = 0; round < ROUNDS; round++) {
                changeBesidePrunes(round, client, pruner);
                settle(round, client);
                requireOnlyHeld(round, client);
                killOne(round, client, () -> jvm(workshop, cache));
            }
            pythons.forEach(Python::finish);
            holders.forEach(Jvm::close);
            pruner.close();
        } finally {
            holders.forEach(Jvm::kill);
            pruner.kill();
            pythons.forEach(Python::close);
        }
        assertThat(client.cache().prune(EVERYTHING).held()).isEmpty();
        assertThat(client.cache().list()).isEmpty();
        assertThat(FileTree.of(cache).names())
                .allMatch(name -> name.endsWith(".lock")
                        || name.endsWith(".yaml")
                        // Where the aliases led when last seen, and before.
                        || name.startsWith(".notes/aliases-")
                        || name.startsWith(".notes/earlier-aliases-"));
        System.out.printf(
                "leases: %d rounds of %d processes that hold, half of which follow, beside two Python processes and two that"
                        + " prune: %d models kept, followers moved %d times and %d times used what they had served before,"
                        + " %d models refused to removals by name, %d kills after which %d models could go, 0 wrong%n",
                ROUNDS, HOLDERS, held, moved, old, refused, ROUNDS, freed);
    }

    private void changeBesidePrunes(int round, AudModel client, Jvm pruner) {
        String ids = String.join(",", digests.keySet());
        pruner.tell("prune-often 20");
        for (int i = 0; i < HOLDERS; i++) {
            String change = isFollower(i) ? "use-some 20" : "hold-some " + ids;
            holders.get(i).tell(change + " " + (round * HOLDERS + i));
        }
        digests.keySet().forEach(id -> pythons.forEach(python -> python.tell(Map.of(), "load", id)));
        digests.keySet().forEach(id -> remove(client, id));
        for (int move = 0; move < MOVES; move++) {
            move(client, aliases().get(move % aliases().size()));
        }
        for (Jvm holder : holders) {
            requireIntact(round, holder.answer());
        }
        digests.keySet()
                .forEach(id -> assertThat(pythons).extracting(Python::answer).doesNotContainNull());
        assertThat(pruner.answer()).endsWith(" removed");
    }

    /** What the last moves led to is served, and stays so until the next round. */
    private void settle(int round, AudModel client) {
        for (int i = 0; i < HOLDERS; i++) {
            if (isFollower(i)) {
                String answer = holders.get(i).ask("settle");
                assertThat(answer).as("round %s", round).matches("settled \\d+ \\d+");
                moved += Integer.parseInt(answer.split(" ")[1]);
                old += Integer.parseInt(answer.split(" ")[2]);
                assertThat(requireIntact(round, holders.get(i).ask("tell-held")))
                        .as("what round %s leads to", round)
                        .containsKeys(aliases(i).stream()
                                .map(alias -> client.resolveAlias(alias).toString())
                                .toArray(String[]::new));
            }
        }
    }

    private void remove(AudModel client, String id) {
        try {
            client.cache().remove(ModelRef.of(id));
        } catch (ModelHeldException e) {
            refused++;
        }
    }

    /** After a prune exactly those are there that somebody holds, and they are whole. */
    private void requireOnlyHeld(int round, AudModel client) {
        Set<String> expected = new TreeSet<>();
        for (Jvm holder : holders) {
            Map<String, String> models = requireIntact(round, holder.ask("tell-held"));
            held += models.size();
            expected.addAll(models.keySet());
        }
        requirePruned(round, client, expected);
        holders.forEach(holder -> requireIntact(round, holder.ask("tell-held")));
        for (String id : expected) {
            remove(client, id);
        }
        assertThat(cached(client)).as("round %s", round).isEqualTo(expected);
    }

    private void killOne(int round, AudModel client, Supplier<Jvm> another) {
        int dead = round % HOLDERS;
        Set<String> before = cached(client);
        holders.get(dead).kill();
        Set<String> expected = new TreeSet<>();
        for (int i = 0; i < HOLDERS; i++) {
            if (i != dead) {
                expected.addAll(
                        requireIntact(round, holders.get(i).ask("tell-held")).keySet());
            }
        }
        requirePruned(round, client, expected);
        freed += before.size() - expected.size();
        Jvm next = another.get();
        holders.set(dead, next);
        begin(next, dead);
    }

    private static void requirePruned(int round, AudModel client, Set<String> expected) {
        PruneReport report = client.cache().prune(EVERYTHING);
        assertThat(names(report.held())).as("what round %s keeps", round).isEqualTo(expected);
        assertThat(report.kept()).isEqualTo(report.held());
        assertThat(report.refusals()).isEmpty();
        assertThat(cached(client)).as("what round %s leaves", round).isEqualTo(expected);
    }

    private static Set<String> cached(AudModel client) {
        return names(client.cache().list());
    }

    private static Set<String> names(List<CachedModel> models) {
        return models.stream().map(model -> model.ref().toString()).collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, String> requireIntact(int round, String answer) {
        assertThat(answer).as("round %s", round).matches("held( ?\\S+=\\S+)* ?");
        Map<String, String> models = new TreeMap<>();
        Arrays.stream(answer.split(" ")).skip(1).forEach(pair -> models.put(pair.split("=")[0], pair.split("=")[1]));
        assertThat(digests).as("round %s", round).containsAllEntriesOf(models);
        return models;
    }
}
