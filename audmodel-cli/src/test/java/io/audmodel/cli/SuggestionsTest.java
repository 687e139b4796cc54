package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SuggestionsTest {

    @TempDir
    private Path folder;

    private Tool tool;
    private AudModel client;

    @BeforeEach
    void publish() {
        tool = new Tool(folder);
        ModelId id = tool.publish("speech-emotion", "1.0.0", Map.of("layers", 3, "train", Map.of("rate", 0.1)));
        client = tool.client();
        client.setAlias(Alias.of("emotion-production"), id);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            speech-emotion    | ; it is the name of a model: 'audmodel find --name speech-emotion' prints the ids
            emotion-producton | ; did you mean 'emotion-production'?
            """)
    void reference_mayBeANameOrAMistypedAlias(String text, String hint) {
        assertThat(new Suggestions(client)
                        .ofReference("alias '" + text + "' does not exist: every repository was asked"))
                .isEqualTo(hint);
    }

    @Test
    void whatIsLikeNothing_hasNoSuggestion() {
        Suggestions suggestions = new Suggestions(client);

        assertThat(suggestions.ofReference("alias 'something-else' does not exist: every repository was asked"))
                .isEmpty();
        assertThat(suggestions.ofReference("the cache is full")).isEmpty();
        try (AudModel offline = AudModel.builder()
                .repository(tool.repository())
                .cacheRoot(folder.resolve("none"))
                .offline()
                .build()) {
            assertThat(new Suggestions(offline).ofReference("alias 'speech-emotion' does not exist"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --name spech-emotion      | no model has the name 'spech-emotion'; did you mean 'speech-emotion'?
            --param lyers>=3          | no model has the parameter 'lyers'; did you mean 'layers'?
            --param train.rates=0.1   | no model has the parameter 'train.rates'; did you mean 'train.rate'?
            --param layers=4          |
            --name *nothing*          |
            --name other              |
            """)
    void search_saysWhatNoModelHas(String options, String line) {
        QueryOptions wanted = new QueryOptions();
        new CommandLine(new Wanted(wanted)).parseArgs(options.split(" +"));

        assertThat(new Suggestions(client).ofSearch(wanted)).isEqualTo(line == null ? List.of() : List.of(line));
    }

    @CommandLine.Command
    private record Wanted(@CommandLine.Mixin QueryOptions wanted) {}

    @Test
    void suggestions_areForTerminalsAlone() throws IOException {
        assertThat(tool.run("load", "speech-emotion").err()).doesNotContain("--name");
        assertThat(tool.run("find", "--name", "spech-emotion").err()).isEmpty();

        tool.shell("script -qec 'audmodel load speech-emotion; audmodel find --name spech-emotion' /dev/null > shown"
                        + " < /dev/null")
                .succeeded();

        assertThat(Files.readString(folder.resolve("shown")))
                .contains("'audmodel find --name speech-emotion' prints the ids", "did you mean 'speech-emotion'?");
    }
}
