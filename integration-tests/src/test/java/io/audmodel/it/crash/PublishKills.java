package io.audmodel.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.Loops;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Worker;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Kills publishers. */
final class PublishKills extends Kills {

    private static final List<Alias> ALIASES = List.of(new Alias("alias-0"), new Alias("alias-1"));

    private final Workshop workshop;
    private final Path small;
    private final Path large;
    private final Path other;
    private final Path temporary;
    private final SortedMap<ModelId, FileTree> models = new TreeMap<>(Comparator.comparing(ModelId::version));

    PublishKills(Workshop workshop, long seed) {
        super(seed);
        this.workshop = workshop;
        small = Samples.write(workshop.fresh("small"), "small", 2_000);
        large = Samples.write(workshop.fresh("large"), "large", 1_000_000);
        other = Samples.write(workshop.fresh("other"), "other", 2_000);
        temporary =
                Samples.file(workshop.fresh("temporary").resolve("empty"), "").getParent();
        workshop.repository();
    }

    @Override
    Jvm begin(int round) {
        Jvm jvm = workshop.launch()
                .flag("-Djava.io.tmpdir=" + temporary)
                .start(
                        workshop.repository(),
                        workshop.folder().resolve("unused"),
                        workshop.folder().resolve("none"));
        jvm.tell("publish-forever " + small + " " + large + " " + round);
        return jvm;
    }

    @Override
    String inspect(int round, List<String> said) {
        for (String line : said) {
            if (line.startsWith(Loops.BEGIN)) {
                requireNoneOrWhole(ModelId.of(line.substring(Loops.BEGIN.length())));
            }
        }
        String begun = last(said, Loops.BEGIN);
        boolean inside = !begun.isEmpty() && !begun.equals(last(said, Loops.END));
        if (begun.isEmpty()) {
            return OUTSIDE;
        }
        publishAgain(round, ModelId.of(begun), said);
        return inside ? moment(said) : OUTSIDE;
    }

    @Override
    void finish() {
        AudModel client = workshop.client();
        for (Alias alias : ALIASES) {
            ModelRef holder = client.resolveAlias(alias);
            for (ModelId id : models.keySet()) {
                assertThat(client.aliases(id).contains(alias))
                        .as("%s of %s", alias, id)
                        .isEqualTo(holder.equals(id));
            }
        }
        assertThat(client.versions(models.firstKey()))
                .containsAll(models.keySet().stream().map(ModelId::version).toList());
        assertThat(FileTree.of(temporary).files())
                .as("content on its way, but for a name in the moment before it goes")
                .allSatisfy((name, facts) -> assertThat(facts).startsWith("0 "));
    }

    /** The models that are visible at the end, with their files. */
    SortedMap<ModelId, FileTree> models() {
        return models;
    }

    private void requireNoneOrWhole(ModelId id) {
        AudModel reader = workshop.client();
        if (!reader.exists(id)) {
            try {
                reader.load(id);
                throw new AssertionError(id + " does not exist and can be loaded");
            } catch (ModelNotFoundException e) {
                return;
            }
        }
        models.put(id, FileTree.of(folderOf(id)));
        assertThat(FileTree.of(reader.load(id))).as("%s", id).isEqualTo(models.get(id));
        assertThat(reader.meta(id)).isEqualTo(Map.of("author", "killed"));
        assertThat(reader.header(id).author()).isEqualTo("killed");
    }

    /** Publishes the last one again: the same, or in every third round something else in its place. */
    private void publishAgain(int round, ModelId id, List<String> said) {
        AudModel client = workshop.client();
        boolean visible = client.exists(id);
        Alias alias = ALIASES.get(numberOf(id) % 2);
        if (!visible) {
            boolean takeOver = round % 3 == 0;
            Path folder = takeOver ? other : folderOf(id);
            PublishRequest request = Worker.request(folder, id.version().text(), takeOver ? "other" : "killed")
                    .alias(alias);
            assertThat(client.publish(takeOver ? request.takeOver() : request)).isEqualTo(id);
            assertThat(FileTree.of(client.load(id))).as("%s after %s", id, said).isEqualTo(FileTree.of(folder));
            models.put(id, FileTree.of(folder));
        } else {
            client.setAlias(alias, id);
        }
        assertThat(client.resolveAlias(alias)).isEqualTo(id);
        assertThat(client.aliases(id)).containsExactly(alias);
    }

    /** Which object was being written, by its ending. */
    private static String moment(List<String> said) {
        String written =
                last(said.subList(said.lastIndexOf(Loops.BEGIN + last(said, Loops.BEGIN)), said.size()), "put ");
        if (written.isEmpty()) {
            return "prepare";
        }
        if (written.endsWith(".zip")) {
            return "archive";
        }
        if (written.endsWith(".meta.yaml")) {
            return "meta";
        }
        return written.endsWith(".header.yaml") ? "header" : "alias";
    }

    private Path folderOf(ModelId id) {
        return numberOf(id) % 2 == 0 ? small : large;
    }

    private static int numberOf(ModelId id) {
        return Integer.parseInt(id.version().text().split("\\.")[1]);
    }
}
