package io.audmodel.cache.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.cache.CachePermissions;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedEntryTest {

    @TempDir
    private Path temp;

    /** Windows is one: the JDK has no number of a file there. */
    @Test
    void entry_canBeStaged_whereFilesHaveNoKeys() throws IOException {
        try (FileSystem keyless = FileSystems.newFileSystem(temp.resolve("a.zip"), Map.of("create", "true"))) {
            Path root = Files.createDirectory(keyless.getPath("/cache"));
            assertThat(Files.readAttributes(root, BasicFileAttributes.class).fileKey())
                    .isNull();

            try (Folder versions = Folder.root(root, CachePermissions.ofUmask());
                    StagedEntry staged = StagedEntry.in(versions, "1.0.0")) {
                assertThat(staged.staging().content()).isEmptyDirectory();
            }
            assertThat(root).isEmptyDirectory();
        }
    }
}
