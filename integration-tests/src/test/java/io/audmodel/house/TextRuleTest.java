package io.audmodel.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("one-jdk")
class TextRuleTest {

    private static final List<SourceFile> FILES = Stream.of(SourceFile.ofRepository(), SourceFile.pagesOfRepository())
            .flatMap(List::stream)
            .toList();

    @ParameterizedTest
    @EnumSource
    void repository_keepsTheRule(TextRule rule) {
        assertThat(FILES).hasSizeGreaterThan(50);
        assertThat(FILES.stream().flatMap(file -> rule.breaches(file).stream())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNFINISHED_WORK", "PATH_OF_A_MACHINE", "PHRASE_OF_OUR_OWN"})
    void scriptsAndConfiguration_keepTheRulesOfAllLanguages(TextRule rule) {
        List<SourceFile> others = SourceFile.othersOfRepository();

        assertThat(others).hasSizeGreaterThan(50).anyMatch(file -> file.name().equals("conditions.js"));
        assertThat(others.stream().flatMap(file -> rule.breaches(file).stream()))
                .isEmpty();
    }

    // A '~' stands where a sample would otherwise break the rule in this very file.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UNFINISHED_WORK     | // TO~DO later
            UNFINISHED_WORK     | /* FIX~ME */
            UNFINISHED_WORK     | // XX~X
            DISABLED_TEST       | @Dis~abled("flaky")
            SLEEP               | Thread~.sleep(10)
            PATH_OF_A_MACHINE   | Path.of("/ro~ot/models")
            PATH_OF_A_MACHINE   | // see /ho~me/anna/models
            PATH_OF_A_MACHINE   | "C:\\Us~ers\\anna"
            VAGUE_NAME          | final cla~ss PathUtils {
            VAGUE_NAME          | rec~ord CacheManager() {}
            WORD_OF_OUR_OWN     | final cla~ss Workbench {
            WORD_OF_OUR_OWN     | class ManyLa~nesTest {
            WORD_OF_OUR_OWN     | final cla~ss ToldListener {
            PHRASE_OF_OUR_OWN   | /** Who~ever makes it closes it. */
            PHRASE_OF_OUR_OWN   | // A publisher is~ told that it won.
            PHRASE_OF_OUR_OWN   | The search go~es on.
            PHRASE_OF_OUR_OWN   | * of which the parts are sum~med up.
            PHRASE_OF_OUR_OWN   | // Damaged content is asked~ for again.
            PHRASE_OF_OUR_OWN   | // To look is no~ use.
            PHRASE_OF_OUR_OWN   | a repository that was pas~sed over
            PHRASE_OF_OUR_OWN   | a trou~bled repository
            PHRASE_OF_OUR_OWN   | replaces it, ev~en by one that says the same
            WILDCARD_IMPORT     | imp~ort java.util.*;
            WILDCARD_IMPORT     | imp~ort static java.util.List.*;
            SYNCHRONIZED_BLOCK  | synch~ronized (lock) {
            SEED_THAT_NOTHING_REPEATS | Random random = new Ran~dom();
            SEED_THAT_NOTHING_REPEATS | long seed = Long.getLong("seed", System.nano~Time());
            """)
    void rule_findsABreach(TextRule rule, String sample) {
        SourceFile file = new SourceFile(Path.of("Sample.java"), "package a;\n" + sample.replace("~", "") + "\n");

        assertThat(rule.breaches(file)).hasSize(1).first().asString().startsWith("Sample.java:2: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UNFINISHED_WORK     | String todos = "mastodon";
            PATH_OF_A_MACHINE   | Path.of("/data/models")
            PATH_OF_A_MACHINE   | // folder/wo~rk/here
            PATH_OF_A_MACHINE   | // such as /home/me/models
            VAGUE_NAME          | final class Utilities {
            WORD_OF_OUR_OWN     | public final class MemoryBudget {
            PHRASE_OF_OUR_OWN   | // The user gets the checksum, and the transfer resumes.
            PHRASE_OF_OUR_OWN   | // asked for a gain of ten percent
            WILDCARD_IMPORT     | import java.util.List;
            SYNCHRONIZED_BLOCK  | * A synchronized (but slow) call.
            SEED_THAT_NOTHING_REPEATS | Random random = new Random(seed);
            """)
    void rule_leavesTheRestAlone(TextRule rule, String sample) {
        assertThat(rule.breaches(new SourceFile(Path.of("Sample.java"), sample.replace("~", ""))))
                .isEmpty();
    }
}
