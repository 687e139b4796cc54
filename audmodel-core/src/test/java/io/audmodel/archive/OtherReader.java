package io.audmodel.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;

/** A program that unpacks archives, to compare with. */
@FunctionalInterface
public interface OtherReader {

    ObjectMapper JSON = new ObjectMapper();
    long MINUTES = 20;

    /** The exit status of Info-ZIP where it did its work, and had something to say about it. */
    int OF_WARNINGS = 1;

    /**
     * What each archive of the folder holds: names, each with the MD5 of its content or {@code folder}; empty for an
     * archive that is refused.
     */
    List<Optional<Map<String, String>>> read(Path archives) throws IOException;

    /** As {@link #read}; where the program is missing the test is skipped, on CI it fails. */
    default List<Optional<Map<String, String>>> readOrSkip(String name, Path archives) {
        try {
            return read(archives);
        } catch (IOException e) {
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(name + " cannot be run here", e);
            }
            String why = name + " cannot be run here: " + e.getMessage();
            System.out.println("skipped: " + why);
            return Assumptions.abort(why);
        }
    }

    /** What the {@code zipfile} of a Python makes of them. */
    static OtherReader python(String interpreter) {
        return archives -> {
            Path script = Files.createTempFile(archives.resolveSibling("work"), "unzip", ".py");
            try (InputStream source = OtherReader.class.getResourceAsStream("/python/unzip.py")) {
                Files.write(script, source.readAllBytes());
            }
            Path answers = Files.createTempFile(script.getParent(), "answers", ".json");
            run(0, answers, interpreter, script.toString(), archives.toString());
            List<Optional<Map<String, String>>> trees = new ArrayList<>();
            for (String line : Files.readAllLines(answers)) {
                JsonNode answer = JSON.readTree(line);
                if (!answer.has("version")) {
                    trees.add(Optional.ofNullable(answer.get("tree")).map(OtherReader::entries));
                }
            }
            return trees;
        };
    }

    /** What the class library of Java makes of them; nothing of it is written, since it takes names as they are. */
    static OtherReader jdk() {
        return eachOf((archive, target) -> {
            Map<String, String> entries = new TreeMap<>();
            try (ZipFile zip = new ZipFile(archive.toFile(), Charset.forName("IBM437"))) {
                for (ZipEntry entry : zip.stream().toList()) {
                    String name = entry.getName();
                    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
                        entries.put(name.substring(0, slash), "folder");
                    }
                    if (!entry.isDirectory()) {
                        entries.put(name, md5(zip.getInputStream(entry).readAllBytes()));
                    }
                }
            }
            return entries;
        });
    }

    /** What Info-ZIP makes of them: control characters kept, names that are there already written again. */
    static OtherReader infoZip(String program) {
        return eachOf((archive, target) -> {
            run(
                    OF_WARNINGS,
                    Path.of("/dev/null"),
                    program,
                    "-qq",
                    "-o",
                    "-^",
                    "-O",
                    "CP437",
                    archive.toString(),
                    "-d",
                    target.toString());
            return tree(target);
        });
    }

    interface One {
        Map<String, String> read(Path archive, Path target) throws IOException;
    }

    private static OtherReader eachOf(One one) {
        return archives -> {
            List<Optional<Map<String, String>>> trees = new ArrayList<>();
            try (Stream<Path> all = Files.list(archives)) {
                for (Path archive : all.sorted().toList()) {
                    Path target = Files.createTempDirectory(archives.resolveSibling("work"), "target");
                    try {
                        trees.add(Optional.of(one.read(archive, target)));
                    } catch (IOException | IllegalArgumentException e) {
                        trees.add(Optional.empty());
                    } finally {
                        delete(target);
                    }
                }
            }
            return trees;
        };
    }

    /** The files and folders below a folder. */
    static Map<String, String> tree(Path root) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.filter(each -> !each.equals(root)).toList()) {
                String content = Files.isDirectory(path) ? "folder" : md5(Files.readAllBytes(path));
                tree.put(root.relativize(path).toString(), content);
            }
        }
        return tree;
    }

    private static String md5(byte[] content) {
        return Checksum.md5(content).hex();
    }

    static void delete(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static Map<String, String> entries(JsonNode node) {
        Map<String, String> entries = new TreeMap<>();
        node.properties()
                .forEach(field -> entries.put(field.getKey(), field.getValue().textValue()));
        return entries;
    }

    private static void run(int most, Path output, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() > most) {
                throw new IOException(String.join(" ", command) + " ended with an error");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
