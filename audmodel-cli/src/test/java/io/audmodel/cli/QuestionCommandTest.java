package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.model.Alias;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("one-jdk")
class QuestionCommandTest {

    @TempDir
    private static Path folder;

    private static Tool tool;

    @BeforeAll
    static void publish() {
        tool = new Tool(folder);
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("net", "mlp");
        parameters.put("sizes", List.of(88, 4));
        try (AudModel audmodel = tool.client()) {
            for (String version : List.of("1.0.0", "2.0.0", "10.0.0", "11.0.0-rc1")) {
                audmodel.publish(PublishRequest.of(tool.model(), "emotion", Version.of(version))
                        .parameters(parameters)
                        .subgroup(Subgroup.of("speech"))
                        .author("anna")
                        .date(LocalDate.of(2024, 1, 31))
                        .meta(Map.of("labels", Map.of(0, "angry")))
                        .alias(Alias.of("best")));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "locks=none,      0, true",
                "lock=none,       2, did you mean 'locks'",
                "locks=maybe,     2, 'maybe' is no value of locks",
                "password=geheim, 2, is a credential"
            })
    void optionOfARepository_reachesItsBackend(String option, int status, String text) {
        String repository = tool.repository() + "?" + option;
        Outcome outcome = tool.run("exists", "141d516d-1.0.0", "--repository", repository);
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(status);
        assertThat(outcome.out() + outcome.err()).contains(text).doesNotContain("geheim");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exists         | 141d516d-1.0.0 | true
            meta           | best           | labels:;  0: angry
            parameters     | best           | net: mlp;sizes:;- 88;- 4
            name           | best           | emotion
            author         | best           | anna
            date           | best           | 2024-01-31
            subgroup       | best           | speech
            version        | 141d516d       | 10.0.0
            versions       | 141d516d       | 1.0.0;2.0.0;10.0.0;11.0.0-rc1
            latest-version | best           | 10.0.0
            """)
    void question_isAnsweredByTheBareValue(String command, String ref, String answer) {
        assertThat(tool.run(command, ref).succeeded().out().stripTrailing()).isEqualTo(answer.replace(';', '\n'));
    }

    @Test
    void header_isThatOfTheRepository() {
        assertThat(tool.run("header", "141d516d-1.0.0").succeeded().out()).isEqualTo("""
                author: anna
                date: 2024-01-31
                name: emotion
                parameters:
                  net: mlp
                  sizes:
                  - 88
                  - 4
                subgroup: speech
                version: 1.0.0
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            exists   | 141d516d-3.0.0 | false
            meta     | best           | {"labels": {"0": "angry"}}
            date     | best           | "2024-01-31"
            versions | 141d516d       | ["1.0.0", "2.0.0", "10.0.0", "11.0.0-rc1"]
            """)
    void question_isAnsweredInJson(String command, String ref, String answer) {
        assertThat(tool.run("--json", command, ref).out()).isEqualToIgnoringWhitespace(answer);
    }

    @Test
    void exists_isFalseForWhatIsNowhere() {
        assertThat(tool.run("exists", "nobody")).isEqualTo(new Outcome(1, "false\n", ""));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EXISTS")
    void question_aboutWhatIsNowhereIsNotFound(Question question) {
        tool.run(question.command(), "00000000-1.0.0").failed(1, "00000000");
    }

    @Test
    void question_passesOverASilentRepository_andWarnsWhoWantsToKnow() {
        String silent = "file-system:" + folder.resolve("gone") + "#models";
        Object[] command = {"--repository", silent, "--repository", tool.repository(), "name", "141d516d-1.0.0"};

        assertThat(tool.run(command).line()).isEqualTo("emotion");
        command[5] = "141d516d-2.0.0";
        Object[] verbose = Stream.concat(Stream.of("-v"), Stream.of(command)).toArray();
        Outcome warned = tool.runProcess(verbose);
        assertThat(warned.out()).isEqualTo("emotion\n");
        assertThat(warned.err())
                .startsWith("audmodel: warning: ")
                .contains(silent)
                .containsOnlyOnce("\n");
    }

    @Test
    void question_refusesWrongArguments() {
        tool.run("name").failed(2, "REF", "see 'audmodel name --help'");
        tool.run("bom", "best", "a").failed(2, "no place for the argument 'a'");
        tool.run("date", "a b").failed(2, "'a b' is no model reference");
        tool.run("meta", "best", "--colour").failed(2, "--colour");
        tool.run("nmae", "best").failed(2, "nmae");
        tool.run("--repository", "models", "name", "best").failed(2, "'models' is not a repository");
        tool.run("--repository", "tape:a#b", "name", "best").failed(2, "unknown backend 'tape'");
    }
}
