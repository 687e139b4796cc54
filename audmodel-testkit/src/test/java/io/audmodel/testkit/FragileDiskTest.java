package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.testkit.FragileDisk.Loss;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FragileDiskTest {

    private static final int NEVER = 1_000;

    @TempDir
    private Path folder;

    private Path real;
    private FragileDisk disk;
    private Path root;

    @BeforeEach
    void open() throws IOException {
        real = Files.createDirectory(folder.resolve("root"));
        disk = new FragileDisk(Files.createDirectory(folder.resolve("trash")), NEVER);
        root = disk.path(real);
    }

    @Test
    void renamedFolder_keepsTheNamesInIt_onlyIfItWasForced() throws IOException {
        for (String name : new String[] {"forced", "unforced"}) {
            Path made = Files.createDirectories(root.resolve("made/" + name));
            Path file = Files.writeString(made.resolve("file"), "content");
            force(file);
            if (name.equals("forced")) {
                force(made);
            }
            Files.move(made, root.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            force(root);
        }
        disk.fail(Loss.CONTENT_AND_NAMES);

        assertThat(real.resolve("forced/file")).hasContent("content");
        assertThat(real.resolve("unforced")).isEmptyDirectory();
    }

    @Test
    void renamedFolder_forcedUnderItsNewName_keepsTheNamesInIt() throws IOException {
        Path made = Files.createDirectory(root.resolve("made"));
        force(Files.writeString(made.resolve("file"), "content"));
        Path moved = Files.move(made, root.resolve("moved"), StandardCopyOption.ATOMIC_MOVE);
        force(moved);
        force(root);
        disk.fail(Loss.CONTENT_AND_NAMES);

        assertThat(real.resolve("moved/file")).hasContent("content");
    }

    @Test
    void renamedFolder_whoseNewNameIsLost_isBackWithWhatWasForced() throws IOException {
        Path made = Files.createDirectory(root.resolve("made"));
        force(Files.writeString(made.resolve("file"), "content"));
        force(made);
        force(root);
        Files.writeString(made.resolve("later"), "content");
        Files.move(made, root.resolve("moved"), StandardCopyOption.ATOMIC_MOVE);
        disk.fail(Loss.CONTENT_AND_NAMES);

        assertThat(real.resolve("moved")).doesNotExist();
        assertThat(real.resolve("made")).isDirectoryContaining("glob:**file");
        assertThat(real.resolve("made")).isDirectoryNotContaining("glob:**later");
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
