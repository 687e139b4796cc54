package io.audmodel.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The versions that users get by the BOM are those that everything is tested with. */
@Tag("one-jdk")
class BomTest {

    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    private static final Pattern VERSION = Pattern.compile("<([a-z0-9-]+\\.version)>([^<]+)</");
    private static final Pattern DEPENDENCY = Pattern.compile(
            "(?s)<dependency>\\s*<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>(.*?)</dependency>");
    private static final List<String> LIBRARIES =
            List.of("core", "cache", "backend-fs", "backend-s3", "backend-artifactory");

    @Test
    void versions_areThoseOfTheParent() throws IOException {
        String parent = Files.readString(ROOT.resolve("pom.xml"));

        assertThat(VERSION.matcher(bom()).results().map(MatchResult::group))
                .hasSizeGreaterThan(8)
                .allSatisfy(version -> assertThat(parent).contains(version));
    }

    @Test
    void libraries_bringNothingThatTheBomDoesNotManage() throws IOException {
        TreeSet<String> brought = new TreeSet<>();
        for (String library : LIBRARIES) {
            dependencies(Files.readString(ROOT.resolve("audmodel-" + library).resolve("pom.xml")))
                    .filter(found -> !found.group(3).contains("<scope>"))
                    .forEach(found -> brought.add(found.group(1) + ":" + found.group(2)));
        }
        // The SDK has a BOM of its own, which ours imports.
        brought.removeIf(name -> name.startsWith("software.amazon.awssdk:"));

        assertThat(dependencies(bom()).map(found -> found.group(1) + ":" + found.group(2)))
                .contains("software.amazon.awssdk:bom")
                .containsAll(brought);
        assertThat(brought).hasSizeGreaterThan(8);
    }

    @Test
    void pages_nameTheVersionThatCanBeHad() throws IOException {
        String next = Pom.of("audmodel-bom", null).own("/project/version").get(0);
        String last = Pom.of("", null).own("/project/properties/last.release").get(0);
        // What can be had: the last release, from the snapshot after it on.
        String version = next.endsWith("-SNAPSHOT") && !last.equals("none") ? last : next;

        assertThat(List.of("README.md", "examples/consumer/pom.xml", "examples/consumer/build.gradle.kts"))
                .allSatisfy(page -> assertThat(Files.readString(ROOT.resolve(page)))
                        .as(page)
                        .containsPattern("audmodel-bom(</artifactId>\\s*<version>|:)" + Pattern.quote(version)));
    }

    @Test
    void snippets_areTheProjectToCopy() throws IOException {
        String page = Files.readString(ROOT.resolve("README.md")).replaceFirst("(?s).*\n## Choosing jars", "");
        List<String> gradle = block(page, "kotlin");
        List<String> maven = block(page, "xml");
        // A whole build file each, which somebody can save and run.
        assertThat(gradle).isEqualTo(Files.readAllLines(ROOT.resolve("examples/consumer/build.gradle.kts")));
        assertThat(maven)
                .startsWith("<project xmlns=\"http://maven.apache.org/POM/4.0.0\">")
                .endsWith("</project>");
        assertThat(Files.readAllLines(ROOT.resolve("examples/consumer/pom.xml")))
                .containsSubsequence(maven);
    }

    private static List<String> block(String page, String language) {
        return page.replaceFirst("(?s).*?```" + language + "\n(.*?)```.*", "$1")
                .lines()
                .toList();
    }

    private static Stream<MatchResult> dependencies(String pom) {
        return DEPENDENCY.matcher(pom).results();
    }

    private static String bom() throws IOException {
        return Files.readString(ROOT.resolve("audmodel-bom/pom.xml"));
    }
}
