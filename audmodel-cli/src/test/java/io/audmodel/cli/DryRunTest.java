package io.audmodel.cli;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Each command of the tool either changes something, and not with {@code --dry-run}, or changes nothing. */
@Tag("one-jdk")
class DryRunTest {

    /** Of each command that changes something, how it does so, after those before it did. */
    private static final Map<String, Function<DryRunFixture, List<Object>>> CHANGES = new LinkedHashMap<>();

    static {
        CHANGES.put("load", all -> List.of("best"));
        CHANGES.put("cache remove", all -> List.of("best"));
        CHANGES.put("verify", all -> List.of("best", "--repair"));
        CHANGES.put("fetch", all -> List.of("best", all.folder.resolve("fetched")));
        CHANGES.put("export", all -> List.of("best", all.folder.resolve("best.tar.gz")));
        CHANGES.put("catalogue", all -> List.of(all.folder.resolve("site")));
        CHANGES.put("copy", all -> List.of("--all", "--aliases", "--to", all.archiveAddress()));
        CHANGES.put("update-meta", all -> List.of("best", "--set", "recall=0.7"));
        CHANGES.put("keygen", all -> List.of(all.folder.resolve("other.pem"), "--no-password"));
        CHANGES.put("sign", all -> List.of("best", "--key", all.key));
        CHANGES.put("signatures", all -> List.of(all.one, "--remove", all.mark));
        CHANGES.put("sweep", all -> List.of("--apply"));
        CHANGES.put("retire", all -> List.of("--keep", "1", "--apply"));
        CHANGES.put(
                "publish",
                all -> List.of(
                        all.tool.model(),
                        "--name",
                        "cnn",
                        "--version",
                        "3.0.0",
                        "--param",
                        "rate=16000",
                        "--alias",
                        "best"));
        CHANGES.put("alias set", all -> List.of("best", all.two));
        CHANGES.put("alias remove", all -> List.of("best"));
        CHANGES.put("cache prune", all -> List.of("--max-size", "0", "--sparing", "0"));
    }

    /** Of each command that only looks, how it does so. */
    private static final Map<String, Function<DryRunFixture, List<Object>>> LOOKS = Map.ofEntries(
            entry("resolve", all -> List.of("best")),
            entry("find", all -> List.of()),
            entry("url", all -> List.of("best")),
            entry("uid", all -> List.of("--name", "cnn", "--version", "1.0.0")),
            entry("files", all -> List.of("best")),
            entry("cat", all -> List.of("best", "net/weights.txt")),
            entry("alias resolve", all -> List.of("best")),
            entry("alias list", all -> List.of(all.two)),
            entry("exempt", all -> List.of("best")),
            entry("bom", all -> List.of("best")),
            entry("cache list", all -> List.of()),
            entry("doctor", all -> List.of()),
            entry("completion", all -> List.of()),
            entry("help", all -> List.of()));

    /** What ends badly for another reason than that something cannot be written. */
    private static final List<Function<DryRunFixture, List<Object>>> FAILURES = List.of(
            all -> List.of("publish", all.tool.model(), "--name", "cnn", "--version", "1.0.0", "--param", "rate=16000"),
            all -> List.of("publish", all.folder.resolve("absent"), "--name", "cnn", "--version", "4.0.0"),
            all -> List.of("load", "absent"),
            all -> List.of("load", "best", "--only", "*.onnx"),
            all -> List.of("fetch", "best", all.tool.host()),
            all -> List.of("catalogue", all.tool.host()),
            all -> List.of("alias", "set", "worst", "00000000-1.0.0"),
            all -> List.of("alias", "remove", "worst"),
            all -> List.of("update-meta", "00000000-1.0.0", "--set", "a=1"),
            all -> List.of("copy", "absent", "--to", all.archiveAddress()),
            all -> List.of("export", "best", all.key),
            all -> List.of("retire", "--keep", "0", "--apply"),
            all -> List.of("verify", "absent", "--repair"),
            all -> List.of("sign", "best", "--key", all.folder.resolve("absent.pem")),
            all -> List.of("sign", "--folder", all.tool.model(), "--signature", all.key, "--key", all.key),
            all -> List.of("signatures", all.one, "--remove", "0".repeat(32)),
            all -> List.of("keygen", all.key, "--no-password"),
            all -> List.of("keygen", all.folder.resolve("no/x.pem"), "--no-password"),
            all -> List.of("keygen", all.folder.resolve("x.pem"), "--no-password", "--curve", "P-1"),
            all -> List.of("cache", "remove", all.two),
            all -> List.of("cache", "prune"));

    @TempDir
    private Path folder;

    static List<String> changing() {
        return leaves().filter(command -> command.getCommandSpec().findOption("--dry-run") != null)
                .map(DryRunTest::name)
                .toList();
    }

    static List<String> looking() {
        return leaves().map(DryRunTest::name)
                .filter(name -> !changing().contains(name))
                .toList();
    }

