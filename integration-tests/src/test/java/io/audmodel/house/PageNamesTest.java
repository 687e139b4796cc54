package io.audmodel.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages name classes and methods that are there: a page that a rename left behind fails. */
@Tag("one-jdk")
class PageNamesTest {

    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    private static final List<SourceFile> FILES = SourceFile.ofRepository();

    private static final Pattern BLOCK = Pattern.compile("(?s)```.*?```");
    private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");

    /** A type, as {@code LockTimeoutException}, with a member of it or not. */
    private static final Pattern TYPE =
            Pattern.compile("(?<![\\w./*…-])([A-Z][a-z0-9]+(?:[A-Z]\\w*)+)(?:[.#](\\w+))?(?![\\w/*…-])");

    private static final Pattern METHOD = Pattern.compile("(?<![\\w-])([a-z]\\w*[A-Z]\\w*)\\(");
    private static final Pattern STEP = Pattern.compile("(?ms)^\\d+\\. .*?(?=^\\d+\\. |^$)");
    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|record|interface|enum) (\\w+)");

    /** Of the JDK, of libraries, servers, Python and readers' own programs. */
    private static final Set<String> FOREIGN = Set.of(
            "AbortMultipartUpload",
            "ArchiveClassesAtExit",
            "ArchiveRelocationMode",
            "AuthorizationHeaderMalformed",
            "AutoCloseable",
            "BeforeAll",
            "CompileThresholdScaling",
            "CompleteMultipartUpload",
            "CreateMultipartUpload",
            "DeleteObject",
            "DumpPerfMapAtExit",
            "FallbackToLogsOnError",
            "FileChannel",
            "FileNotFoundException",
            "GenerateDataKey",
            "GetObject",
            "GlobalObservationConvention",
            "HashMap",
            "HttpURLConnection",
            "IllegalArgumentException",
            "InvalidArgument",
            "JsonValue",
            "KotlinModule",
            "LinkedHashMap",
            "ListBucket",
            "LocalDate",
            "LocalDateTime",
            "MeterRegistry",
            "MyRecord",
            "NaN",
            "NoSuchKey",
            "NullPointerException",
            "ObservationPredicate",
            "ObservationRegistry",
            "OffsetDateTime",
            "PutObject",
            "QuotaExceeded",
            "RegisterExtension",
            "RuntimeError",
            "S3Client",
            "SdkHttpClient",
            "SecureDirectoryStream",
            "ServiceLoader",
            "SharedArchiveFile",
            "SmartLifecycle",
            "StringLike",
            "TempDir",
            "TieredStopAtLevel",
            "TypeError",
            "TypeReference",
            "ValueError",
            "WebMvcTest",
            "ZipInputStream");

    @Test
    void typesAndMembers_thatPagesName_areThere() throws IOException {
        Map<String, String> sources = new HashMap<>();
        FILES.forEach(file -> sources.merge(file.name().replace(".java", ""), file.text(), String::concat));
        String all = String.join("\n", sources.values());
        Set<String> types = names(DECLARED, all);

        List<String> missing = spans().flatMap(span -> TYPE.matcher(span).results())
                .filter(name -> !FOREIGN.contains(name.group(1)))
                .filter(name ->
                        !types.contains(name.group(1)) || !has(sources.getOrDefault(name.group(1), all), name.group(2)))
                .map(MatchResult::group)
                .distinct()
                .toList();

        assertThat(types).hasSizeGreaterThan(100);
        assertThat(missing).isEmpty();
    }

    @Test
    void methods_thatPagesName_areThere() throws IOException {
        String all = FILES.stream().map(SourceFile::text).collect(Collectors.joining("\n"));
        Set<String> methods = names(METHOD, all);

        assertThat(spans().flatMap(span -> METHOD.matcher(span).results()).map(name -> name.group(1)))
                .isNotEmpty()
                .isSubsetOf(methods);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Publish", "Load", "Alias"})
    void walk_hasAtMostEightSteps_andEachNamesAClass(String walk) throws IOException {
        String page = Files.readString(ROOT.resolve("docs/ARCHITECTURE.md"));
        Matcher section = Pattern.compile("(?ms)^## " + walk + "$.*?(?=^## )").matcher(page);
        assertThat(section.find()).isTrue();
        List<String> steps =
                STEP.matcher(section.group()).results().map(MatchResult::group).toList();
        Set<String> types = names(DECLARED, FILES.stream().map(SourceFile::text).collect(Collectors.joining("\n")));

        assertThat(steps).hasSizeBetween(3, 8);
        assertThat(steps).allSatisfy(step -> assertThat(names(SPAN, step)).containsAnyElementsOf(types));
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A field does not make a method: pages name what readers can call. */
    private static boolean has(String source, String member) {
        if (member == null) {
            return true;
        }
        String end = Character.isUpperCase(member.charAt(0)) ? "\\b" : "\\s*\\(";
        return Pattern.compile("\\b" + member + end).matcher(source).find();
    }

    /** What stands in backticks on all pages, blocks of code apart: those run, or are compiled, elsewhere. */
    private static Stream<String> spans() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<Path> pages = files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !ROOT.relativize(file).toString().contains("target"))
                    .toList();
            assertThat(pages).hasSizeGreaterThan(20);
            StringBuilder text = new StringBuilder();
            for (Path page : pages) {
                text.append(BLOCK.matcher(Files.readString(page)).replaceAll(""))
                        .append('\n');
            }
            return SPAN.matcher(text).results().map(span -> span.group(1)).toList().stream();
        }
    }
}
