package io.audmodel.examples.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.audmodel.AudModel;
import io.audmodel.model.Repository;
import io.audmodel.servers.S3Stub;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxExampleTest {

    private static final double TOLERANCE = 1e-6;

    @TempDir
    private Path folder;

    @Test
    void folder_printsWhatItsReadmeNames() throws Exception {
        Files.createDirectory(folder.resolve("models"));

        check(Repository.fileSystem(folder, "models"), Map.of());
    }

    @Test
    void bucket_printsWhatItsReadmeNames() throws Exception {
        try (S3Stub server = S3Stub.start(Files.createDirectory(folder.resolve("objects")))) {
            server.createBucket("models");

            check(
                    Repository.s3(server.endpoint(), "models"),
                    Map.of("access_key", server.accessKey(), "secret_key", server.secretKey()));
        }
    }

    private void check(Repository repository, Map<String, String> options) throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        List<String> expected = readme.substring(readme.indexOf("\npublished ") + 1)
                .lines()
                .takeWhile(line -> !line.equals("```"))
                .toList();
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (AudModel audmodel = AudModel.builder()
                .repository(repository, options)
                .cacheRoot(folder.resolve("cache"))
                .build()) {
            OnnxExample.run(Path.of("model"), audmodel, new PrintStream(shown, true, StandardCharsets.UTF_8));
        }
        List<String> printed = shown.toString(StandardCharsets.UTF_8).lines().toList();

        assertThat(expected).hasSize(5);
        assertThat(printed).hasSize(5).first().isEqualTo(expected.get(0));
        for (int i = 1; i < expected.size(); i++) {
            assertThat(label(printed.get(i))).isEqualTo(label(expected.get(i)));
            assertThat(probability(printed.get(i))).isEqualTo(probability(expected.get(i)), within(TOLERANCE));
        }
    }

    private static String label(String line) {
        return line.split(" +")[0];
    }

    private static double probability(String line) {
        return Double.parseDouble(line.split(" +")[1]);
    }
}
