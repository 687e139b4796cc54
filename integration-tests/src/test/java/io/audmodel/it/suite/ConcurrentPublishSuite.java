package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.Jvms;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Eight processes publish one id at once: one of them succeeds, and what is visible is all its own.
 * {@code -Daudmodel.publish.rounds=200} asks for more rounds.
 */
@Tag("reliability")
public interface ConcurrentPublishSuite extends OnStorage {

    int PROCESSES = 8;
    int ROUNDS = Integer.getInteger("audmodel.publish.rounds", 1);

    /** What those hear who do not win: that there is a model, or that there soon is one. */
    Set<String> LOSERS = Set.of("AlreadyExistsException", "PublishInProgressException");

    String AUTHOR_FILE = "author.txt";

    @Test
    default void theSameFromAll(Workshop workshop) {
        Path model = model(workshop, "team");
        publishEverywhere(workshop, Collections.nCopies(PROCESSES, model), Collections.nCopies(PROCESSES, "team"));
    }

    @Test
    default void theSameFiles_withOtherMetadataFromEach(Workshop workshop) {
        publishEverywhere(workshop, Collections.nCopies(PROCESSES, workshop.model("same")), authors());
    }

    @Test
    default void otherFilesFromEach(Workshop workshop) {
        List<Path> models =
                authors().stream().map(author -> model(workshop, author)).toList();
        publishEverywhere(workshop, models, authors());
    }

    private static List<String> authors() {
        return IntStream.range(0, PROCESSES).mapToObj(i -> "author-" + i).toList();
    }

    private static Path model(Workshop workshop, String author) {
        Path model = workshop.model("same");
        Samples.file(model.resolve(AUTHOR_FILE), author);
        return model;
    }

    private static void publishEverywhere(Workshop workshop, List<Path> models, List<String> authors) {
        Jvm.Launch launch = workshop.launch();
        try (Jvms jvms = Jvms.start(
                PROCESSES,
                i -> launch.begin(workshop.repository(), workshop.fresh("cache"), workshop.fresh("reads")))) {
            for (int round = 1; round <= ROUNDS; round++) {
                String version = round + ".0.0";
                List<String> answers = jvms.ask(i -> "publish " + models.get(i) + " " + version + " " + authors.get(i));
                List<String> published = answers.stream()
                        .filter(answer -> answer.endsWith("-" + version))
                        .toList();
                assertThat(published).as("%s", answers).hasSize(1);
                assertThat(answers)
                        .filteredOn(answer -> !published.contains(answer))
                        .allMatch(answer -> LOSERS.contains(answer.substring(0, answer.indexOf(' '))));
                String winner = authors.get(answers.indexOf(published.get(0)));
                requireAllFrom(
                        winner, models.get(authors.indexOf(winner)), workshop.client(), ModelId.of(published.get(0)));
            }
            jvms.finish();
        }
    }

    private static void requireAllFrom(String winner, Path published, AudModel reader, ModelId id) {
        assertThat(reader.header(id).author()).isEqualTo(winner);
        assertThat(reader.meta(id)).isEqualTo(Map.of("author", winner));
        Path model = reader.load(id);
        assertThat(FileTree.of(model)).isEqualTo(FileTree.of(published));
    }
}
