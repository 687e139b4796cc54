package io.audmodel.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.CachedModel;
import io.audmodel.PruneReport;
import io.audmodel.PruneRule;
import io.audmodel.PublishRequest;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.Jvms;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.it.python.BesidePython;
import io.audmodel.it.python.Python;
import io.audmodel.model.ModelId;
import io.audmodel.model.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Prunes again and again beside processes that load, and never harms them. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "files that are read cannot be removed there")
@Tag("python")
@Tag("one-jdk")
class PruneBesideLoadsTest implements BesidePython {

    private static final int ROUNDS = Integer.getInteger("audmodel.prune.rounds", 5);
    private static final int LOADERS = 4;
    private static final int MODELS = 6;
    private static final int MODELS_KEPT = 2;

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    /** Digests of the models, by id. */
    private static Map<String, String> publish(Workshop workshop) {
        Map<String, String> digests = new LinkedHashMap<>();
        for (int i = 1; i <= MODELS; i++) {
            Path model = Samples.write(workshop.fresh("model"), "model " + i, 100_000);
            ModelId id = workshop.client().publish(PublishRequest.of(model, "onnx", Version.of(i + ".0.0")));
            digests.put(id.toString(), FileTree.of(model).digest());
        }
        return digests;
    }

    @Test
    void noLoadFails_andTheSizeStaysWithinTheBound(Workshop workshop) {
        Map<String, String> digests = publish(workshop);
        Path cache = workshop.fresh("shared");
        AudModel client = workshop.open(workshop.builder(workshop.repository()).cacheRoot(cache));
        client.load(ModelId.of(digests.keySet().iterator().next()));
        long one = client.cache().list().get(0).size();
        PruneRule rule = PruneRule.maxBytes(MODELS_KEPT * one + one / 2).sparing(Duration.ZERO);
        int removed = 0;
        try (Python python = python(workshop, cache);
                Jvms jvms = Jvms.start(
                        LOADERS,
                        i -> new Jvm.Launch(workshop.folder())
                                .begin(workshop.repository(), cache, workshop.fresh("reads")))) {
            for (int round = 0; round < ROUNDS; round++) {
                int seed = round * LOADERS;
                jvms.tell(i -> "load-some " + String.join(",", digests.keySet()) + " " + (seed + i));
                digests.keySet().forEach(id -> python.tell(Map.of(), "load", id));
                for (int i = 0; i < 10; i++) {
                    PruneReport report = client.cache().prune(rule);
                    removed += report.removed().size();
                    assertThat(report.bytesLeft() <= MODELS_KEPT * one + one / 2
                                    || !report.kept().isEmpty())
                            .as("within the bound, or somebody works on what is too much: %s", report)
                            .isTrue();
                }
                assertThat(jvms.answers()).as("round %s", round).allSatisfy(line -> requireIntact(line, digests));
                digests.keySet().forEach(id -> assertThat(python.answer()).isNotNull());

                PruneReport last = client.cache().prune(rule);
                removed += last.removed().size();
                assertThat(last.kept()).isEmpty();
                assertThat(client.cache().list().stream()
                                .mapToLong(CachedModel::size)
                                .sum())
                        .as("round %s", round)
                        .isEqualTo(last.bytesLeft())
                        .isLessThanOrEqualTo(MODELS_KEPT * one + one / 2);
            }
            python.finish();
            jvms.finish();
        }
        assertThat(removed).isGreaterThan(ROUNDS);
        assertThat(FileTree.of(cache).names()).noneMatch(name -> name.endsWith(".tmp") || name.contains("~"));
        System.out.printf(
                "prune test: %d rounds beside %d JVMs and a Python process, %d models removed, 0 loads failed%n",
                ROUNDS, LOADERS, removed);
    }

    private static void requireIntact(String line, Map<String, String> digests) {
        assertThat(line).matches("\\S+=\\S+( \\S+=\\S+)*");
        Map<String, String> seen = Arrays.stream(line.split(" "))
                .filter(pair -> !pair.endsWith("=vanished"))
                .collect(Collectors.toMap(pair -> pair.split("=")[0], pair -> pair.split("=")[1]));
        assertThat(digests).containsAllEntriesOf(seen);
    }
}