    private static Stream<CommandLine> leaves() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return leaves(CommandLines.of(new Terminal(System.in, OutputStream.nullOutputStream(), nowhere, nowhere)));
    }

    private static Stream<CommandLine> leaves(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(command)
                : command.getSubcommands().values().stream().flatMap(DryRunTest::leaves);
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName().replaceFirst("^audmodel ", "");
    }

    private Outcome run(DryRunFixture fixture, String command, List<Object> arguments, String... options) {
        List<Object> words = new ArrayList<>(Arrays.asList((Object[]) command.split(" ")));
        words.addAll(arguments);
        words.addAll(List.of(options));
        return fixture.tool.run(words.toArray());
    }

    @Test
    void eachCommand_isTriedBelow() {
        assertThat(new TreeSet<>(changing())).isEqualTo(new TreeSet<>(CHANGES.keySet()));
        assertThat(looking())
                .as("commands without --dry-run, none of which may change anything but the cache")
                .allMatch(name -> LOOKS.containsKey(name) || isQuestion(name));
    }

    private static boolean isQuestion(String name) {
        return Arrays.stream(Question.values())
                .anyMatch(question -> question.command().equals(name));
    }

    @Test
    void commandsThatChange_changeNothingInADryRun() {
        DryRunFixture fixture = new DryRunFixture(folder);
        CHANGES.forEach((command, how) -> {
            List<Object> arguments = how.apply(fixture);
            SortedMap<String, String> before = fixture.state();

            Outcome dry = run(fixture, command, arguments, "--dry-run").rehearsed();

            assertThat(dry.err()).as(command).contains("audmodel: would ");
            assertThat(fixture.state()).as(command).isEqualTo(before);
            assertThat(run(fixture, command, arguments).status()).as(command).isZero();
            assertThat(fixture.state()).as(command).isNotEqualTo(before);
        });
    }

    @Test
    void commandsThatLook_changeNothingButTheCache() {
        DryRunFixture fixture = new DryRunFixture(folder);
        SortedMap<String, String> before = withoutCache(fixture);
        for (String command : looking()) {
            List<Object> arguments =
                    isQuestion(command) ? List.of("best") : LOOKS.get(command).apply(fixture);

            assertThat(run(fixture, command, arguments).status()).as(command).isZero();

            assertThat(withoutCache(fixture)).as(command).isEqualTo(before);
        }
    }

    private static SortedMap<String, String> withoutCache(DryRunFixture fixture) {
        SortedMap<String, String> state = fixture.state();
        state.keySet().removeIf(name -> name.startsWith("cache"));
        return state;
    }

    @Test
    void whatFails_failsInADryRunAsInEarnest() {
        DryRunFixture fixture = new DryRunFixture(folder);
        assertThat(FAILURES).allSatisfy(failure -> {
            List<Object> words = failure.apply(fixture);
            SortedMap<String, String> before = fixture.state();

            Outcome dry = run(fixture, words.get(0).toString(), words.subList(1, words.size()), "--dry-run");

            assertThat(fixture.state()).as("%s", words).isEqualTo(before);
            Outcome real = run(fixture, words.get(0).toString(), words.subList(1, words.size()));
            assertThat(dry.status())
                    .as("%s: %s", words, dry)
                    .isEqualTo(real.status())
                    .isNotZero();
            assertThat(dry.err().replace("audmodel: nothing was changed (--dry-run)\n", ""))
                    .as("%s", words)
                    .isEqualTo(real.err().replace(" in " + fixture.tool.repository(), ""));
        });
    }

    @Test
    void aDryRun_saysWhichObjectsOfWhichModels() throws IOException {
        DryRunFixture fixture = new DryRunFixture(folder);

        assertThat(fixture.tool
                        .run("alias", "set", "best", fixture.one, "--dry-run")
                        .rehearsed()
                        .err())
                .contains(
                        "would point alias best, which points to " + fixture.two + " now, to " + fixture.one + "\n",
                        "would replace ",
                        " in " + fixture.tool.repository() + ", ");
        assertThat(fixture.tool
                        .run("retire", "--keep", "1", "--apply", "--dry-run")
                        .rehearsed()
                        .out())
                .isEqualTo(fixture.one + "\n");
        assertThat(fixture.tool
                        .run("update-meta", "best", "--set", "a.b=1", "--dry-run")
                        .rehearsed()
                        .out())
                .isEqualTo("a:\n  b: 1\n");
        assertThat(fixture.tool
                        .run("load", fixture.one, "best", "--dry-run", "--json")
                        .rehearsed()
                        .out())
                .contains("\"cached\": true", "\"cached\": false", "\"bytes\": 8");
        Path plan = folder.resolve("plan.json");
        assertThat(fixture.tool
                        .run("retire", "--keep", "1", "--plan", plan, "--dry-run")
                        .err())
                .contains("would write the plan to " + plan);
        assertThat(plan).doesNotExist();
        flip(fixture.tool.cache());
        assertThat(fixture.tool
                        .run("verify", fixture.one, "--repair", "--dry-run")
                        .rehearsed()
                        .err())
                .contains("would load " + fixture.one + " into the cache");
    }

    /** Damages the one model that is cached. */
    private static void flip(Path cache) throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            files.filter(file -> file.endsWith("weights.txt")).forEach(DryRunTest::damage);
        }
    }

    private static void damage(Path file) {
        try {
            Files.writeString(file, "9.9 9.9\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
