package io.audmodel.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    private static final int MAX_LINES = 400;
    private static final int MAX_MEDIAN = 99;
    private static final Pattern SIZE = Pattern.compile("get(Integer|Long)\\(\\s*\"audmodel\\.(?!([a-z]+\\.)?seed\")");
    /** A message with an exception as a text in it; not one that is logged. */
    private static final Pattern RAW = Pattern.compile("(?m)^(?!.*->).*: \" \\+ (?:e|cause)(?:[,;)]| \\+|$)");

    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([^\"]*)\"\\)");
    private static final List<SourceFile> FILES = SourceFile.ofRepository();

    @Test
    void files_haveAtMost400Lines() {
        assertThat(FILES)
                .isNotEmpty()
                .allSatisfy(file ->
                        assertThat(file.lines()).as(file.path().toString()).isLessThanOrEqualTo(MAX_LINES));
    }

    @Test
    void files_haveAMedianBelow100Lines() {
        List<Integer> lines = FILES.stream().map(SourceFile::lines).sorted().toList();
        int median = lines.get(lines.size() / 2);

        assertThat(median).as("median of " + lines.size() + " files").isLessThanOrEqualTo(MAX_MEDIAN);
    }

    /** A search for the name of a class finds one class; projects of users, in com.example, have names of their own. */
    @Test
    void classes_haveNamesThatNoOtherHas() {
        List<String> names = FILES.stream()
                .filter(file -> file.isMain()
                        && file.path().toString().replace('\\', '/').contains("java/io/audmodel/"))
                .map(SourceFile::name)
                .filter(name -> !name.endsWith("-info.java") && !name.equals("Main.java"))
                .toList();

        assertThat(names).hasSizeGreaterThan(400).doesNotHaveDuplicates();
    }

    @Test
    void packages_sayWhatTheyAreForAndWhatIsNull() {
        Set<Path> described = FILES.stream()
                .filter(file -> file.name().equals("package-info.java"))
                .filter(file -> file.text().startsWith("/**") && file.text().contains("\n@NullMarked\n"))
                .map(file -> file.path().getParent())
                .collect(Collectors.toSet());

        assertThat(FILES)
                .filteredOn(file -> file.isMain() && !file.name().equals("module-info.java"))
                .isNotEmpty()
                .allMatch(file -> described.contains(file.path().getParent()));
    }

    /** A test that can be made larger is slow by its nature, and the profiles find it by its tag alone. */
    @Test
    void testsWithASize_haveATagThatAProfileRuns() {
        assertThat(FILES)
                .filteredOn(file -> !file.isMain() && SIZE.matcher(file.text()).find())
                .isNotEmpty()
                .allMatch(
                        file -> tags(file).contains("reliability") || tags(file).contains("python"));
    }

    @Test
    void tests_haveNoCacheUnlessTheyNameOne() {
        assertThat(AudModel.defaultCacheRoot().getParent()).isRegularFile();
    }

    @Test
    void tags_areThoseOfContributing() {
        assertThat(FILES)
                .allSatisfy(file -> assertThat(tags(file))
                        .as(file.path().toString())
                        .isSubsetOf("reliability", "python", "one-jdk"));
    }

    /** The names of types that exceptions of the JDK have mean nothing to people: there is {@code Reasons} for that. */
    @Test
    void messages_haveNoExceptionOfTheJdkInThem() {
        List<String> found = FILES.stream()
                .filter(file -> file.isMain() && !file.path().startsWith("audmodel-artifactory-standin"))
                // What a program makes of a model fails by exceptions of its own.
                .filter(file -> !file.path().endsWith("RestartedHolder.java"))
                .flatMap(file -> RAW.matcher(file.text())
                        .results()
                        .map(match -> file.path() + ": " + match.group().strip()))
                .toList();
        assertThat(found).isEmpty();
    }

    private static Set<String> tags(SourceFile file) {
        return TAG.matcher(file.text()).results().map(tag -> tag.group(1)).collect(Collectors.toSet());
    }
}
