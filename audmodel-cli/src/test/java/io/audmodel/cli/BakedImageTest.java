package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What examples/kubernetes/Dockerfile.baked does, step by step: its command, its copy, and the variables of its image. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "it takes cp -a")
@Tag("one-jdk")
class BakedImageTest {

    private static final String MODELS = "/opt/models";

    @TempDir
    private Path folder;

    private Tool tool;
    private ModelId id;
    private Path image;
    private List<String> lines = List.of();

    @BeforeEach
    void build() throws Exception {
        tool = new Tool(folder);
        id = tool.publish("emotion", "1.0.0", Map.of());
        tool.run("alias", "set", "emotion-production", id).succeeded();
        lines = Files.readAllLines(Tool.CHECKOUT.resolve("examples/kubernetes/Dockerfile.baked"));
        Path stage = folder.resolve("stage");
        tool.run(command().stream().map(word -> inside(stage, word)).toArray()).succeeded();
        image = folder.resolve("image");
        Files.createDirectories(image.resolve("opt"));
        assertThat(lines).contains("COPY --from=models " + MODELS + " " + MODELS);
        Process copy = new ProcessBuilder("cp", "-a", inside(stage, MODELS), inside(image, MODELS))
                .inheritIO()
                .start();
        assertThat(copy.waitFor()).isZero();
    }

    /** The words behind the launcher. */
    private List<String> command() throws IOException {
        String run = lines.stream().filter(line -> line.startsWith("    [\"")).collect(Collectors.joining());
        List<String> words = new ArrayList<>(List.of(new ObjectMapper().readValue(run, String[].class)));
        assertThat(words.remove(0)).isEqualTo("/opt/audmodel/bin/audmodel");
        return words;
    }

    private static String inside(Path root, String word) {
        return word.equals(MODELS) ? root + MODELS : word;
    }

    /** The variables of the last stage, with folders in the image, and a repository that cannot be reached. */
    private String variables() {
        List<String> last = lines.subList(lines.lastIndexOf("FROM registry.example.org/emotion:1.0.0"), lines.size());
        return last.stream()
                .filter(line -> line.startsWith("ENV "))
                .map(line -> line.substring("ENV ".length()))
                .map(line -> line.replace(MODELS, image + MODELS).replace("/tmp/audmodel", image + "/tmp/audmodel"))
                .map(line -> line.startsWith("AUDMODEL_REPOSITORIES=")
                        ? "AUDMODEL_REPOSITORIES=file-system:" + folder.resolve("gone") + "#models"
                        : line)
                .collect(Collectors.joining(" "));
    }

    private static Map<String, String> everything(Path root) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> below = Files.walk(root)) {
            for (Path path : below.toList()) {
                all.put(
                        path.toString(),
                        Files.readAttributes(path, "unix:ctime,size,ino", LinkOption.NOFOLLOW_LINKS)
                                .toString());
            }
        }
        return all;
    }

    @Test
    void service_loadsTheModelOfTheImage_byItsId_withoutARepositoryOrATrace() throws IOException {
        Map<String, String> before = everything(image);

        assertThat(tool.shell("env " + variables() + " audmodel load " + id).line())
                .isEqualTo(image + MODELS + "/" + id.shortId() + "/1.0.0");
        assertThat(everything(image)).isEqualTo(before);
    }

    /** Notes are of one repository: here it is the one that the image was built with, which is gone by now. */
    @Test
    void service_startsByTheAliasInAnOutage() throws IOException {
        Files.move(tool.host(), folder.resolve("hidden"));
        String variables = variables()
                .replace(
                        "file-system:" + folder.resolve("gone") + "#models",
                        tool.repository().toString());

        assertThat(tool.shell("env " + variables + " audmodel load " + Alias.of("emotion-production"))
                        .out())
                .startsWith(image + MODELS + "/" + id.shortId() + "/1.0.0");
    }
}
