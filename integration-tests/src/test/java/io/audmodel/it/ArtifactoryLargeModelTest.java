package io.audmodel.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.model.Repository;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A model that is larger than the heap of the process that publishes and loads it. With
 * {@code -Dio.audmodel.it.large=5120} it has 5 GB; that needs more than twice as much in the folder for temporary files.
 */
class ArtifactoryLargeModelTest implements OnStorage {

    private static final long MEGABYTES = Long.getLong("io.audmodel.it.large", 192);

    private static final int PARTS = 8;

    private final ArtifactoryServer server = new ArtifactoryServer();

    @Override
    public Storage storage(Path folder) {
        return new ArtifactoryStorage(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void publishAndLoad_modelIsLargerThanTheHeap(Workshop workshop) throws IOException {
        Path model = Files.createDirectories(workshop.fresh("large"));
        write(model.resolve("weights-0.bin"));
        for (int i = 1; i < PARTS; i++) {
            // The same bytes again, which need no more of the disk.
            Files.createLink(model.resolve("weights-" + i + ".bin"), model.resolve("weights-0.bin"));
        }
        String digest = FileTree.of(model).digest();
        Repository repository = workshop.repository();
        Jvm.Launch launch = new Jvm.Launch(workshop.folder()).flag("-Xmx128m");
        try (Jvm jvm = launch.start(repository, workshop.fresh("cache"), workshop.fresh("reads"))) {
            String id = jvm.ask("publish " + model + " 1.0.0 me");
            assertThat(id).matches("[0-9a-f]{8}-1\\.0\\.0");
            FileTree.delete(model);
            assertThat(jvm.ask("load " + id)).isEqualTo(digest);
        }
    }

    /** Bytes that no compression makes smaller. */
    private static void write(Path file) throws IOException {
        Random random = new Random(MEGABYTES);
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long i = 0; i < MEGABYTES / PARTS; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
    }
}
