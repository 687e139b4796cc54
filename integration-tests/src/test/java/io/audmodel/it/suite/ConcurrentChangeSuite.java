package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.Jvms;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Processes change the same documents at once, and nothing of it is lost. The full run: {@code
 * -Daudmodel.change.processes=16 -Daudmodel.change.rounds=50 -Daudmodel.change.each=1}.
 */
@Tag("reliability")
public interface ConcurrentChangeSuite extends OnStorage {

    int PROCESSES = Integer.getInteger("audmodel.change.processes", 5);
    int ROUNDS = Integer.getInteger("audmodel.change.rounds", 1);
    int CHANGES = Integer.getInteger("audmodel.change.each", 5);

    @Test
    default void oneAlias_movedByEach_agreesWithTheLists(Workshop workshop) {
        AudModel client = workshop.client();
        List<ModelId> ids = new ArrayList<>();
        for (int version = 1; version <= 4; version++) {
            ids.add(client.publish(workshop.request("onnx", version + ".0.0").alias(Alias.of("own-" + version))));
        }
        String all = ids.stream().map(ModelId::toString).collect(Collectors.joining(","));
        Alias live = new Alias("live");
        try (Jvms jvms = start(workshop)) {
            for (int round = 0; round < ROUNDS; round++) {
                long seed = Long.getLong("audmodel.seed", 20_261_123) + (long) round * PROCESSES;
                assertThat(jvms.ask(i -> "move-alias live " + all + " " + (seed + i) + " " + CHANGES))
                        .containsOnly("moved");
                requireListed(client, ids, live, seed);
            }
            jvms.finish();
        }
    }

    @Test
    default void metadata_updatedByEach_holdsEveryKey(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0").meta(Map.of("base", true)));
        Map<Object, Object> expected = new TreeMap<>(Map.of("base", true));
        try (Jvms jvms = start(workshop)) {
            for (int round = 0; round < ROUNDS; round++) {
                String prefix = "r" + round + "-p";
                assertThat(jvms.ask(i -> "update-meta " + id + " " + prefix + i + "- " + CHANGES))
                        .containsOnly("updated");
                for (int i = 0; i < PROCESSES; i++) {
                    for (int change = 0; change < CHANGES; change++) {
                        expected.put(prefix + i + "-" + change, change);
                    }
                }
                assertThat(workshop.client().meta(id)).isEqualTo(expected);
            }
            jvms.finish();
        }
    }

    private static void requireListed(AudModel client, List<ModelId> ids, Alias live, long seed) {
        ModelRef target = client.resolveAlias(live);
        for (ModelId id : ids) {
            List<Alias> expected = new ArrayList<>();
            if (id.equals(target)) {
                expected.add(live);
            }
            expected.add(new Alias("own-" + id.version().text().charAt(0)));
            assertThat(client.aliases(id))
                    .as("%s, live is at %s, seed %s", id, target, seed)
                    .containsExactlyElementsOf(expected);
        }
    }

    private static Jvms start(Workshop workshop) {
        Jvm.Launch launch = workshop.launch();
        return Jvms.start(
                PROCESSES, i -> launch.begin(workshop.repository(), workshop.fresh("cache"), workshop.fresh("reads")));
    }
}
