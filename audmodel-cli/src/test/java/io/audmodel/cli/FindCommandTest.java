package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("one-jdk")
class FindCommandTest {

    @TempDir
    private static Path folder;

    private static Tool tool;
    private static ModelId old;
    private static ModelId current;
    private static ModelId other;

    @BeforeAll
    static void publish() {
        tool = new Tool(folder);
        try (AudModel audmodel = tool.client()) {
            old = audmodel.publish(
                    request("emotion", "1.0.0", 3).alias(Alias.of("best")).date(LocalDate.of(2023, 1, 1)));
            current = audmodel.publish(request("emotion", "2.0.0", 3).meta(Map.of("recall", 0.71)));
            other = audmodel.publish(request("gender", "1.0.0", 5)
                    .subgroup(Subgroup.of("speech.cnn"))
                    .author("ben"));
        }
    }

    private static PublishRequest request(String name, String version, int layers) {
        return PublishRequest.of(tool.model(), name, Version.of(version))
                .parameters(Map.of("layers", layers, "net", "cnn10", "lr", layers * 1e-5))
                .author("anna")
                .date(LocalDate.of(2024, 1, 31));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --latest                         | current other
            --name=emo* --until=2023-12-31   | old
            --subgroup=speech.*              | other
            --author=?nna --from=2024-01-31  | current
            --alias=best                     | old
            --param=layers=5                 | other
            --param=layers<5 --param=net~cnn* | old current
            --param=lr<4e-5                  | old current
            --param=lr=5.0E-5                | other
            --meta=recall>=0.7               | current
            --name=nobody                    |
            """)
    void find_printsTheIdsOfWhatMeetsAllConditions(String conditions, String expected) {
        Object[] command = ("find " + conditions).split(" +");
        String[] ids = (expected == null ? "" : expected)
                .replace("old", old.toString())
                .replace("current", current.toString())
                .replace("other", other.toString())
                .split(" ");

        assertThat(tool.run(command).succeeded().out().strip().split("\n")).containsExactlyInAnyOrder(ids);
    }

    @Test
    void find_tellsHeadersInJson() {
        assertThat(tool.run("find", "--json", "--subgroup", "speech.cnn")
                        .succeeded()
                        .out())
                .isEqualToIgnoringWhitespace("""
                        [{"id": "%s", "repository": "%s", "author": "ben", "date": "2024-01-31", "name": "gender",
                        "parameters": {"layers": 5, "lr": 5.0E-5, "net": "cnn10"}, "subgroup": "speech.cnn", "version": "1.0.0"}]
                        """.formatted(other, tool.repository()));
        assertThat(tool.run("find", "--json", "--name", "nobody").line()).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --param=layers     | 'layers' is not a condition
            --meta==1          | '=1' is not a condition
            --param=layers=[1] | --param layers is not a scalar
            --param=layers==3  | == compares nothing, it is one of = != < <= > >= ~
            --param=layers=>3  | => compares nothing
            --meta=net~=cnn*   | ~= compares nothing
            --param=lr<yes     | nothing is less or greater than true
            --meta=lr>=        | nothing is less or greater than null
            --param=lr<.nan    | nothing is less or greater than NaN
            --from=soon        | --from
            emotion            | 'emotion'
            """, quoteCharacter = '`')
    void find_refusesWrongArguments(String argument, String words) {
        tool.run("find", argument).failed(2, words);
    }

    @Test
    void find_ofNothing_saysWhatWasComparedWithAText() {
        Outcome outcome = tool.run("find", "--param", "lr<0,001");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("'0,001'", "lr", "is a text").containsOnlyOnce("\n");
        assertThat(tool.run("find", "--param", "net<dnn").succeeded().out()).hasLineCount(3);
    }

    @Test
    void find_failsAfterWhatOtherRepositoriesHave() {
        String silent = "file-system:" + folder.resolve("gone") + "#models";
        Outcome outcome =
                tool.run("--repository", silent, "--repository", tool.repository(), "find", "--name", "gender");

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.out()).isEqualTo(other + "\n");
        assertThat(outcome.err()).contains(silent).containsOnlyOnce("\n");
    }

    @Test
    void table_isCutToTheTerminal_andWholeInAPipe(@TempDir Path mine) throws IOException {
        Tool another = new Tool(mine);
        another.publish("a-name-of-many-letters-and-more-of-them", "1.0.0", Map.of());

        another.shell(
                        "script -qec 'stty cols 50; audmodel find --table > piped; audmodel find --table' /dev/null > shown"
                                + " < /dev/null")
                .succeeded();

        assertThat(Files.readString(mine.resolve("piped"))).contains("a-name-of-many-letters-and-more-of-them");
        assertThat(Files.readString(mine.resolve("shown")).lines())
                .allMatch(line -> line.strip().length() <= 50)
                .anyMatch(line -> line.contains("…"))
                .noneMatch(line -> line.contains("\u001b"));
    }
}
