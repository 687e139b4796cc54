package io.audmodel.examples.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxExampleTest {

    private static final double TOLERANCE = 1e-6;

    @TempDir
    private Path folder;

    @Test
    void example_printsWhatItsReadmeNames() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        List<String> expected = readme.substring(readme.indexOf("\npublished ") + 1)
                .lines()
                .takeWhile(line -> !line.equals("```"))
                .toList();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        OnnxExample.run(Path.of("model"), folder, new PrintStream(told, true, StandardCharsets.UTF_8));
        List<String> printed = told.toString(StandardCharsets.UTF_8).lines().toList();

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
