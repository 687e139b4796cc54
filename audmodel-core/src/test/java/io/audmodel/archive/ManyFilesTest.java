package io.audmodel.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.archive.pack.ModelArchive;
import io.audmodel.model.ArchiveLimits;
import io.audmodel.model.Compression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many small files; {@code -Daudmodel.test.files=20000} makes them many more. */
@Tag("reliability")
class ManyFilesTest {

    private static final int FILES = Integer.getInteger("audmodel.test.files", 2_000);

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void pack_manySmallFiles_areAllKept() throws IOException {
        Path root = folder.resolve("root");
        Random random = new Random(FILES);
        for (int i = 0; i < FILES; i++) {
            Path file = root.resolve("d" + i % 50).resolve("file-" + i);
            Files.createDirectories(file.getParent());
            Material material = Material.values()[random.nextInt(Material.values().length)];
            Files.write(file, material.make(random, random.nextInt(4_000)));
        }
        Sandbox sandbox = Sandbox.in(folder.resolve("sandbox"));

        byte[] archive = Sandbox.bytes(ModelArchive.pack(root, Compression.auto(), ArchiveProgress.none()));
        sandbox.unpack(archive, new ArchiveLimits(FILES + 50, FILES * 4_000L));

        assertThat(Sandbox.tree(sandbox.target())).hasSize(FILES + 50).isEqualTo(Sandbox.tree(root));
    }
}
