package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.ModelQuery;
import io.audmodel.PublishRequest;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.inputs.ConditionCases;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a condition finds is what the table says, which the page of a catalogue is tested with too. */
class ConditionCasesTest {

    @TempDir
    private Path folder;

    @Test
    void conditions_findWhatTheTableSays() throws IOException {
        ConditionCases table = ConditionCases.read();
        Path files = Files.createDirectory(folder.resolve("files"));
        Files.writeString(files.resolve("weights"), "1");
        List<String> wrong = new ArrayList<>();
        try (AudModel audmodel = AudModel.builder()
                .repository(Repository.of("memory:tests#models"), new InMemoryBackend())
                .cacheRoot(folder.resolve("cache"))
                .build()) {
            for (Map.Entry<String, String> document : table.documents().entrySet()) {
                Object meta =
                        Output.yaml().read(document.getValue().getBytes(StandardCharsets.UTF_8), document.getKey());
                audmodel.publish(PublishRequest.of(files, document.getKey(), Version.of("1.0.0"))
                        .meta((Map<?, ?>) meta));
            }
            for (ConditionCases.Case one : table.cases()) {
                Set<String> found = found(audmodel, one.condition());
                if (!Objects.equals(found, one.found())) {
                    wrong.add(one.condition() + " => " + found + " in place of " + one.found());
                }
            }
        }
        assertThat(table.cases()).hasSizeGreaterThan(200);
        assertThat(wrong).isEmpty();
    }

    /** The names of what meets the condition; null if it is refused. */
    private static @Nullable Set<String> found(AudModel audmodel, String text) {
        ModelQuery query;
        try {
            Condition condition = Condition.parse("--meta", text);
            query = ModelQuery.all().meta(condition.path(), condition.comparison(), condition.value());
        } catch (InvalidArgumentException e) {
            return null;
        }
        try (Stream<String> names =
                audmodel.find(query).map(model -> model.header().name())) {
            return names.collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
