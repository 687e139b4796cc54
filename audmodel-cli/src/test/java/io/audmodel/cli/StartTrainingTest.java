package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTrainingTest {

    @TempDir
    private Path work;

    /** If a call failed, the archive would lack its classes, and nobody would see it. */
    @Test
    void main_publishesAndLoads_inAFolderAndInABucket() throws IOException {
        StartTraining.main(new String[] {work.toString()});

        try (Stream<Path> files = Files.walk(work)) {
            List<Path> cached = files.filter(file -> file.endsWith("file"))
                    .filter(file ->
                            file.startsWith(work.resolve("cache-2")) || file.startsWith(work.resolve("cache-11")))
                    .toList();
            assertThat(cached).hasSize(2).allSatisfy(file -> assertThat(file).hasContent("nothing\n"));
        }
    }
}
