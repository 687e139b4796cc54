package io.audmodel.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page that tells how often something was tried names tests that are there. */
@Tag("one-jdk")
class ReliabilityPageTest {

    private static final Pattern NAME =
            Pattern.compile("`\\*?([A-Z]\\w+(?:Test|Suite|Contract\\w*))(?:\\.([a-z]\\w+))?`");

    @Test
    void everyTestThatIsNamed_isThere() throws IOException {
        List<SourceFile> files = SourceFile.ofRepository();
        Path root = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
        String page = Files.readString(root.resolve("docs/reliability.md"));

        List<String> missing = NAME.matcher(page)
                .results()
                .filter(name -> files.stream().noneMatch(file -> has(file, name)))
                .map(MatchResult::group)
                .toList();

        assertThat(NAME.matcher(page).results()).hasSizeGreaterThan(50);
        assertThat(missing).isEmpty();
    }

    private static boolean has(SourceFile file, MatchResult name) {
        return file.name().endsWith(name.group(1) + ".java")
                && (name.group(2) == null || file.text().contains("void " + name.group(2) + "("));
    }
}
