package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.model.ModelId;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors of the tool name its commands and options, and neither calls of the library nor types of Java. */
@Tag("one-jdk")
class ToolWordsTest {

    private static final String JAVA =
            "(?s).*(\\w\\(\\w*\\)|\\bjava\\.|\\bio\\.audmodel|Exception|Feature|\\bPT\\d|builder| a long\\b|boolean).*";

    @TempDir
    private static Path folder;

    private static Tool tool;
    private static ModelId id;

    @BeforeAll
    static void publish() {
        tool = new Tool(folder);
        id = tool.publish("emotion", "1.0.0", Map.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            publish m --name a --version 1.0.0 --date soon | 2 | 'soon' is no day of the calendar, written as YYYY-MM-DD
            publish m --name a --version 2024.1            | 2 | needs --any-version
            find --from 2024-13-01                         | 2 | '2024-13-01' is no day
            load ID --lock-timeout 0                       | 2 | '0' is no number of seconds
            load ID --lock-timeout x                       | 2 | 'x' is no number of seconds
            load ID --lock-timeout 99999999999999999999    | 2 | is no number of seconds
            load ID --lock-timeout -1                      | 2 | '-1' is no number of seconds
            cat ID none                                    | 2 | 'audmodel files' lists what it has
            --offline load 00000000-1.0.0                  | 3 | leave --offline out
            find --latest=x                                | 2 | '--latest' takes no value
            update-meta ID --meta .                        | 2 | cannot read .: Is a directory
            load ID --cache-root=/proc/none                | 3 | --cache-root
            load ID --cache-root=~x/y                      | 2 | home of another user
            --repository file-sytem:/a#b load a            | 2 | did you mean 'file-system'?
            --repository file-system:u:p@h#b load a        | 2 | by the environment
            laod ID                                        | 2 | there is no command 'laod'; see 'audmodel --help'; did you mean 'load'?
            alias st a ID                                  | 2 | did you mean 'set'?
            help alias st                                  | 2 | did you mean 'set'?
            load --ofline ID                               | 2 | did you mean '--offline'?
            --cache-roots=x load ID                        | 2 | did you mean '--cache-root'?
            find --parm a=1                                | 2 | did you mean '--param'?
            bom ID ID                                      | 2 | no place for the argument
            """)
    void error_isInWordsOfTheTool(String command, int status, String words) {
        Outcome outcome =
                tool.run((Object[]) command.replace("ID", id.toString()).split(" +"));

        outcome.failed(status, words);
        assertThat(outcome.err()).doesNotMatch(JAVA);
    }

    @Test
    void remains_areTakenOverByAnOption() {
        Object[] publish = {"publish", tool.model(), "--name", "gender", "--version", "1.0.0"};
        String idOfGender = tool.run("uid", "--name", "gender").line();
        tool.file("host/models/gender/ID/1.0.0/ID-1.0.0.zip".replace("ID", idOfGender), "of another");

        Outcome refused = tool.run(publish);
        refused.failed(4, "24 hours old", "--take-over");
        assertThat(refused.err()).doesNotMatch(JAVA);
        assertThat(tool.run("publish", tool.model(), "--name", "gender", "--version", "1.0.0", "--take-over")
                        .line())
                .isEqualTo(idOfGender + "-1.0.0");
    }

    @Test
    void nothingConfigured_isSaidWithEachErrorOfARepository() {
        Outcome outcome = tool.shell("unset AUDMODEL_REPOSITORIES; HOME=$PWD/home audmodel --offline load a");

        outcome.failed(3, "nothing is configured", "--repository", "AUDMODEL_REPOSITORIES");
        assertThat(tool.shell("unset AUDMODEL_REPOSITORIES; HOME=$PWD/home audmodel alias set 'a b' 00000000-1.0.0")
                        .err())
                .contains("'a b'")
                .doesNotContain("nothing is configured");
    }

    @Test
    void tilde_ofAnOptionIsTheHome() {
        tool.file("home/p.yaml", "lr: 1.0e-05\n");
        String home = "HOME=$PWD/home audmodel ";

        assertThat(tool.shell(home + "uid --name n --params=~/p.yaml").line()).isEqualTo("7591caf3");
        assertThat(tool.shell(home + "--cache-root=~/c load " + id).line())
                .isEqualTo(folder.resolve("home/c")
                        .resolve(id.shortId() + "/1.0.0")
                        .toString());
        assertThat(folder.resolve("~")).doesNotExist();
    }
}
