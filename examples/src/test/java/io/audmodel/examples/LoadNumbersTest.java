package io.audmodel.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.event.ClientEvent;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/events.md shows and lists. */
class LoadNumbersTest {

    private static final Path PAGE = Path.of("../docs/events.md");

    @TempDir
    private Path temporary;

    @Test
    void listener_countsHitsMissesRequestsAndFailures() throws IOException {
        LoadNumbers listener = new LoadNumbers();
        try (AudModel audmodel = AudModel.builder()
                .repository(Repository.of("memory:tests#models"), new InMemoryBackend())
                .cacheRoot(temporary.resolve("cache"))
                .events(listener)
                .build()) {
            ModelId id = audmodel.publish(PublishRequest.of(
                            new SpeechEmotionModel(1).writeTo(temporary.resolve("model")), "mlp", Version.of("1.0.0"))
                    .alias(Alias.of("live")));
            audmodel.load(Alias.of("live"));
            audmodel.load(id);
            assertThatExceptionOfType(ModelNotFoundException.class)
                    .isThrownBy(() -> audmodel.load(ModelRef.of("00000000-1.0.0")));
        }
        assertThat(listener.numbers())
                .containsEntry("loads.hit", 1L)
                .containsEntry("loads.miss", 1L)
                .containsEntry("calls.load", 3L)
                .containsEntry("calls.publish", 1L)
                .containsEntry("failures.ModelNotFoundException", 1L)
                .hasEntrySatisfying("bytes.get", bytes -> assertThat(bytes).isPositive())
                .hasEntrySatisfying("bytes.put", bytes -> assertThat(bytes).isPositive());
    }

    @Test
    void page_listsEveryKind_withAllItsFieldsInOrder() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Class<?> kind : ClientEvent.class.getPermittedSubclasses()) {
            for (RecordComponent component : kind.getRecordComponents()) {
                expected.add(kind.getSimpleName() + " " + component.getName());
            }
        }
        List<String> listed = new ArrayList<>();
        String kind = "";
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("### `")) {
                kind = line.substring(5, line.length() - 1);
            } else if (!kind.isEmpty() && line.startsWith("| `")) {
                listed.add(kind + " " + line.split("`")[1]);
            }
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(expected).isNotEmpty();
    }
}
