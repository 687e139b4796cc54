package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What messages of the library say to programmers has words for people with a shell. */
class WordingTest {

    private static final List<String> MODULES = List.of(
            "audmodel-core",
            "audmodel-cache",
            "audmodel-backend-fs",
            "audmodel-backend-s3",
            "audmodel-backend-artifactory",
            "audmodel-signing",
            "audmodel-formats",
            "audmodel-catalogue",
            "audmodel-cli");

    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

    /** A call, and a type or method of the library. */
    private static final Pattern OF_JAVA = Pattern.compile(
            "\\b[a-z]\\w*\\((?:ref)?\\)"
                    + "|\\b(?:[A-Z][a-z]+){2,}\\.[a-z]\\w+|\\b(?:ArchiveLimits|TrustedKeys|TrustedRoots|PublishRequest|AudModelBuilder)\\b");

    /**
     * Of programs alone: iterators and modes of writes that the library itself uses, times and jars that the tool does not
     * take; and the end of a text that is translated as a whole.
     */
    private static final Pattern OF_PROGRAMS = Pattern.compile(
            "ask (?:for )?(?:hasNext|kind)\\(\\) first|set\\(\\)|ChronoUnit|\\w+\\[.*|System\\.getProperty.*|class path.*|^ of ArchiveLimits$");

    @Test
    void textsOfAllModules_areInWordsOfTheTool() throws IOException {
        List<String> left = new ArrayList<>();
        int texts = 0;
        for (String module : MODULES) {
            Path sources = Tool.CHECKOUT.resolve(module).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(one -> one.toString().endsWith(".java") && !one.endsWith("Wording.java"))
                        .toList()) {
                    List<String> found = texts(Files.readString(file));
                    texts += found.size();
                    found.stream()
                            .filter(text -> text.contains(" "))
                            .filter(text -> !OF_PROGRAMS.matcher(text).find())
                            .map(Wording::ofTool)
                            .filter(text -> OF_JAVA.matcher(text).find())
                            .forEach(text -> left.add(file.getFileName() + ": " + text));
                }
            }
        }
        assertThat(texts).isGreaterThan(2000);
        assertThat(left).isEmpty();
    }

    /** Those of one statement that are joined, since lines are broken anywhere. */
    private static List<String> texts(String source) {
        String joined = source.replaceAll("(?m)^\\s*(?:\\*|//|/\\*\\*).*$", "").replaceAll("\"\\s*\\+\\s*\"", "");
        return TEXT.matcher(joined)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            or at once with takeOver() | or at once with --take-over
            models; search without latest(), or give it | models; search without --latest, or give it
            If it can be trusted, raise maxBytes of ArchiveLimits | If it can be trusted, unpack it by another program: that is the most which the tool takes
            java.nio.file.NoSuchFileException: /x | there is no /x
            waited for PT2H; PT90S; PT0S | waited for 2 hours; 90 seconds; 0 seconds
            trust its key (TrustedKeys) | trust its key (--key)
            """)
    void words_areTranslated(String message, String words) {
        assertThat(Wording.ofTool(message)).isEqualTo(words);
    }
}
