package io.audmodel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documentation points to what exists, and shows what compiles. */
class DocsTest {

    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final Set<String> EXAMPLES = Set.of("examples", "consumers");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`]*`");
    private static final Pattern JAVA = Pattern.compile("(?s)```java\\n(.*?)```");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern NUMBER = Pattern.compile("(?m)^- \\*\\*(\\w+)\\*\\*");
    private static final Pattern TEST = Pattern.compile("`([A-Za-z0-9]+)`");

    static Stream<Path> pages() {
        return files(".md").filter(page -> !page.toString().contains("vectors")).map(REPOSITORY::relativize);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void links_leadSomewhere(Path page) {
        Path file = REPOSITORY.resolve(page);
        String prose = CODE.matcher(read(file)).replaceAll("");
        List<String> links = LINK.matcher(prose)
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.startsWith("https://"))
                .toList();
        assertThat(links).allSatisfy(link -> {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]);
            assertThat(target).exists();
            if (parts.length == 2) {
                assertThat(anchors(target)).contains(parts[1]);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/coming-from-python.md",
                "docs/WRITING-A-BACKEND.md",
                "docs/finding-models.md",
                "docs/moving-models.md",
                "docs/cache.md",
                "docs/events.md",
                "docs/metrics.md",
                "docs/djl.md",
                "docs/offline.md",
                "docs/testing.md",
                "docs/when-it-does-not-work.md",
                "docs/serving.md",
                "docs/spring-boot.md",
                "docs/spark.md",
                "docs/signing.md"
            })
    void javaSnippets_occurInAnExample(String page) {
        List<List<String>> sources = files(".java")
                .filter(file ->
                        EXAMPLES.contains(REPOSITORY.relativize(file).getName(0).toString()))
                .map(file -> lines(read(file)))
                .toList();
        List<String> snippets = JAVA.matcher(read(REPOSITORY.resolve(page)))
                .results()
                .map(snippet -> snippet.group(1))
                .toList();
        assertThat(snippets)
                .isNotEmpty()
                .filteredOn(snippet -> sources.stream().noneMatch(source -> containsInOrder(source, lines(snippet))))
                .isEmpty();
    }

    @Test
    void invariants_eachNameTestsThatExist() {
        List<String> rules =
                List.of(read(REPOSITORY.resolve("docs/INVARIANTS.md")).split("(?m)^(?=- )"));
        Set<String> classes = files(".java")
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());

        assertThat(rules).hasSizeGreaterThan(20);
        rules.stream().skip(1).forEach(rule -> {
            assertThat(tests(rule)).as(rule).isNotEmpty();
            assertThat(tests(rule))
                    .as(rule)
                    .filteredOn(test -> !classes.contains(test))
                    .isEmpty();
        });
    }

    @Test
    void invariants_haveNumbersOfTheirOwn() {
        assertThat(NUMBER.matcher(read(REPOSITORY.resolve("docs/INVARIANTS.md")))
                        .results()
                        .map(number -> number.group(1)))
                .hasSizeGreaterThan(20)
                .doesNotHaveDuplicates();
    }

    private static List<String> tests(String rule) {
        String list = rule.replaceFirst("(?s).*Enforced by:", "").replaceFirst("(?s)\\n\\n.*", "");
        return list.equals(rule)
                ? List.of()
                : TEST.matcher(list).results().map(test -> test.group(1)).toList();
    }

    /** Files beside {@code target}, where other modules of the build make and remove files meanwhile. */
    private static Stream<Path> files(String ending) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(REPOSITORY, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    String name = folder.getFileName().toString();
                    boolean isHidden = name.startsWith(".") && !folder.equals(REPOSITORY);
                    return isHidden || name.equals("target") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(ending)) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static boolean containsInOrder(List<String> source, List<String> snippet) {
        List<String> open = new ArrayList<>(snippet);
        source.forEach(line -> {
            if (!open.isEmpty() && open.get(0).equals(line)) {
                open.remove(0);
            }
        });
        return open.isEmpty();
    }

    /** As the usual renderers make them. */
    private static List<String> anchors(Path page) {
        return HEADING.matcher(read(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase()
                        .replaceAll("[^\\w -]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
