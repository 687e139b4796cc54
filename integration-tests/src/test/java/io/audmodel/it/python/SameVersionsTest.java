package io.audmodel.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.inputs.PythonAnswers;
import io.audmodel.model.Repository;
import io.audmodel.model.ShortId;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which versions can be published, are listed, in which order, and which is the latest, beside both releases of the Python
 * package; and the order as a second implementation of Semantic Versioning has it, in Python. The full run:
 * {@code -Daudmodel.values=30000}.
 */
@Tag("python")
@Tag("reliability")
@Tag("one-jdk")
class SameVersionsTest {

    private static final int TEXTS = Integer.getInteger("audmodel.values", 4_000);
    private static final int MODELS = TEXTS / 8;
    private static final long SEED = Long.getLong("audmodel.seed", 20_261_129);

    private static final List<String> NUMBERS =
            List.of("0", "1", "2", "9", "10", "01", "00", "2024", "20240131", "99999999999999999999", "1_0", "x", "");
    private static final List<String> SEPARATORS = List.of(".", ".", ".", ".", ".", ".", ".", ".", "-", "_", "", "..");
    private static final List<String> PARTS = List.of(
            "rc",
            "rc1",
            "rc2",
            "rc10",
            "rc.1",
            "alpha",
            "a",
            "A",
            "b2",
            "dev1",
            "post1",
            "1",
            "10",
            "01",
            "0",
            "-",
            "_1",
            "9-g1572b37",
            "10-gdf29c4a",
            "SNAPSHOT",
            "x.7.z",
            "\u00e9",
            " ",
            "");
    private static final List<String> WHOLE = List.of(
            "v1.0.0",
            "1!1.0.0",
            "1.0.0+local",
            "1.0.0-rc1+b",
            "1.0.0rc1",
            "1.0.0.post1",
            "1.0.0.dev1",
            "1.0.0c1",
            "1",
            "1.0",
            "1.0-1",
            "2024.123",
            "1x0x0",
            "latest",
            "1.0.0-20240101120000.abcdef",
            "",
            "\u0661.0.0",
            "1.0.0\n");

    /** What Python's {@code int()} takes, a sign in the second place among it. */
    private static final Pattern NUMBERED = Pattern.compile("N\\.-?N\\.N(-.*)?".replace("N", "[0-9]+(_[0-9]+)*"));
    /** What audmodel 1.5 alone would take. */
    private static final Pattern OF_THE_NEWEST = Pattern.compile("[0-9.]+-|[0-9]+\\.-.*");

    private static final Pattern RELEASE = Pattern.compile("[0-9]+(\\.[0-9]+)+");
    private static final Pattern KNOWN_TO_REFERENCE = Pattern.compile("[0-9]+\\.[0-9]+.[0-9]+");

    private static final String PUBLISHED = """
            import sys
            import audeer
            import audmodel.core.utils as ids

            def newest(version):
                return bool(ids.VERSION_PATTERN.fullmatch(version)) and audeer.is_semantic_version(version)

            def is_published(version):
                is_id = bool(ids.UID_VERSION_PATTERN.fullmatch("41781d7b-" + version))
                is_legacy = len("41781d7b-" + version) == 36
                return is_id and not is_legacy and (not hasattr(ids, "VERSION_PATTERN") or newest(version))

            for line in open(sys.argv[1]):
                print(is_published(bytes.fromhex(line.strip()).decode()))
            """;

    private static final String LISTED = """
            import sys
            import audmodel

            audmodel.config.REPOSITORIES = [audmodel.Repository("models", HOST, "file-system")]
            for line in open(sys.argv[1]):
                try:
                    versions = audmodel.versions(bytes.fromhex(line.strip()).decode())
                    print(",".join(versions))
                except (ValueError, TypeError) as e:
                    print(type(e).__name__)
            """;

    private static final String ORDERED = """
            import re, sys

            def number(digits):
                digits = digits.lstrip("0")
                return (len(digits), digits)

            def key(version):
                numbers, rest = re.fullmatch(r"([0-9]+(?:[.][0-9]+)*)(.*)", version).groups()
                numbers = [number(n) for n in numbers.split(".")]
                while numbers and numbers[-1] == (0, ""):
                    numbers.pop()
                rest = rest[1:] if rest[:1] in ("-", ".") else rest
                parts = rest.split(".")
                if parts[-1] == "":
                    parts.pop()
                parts = [(0, number(p), "") if p.isdigit() else (1, (), p) for p in parts]
                return (numbers, rest == "", parts, version)

            for line in open(sys.argv[1]):
                print(",".join(sorted(bytes.fromhex(line.strip()).decode().split(","), key=key)))
            """;

    @TempDir
    private Path folder;

