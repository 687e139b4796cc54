package io.audmodel.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Models with values of every type and files of odd names: what one language publishes, the other reads field by field
 * and byte by byte. {@code -Daudmodel.random.models=200} asks for more of them, {@code -Daudmodel.random.seed} for others.
 */
@Tag("python")
@Tag("one-jdk")
interface RandomModelsSuite extends BesidePython {

    int COUNT = Integer.getInteger("audmodel.random.models", 12);
    int SEED = Integer.getInteger("audmodel.random.seed", 20_261_123);

    /** One of them: the arguments to publish it with, by the names that Python gives them. */
    record Sample(Map<?, ?> arguments) {

        String text(String name) {
            return (String) arguments.get(name);
        }

        Map<?, ?> map(String name) {
            return (Map<?, ?>) arguments.get(name);
        }

        LocalDate date() {
            return (LocalDate) arguments.get("date");
        }

        Path root() {
            return Path.of(text("root"));
        }

        @Override
        public String toString() {
            return "model " + map("params").get("number") + " of seed " + SEED;
        }
    }

    private static List<Sample> samples(Python python, Path folder) {
        List<?> all = (List<?>) python.call("random_models", SEED, COUNT, folder.toString());
        return all.stream().map(each -> new Sample((Map<?, ?>) each)).toList();
    }

    @Test
    default void whatPythonPublishes_isReadHereWhole(Workshop workshop) {
        try (Python python = python(workshop)) {
            AudModel client = workshop.client();
            for (Sample sample : samples(python, workshop.fresh("models"))) {
                Map<String, Object> arguments = new HashMap<>();
                sample.arguments().forEach((name, value) -> arguments.put((String) name, value));
                ModelRef ref = ModelRef.of((String) python.callWith(arguments, "publish"));

                ModelHeader header = client.header(ref);
                assertThat(header.name()).as("%s", sample).isEqualTo(sample.text("name"));
                assertThat(header.author()).as("%s", sample).isEqualTo(sample.text("author"));
                assertThat(header.date()).as("%s", sample).isEqualTo(sample.date());
                assertThat(header.subgroup().toString()).as("%s", sample).isEqualTo(sample.text("subgroup"));
                assertThat(header.version().toString()).as("%s", sample).isEqualTo(sample.text("version"));
                assertThat(Expected.inOrder(header.parameters()))
                        .as("%s", sample)
                        .isEqualTo(Expected.inOrder(sample.map("params")));
                assertThat(Expected.inOrder(client.meta(ref)))
                        .as("%s", sample)
                        .isEqualTo(Expected.inOrder(sample.map("meta")));
                assertThat(FileTree.of(client.load(ref))).as("%s", sample).isEqualTo(FileTree.of(sample.root()));
                assertThat(client.verify(ref).damages()).as("%s", sample).isEmpty();
            }
        }
    }

    @Test
    default void whatIsPublishedHere_isReadByPythonWhole(Workshop workshop) {
        try (Python python = python(workshop)) {
            AudModel client = workshop.client();
            for (Sample sample : samples(python, workshop.fresh("models"))) {
                ModelId id = client.publish(
                        PublishRequest.of(sample.root(), sample.text("name"), Version.of(sample.text("version")))
                                .subgroup(Subgroup.of(sample.text("subgroup")))
                                .parameters(sample.map("params"))
                                .meta(sample.map("meta"))
                                .author(sample.text("author"))
                                .date(sample.date()));
                String uid = id.toString();
                assertThat(python.callWith(
                                Map.of("subgroup", sample.text("subgroup")),
                                "uid",
                                sample.text("name"),
                                sample.map("params"),
                                sample.text("version")))
                        .as("%s", sample)
                        .isEqualTo(uid);
                for (String field : List.of("name", "author", "subgroup", "version")) {
                    assertThat(python.call(field, uid)).as("%s", sample).isEqualTo(sample.text(field));
                }
                assertThat(python.call("date", uid))
                        .as("%s", sample)
                        .isEqualTo(sample.date().toString());
                assertThat(Expected.inOrder(python.call("parameters", uid)))
                        .as("%s", sample)
                        .isEqualTo(Expected.inOrder(sample.map("params")));
                assertThat(Expected.inOrder(python.call("meta", uid)))
                        .as("%s", sample)
                        .isEqualTo(Expected.inOrder(sample.map("meta")));
                assertThat(FileTree.of(Path.of((String) python.call("load", uid))))
                        .as("%s", sample)
                        .isEqualTo(FileTree.of(sample.root()));
            }
        }
    }
}
