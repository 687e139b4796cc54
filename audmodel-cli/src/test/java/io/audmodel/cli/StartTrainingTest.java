package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class StartTrainingTest {

    @TempDir
    private static Path work;

    private static Path classes;

    @BeforeAll
    static void train() throws IOException, InterruptedException {
        classes = work.resolve("classes");
        ProcessBuilder training = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + classes,
                "-cp",
                System.getProperty("java.class.path"),
                StartTraining.class.getName(),
                work.toString());
        training.environment().putAll(Map.of("AWS_ACCESS_KEY_ID", "none", "AWS_SECRET_ACCESS_KEY", "none"));
        training.environment().put("AUDMODEL_REPOSITORIES", "file-system:" + work.resolve("host") + "#models");
        Process process = training.redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
    }

    /** If a call failed, the archive would lack its classes, and nobody would see it. */
    @Test
    void main_publishesAndLoads_inAFolderAndInABucket() throws IOException {
        try (Stream<Path> files = Files.walk(work)) {
            List<Path> cached = files.filter(file -> file.endsWith("file"))
                    .filter(file ->
                            file.startsWith(work.resolve("cache-2")) || file.startsWith(work.resolve("cache-11")))
                    .toList();
            assertThat(cached).hasSize(2).allSatisfy(file -> assertThat(file).hasContent("nothing\n"));
        }
    }

    /** Those cost each process some 25 milliseconds, archive or not. */
    @Test
    void shortCalls_useNoGeneratedMethodOfARecord() throws IOException {
        assertThat(Files.readAllLines(classes))
                .anyMatch(line -> line.contains(AudModelCommand.class.getName()))
                .noneMatch(line -> line.contains("java.lang.runtime.ObjectMethods "));
    }
}
