package io.audmodel.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Decision records are numbered from 1 without a gap, and each is listed under its title. */
@Tag("one-jdk")
class DecisionsTest {

    private static final Path FOLDER = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .getParent()
            .resolve("docs/decisions");
    private static final Pattern LISTED = Pattern.compile("(?m)^(\\d+)\\. \\[([^]]+)]\\((\\S+\\.md)\\)");

    @Test
    void records_areNumberedWithoutGaps_andListedByTheirTitles() throws IOException {
        List<MatchResult> listed = LISTED.matcher(Files.readString(FOLDER.resolve("README.md")))
                .results()
                .toList();
        assertThat(listed.stream().map(entry -> Integer.parseInt(entry.group(1))))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, listed.size()).boxed().toList());
        for (MatchResult entry : listed) {
            assertThat(entry.group(3)).startsWith(String.format("%04d-", Integer.parseInt(entry.group(1))));
            assertThat(Files.readString(FOLDER.resolve(entry.group(3))))
                    .startsWith("# " + entry.group(1) + ". " + entry.group(2) + "\n");
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("README.md")))
                    .containsExactlyInAnyOrderElementsOf(
                            listed.stream().map(entry -> entry.group(3)).toList());
        }
    }
}
