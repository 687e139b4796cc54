package io.audmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {

    @TempDir
    private Path root;

    @Test
    void close_removesAllOfIt() throws IOException {
        Path path;
        try (ScratchFolder scratch = ScratchFolder.below(root.resolve("new"))) {
            path = scratch.path();
            Files.writeString(Files.createDirectories(path.resolve("a/b")).resolve("file"), "content");
        }
        assertThat(path).doesNotExist();
        assertThat(root.resolve("new")).isEmptyDirectory();
    }

    @Test
    void whatWasLeftLongAgo_isRemoved_andWhatIsInUseIsNot() throws IOException {
        Path old = Files.createDirectories(root.resolve(".verify-1"));
        Files.writeString(old.resolve("file"), "left");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
        Path other = Files.createDirectories(root.resolve("3e120e8d"));
        Files.setLastModifiedTime(other, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
        try (ScratchFolder first = ScratchFolder.below(root);
                ScratchFolder second = ScratchFolder.below(root)) {
            assertThat(first.path()).isNotEqualTo(second.path()).isDirectory();
            assertThat(second.path()).isDirectory();
        }
        assertThat(old).doesNotExist();
        assertThat(other).isDirectory();
    }
}
