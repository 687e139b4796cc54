package io.audmodel.it.size;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A model that is larger than the heap goes up and comes down. {@code -Daudmodel.large.megabytes=5120} asks for a larger
 * one.
 */
@Tag("reliability")
@Tag("one-jdk")
interface LargeModelSuite extends OnStorage {

    long MEGABYTES = Long.getLong("audmodel.large.megabytes", 96);
    int PARTS = 8;

    /** How the JVM that does it gets into the storage. */
    default Jvm.Launch launch(Workshop workshop) {
        return new Jvm.Launch(workshop.folder());
    }

    @Test
    default void aModelLargerThanTheHeap_isPublishedAndLoaded(Workshop workshop) throws IOException {
        Path model = Files.createDirectories(workshop.fresh("large"));
        Path first = incompressible(model.resolve("weights-0.bin"));
        for (int i = 1; i < PARTS; i++) {
            // The same bytes again, which need no more of the disk.
            Files.createLink(model.resolve("weights-" + i + ".bin"), first);
        }
        String digest = FileTree.of(model).digest();
        try (Jvm jvm = launch(workshop)
                .flag("-Xmx128m")
                .flag("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"))
                .start(workshop.repository(), workshop.fresh("cache"), workshop.fresh("reads"))) {
            String id = jvm.ask("publish " + model + " 1.0.0 me");
            assertThat(id).matches("[0-9a-f]{8}-1\\.0\\.0");
            FileTree.delete(model);
            assertThat(jvm.ask("load " + id)).isEqualTo(digest);
        }
    }

    private static Path incompressible(Path file) throws IOException {
        Random random = new Random(MEGABYTES);
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long i = 0; i < MEGABYTES / PARTS; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
        return file;
    }
}
