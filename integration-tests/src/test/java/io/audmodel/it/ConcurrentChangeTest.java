package io.audmodel.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Eight processes change the same documents at once, and nothing of it is lost. */
class ConcurrentChangeTest implements OnStorage {

    private static final int PROCESSES = 8;

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    @Test
    void oneAlias_movedAHundredTimesByEach_agreesWithTheLists(Workshop workshop) {
        AudModel client = workshop.client();
        List<ModelId> ids = new ArrayList<>();
        for (int version = 1; version <= 4; version++) {
            ids.add(client.publish(workshop.request("onnx", version + ".0.0").alias("own-" + version)));
        }
        String all = ids.stream().map(ModelId::toString).collect(Collectors.joining(","));
        long seed = System.nanoTime();
        everywhere(workshop, i -> "move-alias live " + all + " " + (seed + i), "moved");

        Alias live = new Alias("live");
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

    @Test
    void metadata_updatedByEach_holdsEveryKey(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0").meta(Map.of("base", true)));
        everywhere(workshop, i -> "update-meta " + id + " p" + i + "-", "updated");

        Map<Object, Object> expected = new TreeMap<>(Map.of("base", true));
        for (int i = 0; i < PROCESSES; i++) {
            for (int update = 0; update < 10; update++) {
                expected.put("p" + i + "-" + update, update);
            }
        }
        assertThat(workshop.client().meta(id)).isEqualTo(expected);
    }

    private static void everywhere(Workshop workshop, IntFunction<String> command, String answer) {
        Jvm.Launch launch = new Jvm.Launch(workshop.folder());
        try (Jvms jvms = Jvms.start(
                PROCESSES,
                i -> launch.begin(workshop.repository(), workshop.fresh("cache"), workshop.fresh("reads")))) {
            assertThat(jvms.ask(command)).containsOnly(answer);
            jvms.finish();
        }
    }
}