    /** But for an empty suffix and a negative number, which nobody means. */
    @Test
    void versions_arePublishedByDefault_ifBothReleasesReadThem() throws IOException {
        List<String> texts = texts();
        List<String> reference = answers(PythonRelease.REFERENCE, PUBLISHED, texts);
        List<String> newest = answers(PythonRelease.NEWEST, PUBLISHED, texts);
        List<String> differences = new ArrayList<>();
        int published = 0;
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            boolean here = isPublished(text);
            boolean there = reference.get(i).equals("True")
                    && newest.get(i).equals("True")
                    && !OF_THE_NEWEST.matcher(text).matches();
            published += here ? 1 : 0;
            if (here != there) {
                differences.add("'" + text + "' by Python " + there + ", here " + here);
            }
        }
        assertThat(differences)
                .as("seed %d, %d texts, %d published", SEED, TEXTS, published)
                .isEmpty();
        assertThat(published).isBetween(TEXTS / 40, TEXTS * 9 / 10);
    }

    @Test
    void versions_ofAModel_areListedInOneOrder_andEachReleaseOfPythonSeesWhatThePageSays() throws IOException {
        List<List<String>> models = models();
        List<String> ids = ids();
        for (int i = 0; i < MODELS; i++) {
            for (String version : models.get(i)) {
                Path path = folder.resolve("models/_uid/" + ids.get(i) + "/" + version);
                Files.createDirectories(path);
                Files.createFile(path.resolve(ids.get(i) + "-" + version + ".header.yaml"));
            }
        }
        String script = LISTED.replace("HOST", "'" + folder + "'");
        List<String> reference = answers(PythonRelease.REFERENCE, script, ids);
        List<String> newest = answers(PythonRelease.NEWEST, script, ids);
        List<String> ordered = answers(
                PythonRelease.NEWEST,
                ORDERED,
                models.stream().map(model -> String.join(",", model)).toList());

        int sorted = 0;
        try (AudModel client = AudModel.builder()
                .repository(Repository.of("file-system:" + folder + "#models"))
                .cacheRoot(folder.resolve("cache"))
                .build()) {
            for (int i = 0; i < MODELS; i++) {
                List<String> here = client.versions(ShortId.of(ids.get(i))).stream()
                        .map(Version::text)
                        .toList();
                String model = "seed " + SEED + ", " + here;
                assertThat(String.join(",", here)).as(model).isEqualTo(ordered.get(i));
                assertThat(client.latestVersion(ShortId.of(ids.get(i))).text())
                        .as(model)
                        .isEqualTo(latest(here));
                assertThat(reference.get(i)).as(model).isEqualTo(knownToReference(here));
                sorted += requireNewest(model, here, newest.get(i)) ? 1 : 0;
            }
        }
        assertThat(sorted).isBetween(MODELS / 10, MODELS * 9 / 10);
    }

    /** What a short id stands for: the last release, else the last of all. */
    private static String latest(List<String> versions) {
        return versions.stream()
                .filter(version -> version.matches("[0-9]+(\\.[0-9]+)*[-.]?"))
                .reduce((lower, higher) -> higher)
                .orElse(versions.get(versions.size() - 1));
    }

    /** As text, and some dates beside what has three numbers. */
    private static String knownToReference(List<String> versions) {
        return versions.stream()
                .filter(version -> KNOWN_TO_REFERENCE.matcher(version).matches())
                .sorted()
                .collect(Collectors.joining(","));
    }

    /** All or none; releases in our order. Returns whether it can sort them. */
    private static boolean requireNewest(String model, List<String> here, String answer) {
        boolean areAllNumbered =
                here.stream().allMatch(version -> NUMBERED.matcher(version).matches());
        if (answer.endsWith("Error")) {
            // A number against a word in one place.
            assertThat(answer).as(model).isEqualTo(areAllNumbered ? "TypeError" : "ValueError");
            return false;
        }
        List<String> there = List.of(answer.split(","));
        assertThat(there).as(model).hasSameElementsAs(here);
        assertThat(areAllNumbered).as(model).isTrue();
        // Equal numbers, as 1.0.0 and 1.00.0, have our order by text and theirs by listing.
        UnaryOperator<List<String>> releases = versions -> versions.stream()
                .filter(version -> RELEASE.matcher(version).matches())
                .map(version -> version.replaceAll("\\b0+(?=[0-9])", ""))
                .toList();
        assertThat(releases.apply(there)).as(model).isEqualTo(releases.apply(here));
        return true;
    }

    private static boolean isPublished(String text) {
        try {
            Version.of(text).requirePortable();
            return true;
        } catch (InvalidArgumentException e) {
            return false;
        }
    }

    private static List<String> texts() {
        SplittableRandom random = new SplittableRandom(SEED);
        return Stream.generate(() -> text(random)).limit(TEXTS).toList();
    }

    private static String text(SplittableRandom random) {
        if (random.nextInt(10) == 0) {
            return any(WHOLE, random);
        }
        StringBuilder text = new StringBuilder(any(NUMBERS, random));
        for (int more = 1 + random.nextInt(3); more > 0; more--) {
            text.append(any(SEPARATORS, random)).append(any(NUMBERS, random));
        }
        if (random.nextInt(2) == 0) {
            text.append(any(List.of("-", "-", "-", ".", ""), random)).append(any(PARTS, random));
        }
        return text.toString();
    }

    /** Some have versions of one form alone, since one of another spoils a model for the newest release. */
    private static List<List<String>> models() {
        SplittableRandom random = new SplittableRandom(SEED);
        return IntStream.range(0, MODELS)
                .mapToObj(i -> {
                    boolean isTidy = random.nextInt(2) == 0;
                    TreeSet<String> versions = new TreeSet<>(Comparator.reverseOrder());
                    while (versions.size() < 2 + i % 7) {
                        String text = isTidy ? tidy(random) : text(random);
                        if (text.matches("[0-9][A-Za-z0-9._-]*")) {
                            versions.add(text);
                        }
                    }
                    return List.copyOf(versions);
                })
                .toList();
    }

    private static String tidy(SplittableRandom random) {
        String release = random.nextInt(3) + "." + random.nextInt(12) + "." + random.nextInt(2);
        return random.nextInt(3) > 0 ? release : release + "-rc" + random.nextInt(12);
    }

    private static List<String> ids() {
        return IntStream.range(0, MODELS).mapToObj("%08x"::formatted).toList();
    }

    private List<String> answers(PythonRelease release, String script, List<String> texts) throws IOException {
        List<byte[]> inputs = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        Path own = Files.createTempDirectory(folder, release.name());
        return PythonAnswers.to(own, PythonInstallation.interpreter(release).toString(), script, inputs);
    }

    private static String any(List<String> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
