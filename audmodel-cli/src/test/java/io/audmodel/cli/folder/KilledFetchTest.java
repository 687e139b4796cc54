package io.audmodel.cli.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.cli.folder.DyingSteps.Died;
import io.audmodel.serializer.Serializer;
import io.audmodel.serializer.yaml.YamlSerializerProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A fetch that is killed before each of its steps, and within each write, and then again while it clears away what the first
 * one left. Whenever the record says that a model is complete, it is; and the next fetch has the model whole.
 */
@Tag("reliability")
@Tag("one-jdk")
class KilledFetchTest {

    private static final Serializer YAML = new YamlSerializerProvider().create();

    private final SmallModel one =
            new SmallModel("1.0.0", Map.of("weights.txt", "0.1", "net/a.txt", "a", "z.txt", "z"));
    private final SmallModel two = new SmallModel("2.0.0", Map.of("weights.txt", "0.22", "net/b/c.txt", "c"));

    @TempDir
    private Path temporary;

    /** What is in the folder before. */
    enum Before {
        NOTHING,
        ANOTHER_MODEL,
        OTHER_THINGS
    }

    @ParameterizedTest
    @EnumSource
    void fetchThatIsKilled_leavesNoHalfModelThatLooksWhole(Before before) throws IOException {
        int steps = 0;
        int half = 0;
        boolean isDone = false;
        while (!isDone) {
            isDone = true;
            for (boolean isWithin : List.of(false, true)) {
                Path folder = prepared(before, steps + "-" + isWithin);
                boolean isKilled = kill(folder, two, new DyingSteps(steps, isWithin), before);
                isDone &= !isKilled;
                half += requireHonest(folder, before) ? 0 : 1;
                // The second one dies too, in every second place of the first's.
                kill(folder, two, new DyingSteps(steps / 2, isWithin), before);
                requireHonest(folder, before);

                open(folder, new FolderSteps(), before).fetch("best", two);
                assertThat(SmallModel.in(folder)).as("after " + steps).isEqualTo(two.files);
                assertThat(folder.resolve(FolderState.STAGING)).doesNotExist();
                requireHonest(folder, before);
            }
            steps++;
        }
        assertThat(steps).isGreaterThan(15);
        assertThat(half).as("kills that left part of a model").isGreaterThan(3);
    }

    private Path prepared(Before before, String name) throws IOException {
        Path folder = Files.createDirectories(temporary.resolve(name));
        if (before == Before.ANOTHER_MODEL) {
            open(folder, new FolderSteps(), before).fetch("best", one);
        }
        if (before == Before.OTHER_THINGS) {
            Files.createDirectory(folder.resolve("net"));
            Files.writeString(folder.resolve("net/theirs.txt"), "theirs");
            Files.writeString(folder.resolve("theirs.txt"), "theirs");
        }
        return folder;
    }

    private static boolean kill(Path folder, SmallModel model, DyingSteps steps, Before before) {
        try {
            open(folder, steps, before).fetch("best", model.by(steps));
            return false;
        } catch (Died e) {
            return true;
        }
    }

    /** Whether a model is there, which is whole. */
    private boolean requireHonest(Path folder, Before before) throws IOException {
        FolderState state = FolderState.of(folder, YAML);
        SortedMap<String, String> files = SmallModel.in(folder);
        boolean isComplete = state.record().filter(FolderRecord::isComplete).isPresent();
        if (isComplete) {
            boolean isFirst = state.record().get().id().equals(one.id);
            assertThat(files).isEqualTo(isFirst ? one.files : two.files);
        } else if (state.record().isEmpty() && before != Before.OTHER_THINGS) {
            // Without a record the next fetch takes what is there for somebody else's.
            assertThat(files).isEmpty();
        }
        return isComplete;
    }

    private static ModelFolder open(Path folder, FolderSteps steps, Before before) {
        return new ModelFolder(folder, YAML, Duration.ofMinutes(1), before == Before.OTHER_THINGS, steps);
    }
}
