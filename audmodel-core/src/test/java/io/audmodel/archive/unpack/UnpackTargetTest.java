package io.audmodel.archive.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.archive.Sandbox;
import io.audmodel.error.CancelledException;
import io.audmodel.error.CorruptArchiveException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.inputs.ZipBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackTargetTest {

    private static final byte[] ARCHIVE = new ZipBuilder()
            .entry("a/b", "12345")
            .entry("a/c", "")
            .entry("d", "678")
            .build();

    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void makeSandbox() {
        sandbox = Sandbox.in(folder);
    }

    @Test
    void unpack_targetNotEmpty_isRefused() throws IOException {
        Files.writeString(sandbox.target().resolve("mine"), "x");

        assertThatThrownBy(() -> sandbox.unpack(ARCHIVE))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("target is not empty");

        assertThat(Sandbox.tree(sandbox.target())).containsOnlyKeys("mine");
    }

    @Test
    void unpack_targetMissing_isRefused() throws IOException {
        Files.delete(sandbox.target());

        assertThatThrownBy(() -> sandbox.unpack(ARCHIVE))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("target is not a folder");
    }

    /** As if the file system did not tell the names apart: something else made the file first. */
    @Test
    void unpack_nameTakenMeanwhile_isRefusedAndNotOverwritten() throws IOException {
        Path archive = Files.write(folder.resolve("archive.zip"), ARCHIVE);
        Path neighbour = folder.resolve("around/neighbour");

        assertThatThrownBy(() -> sandbox.unpack(archive, Sandbox.LIMITS, (done, total) -> {
                    link(sandbox.target().resolve("d"), neighbour);
                }))
                .isInstanceOf(CorruptArchiveException.class)
                .hasMessageContaining("'d' means the same file here as another entry");

        assertThat(neighbour).hasContent("untouched");
    }

    @Test
    void unpack_folderTakenMeanwhile_isRefused() throws IOException {
        byte[] archive = new ZipBuilder().entry("A/x", "1").entry("a/y", "2").build();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));

        assertThatThrownBy(() -> sandbox.unpack(
                        Files.write(folder.resolve("archive.zip"), archive),
                        Sandbox.LIMITS,
                        (done, total) -> link(sandbox.target().resolve("a"), elsewhere)))
                .isInstanceOf(CorruptArchiveException.class)
                .hasMessageContaining("'a/y' means the same file here as another entry");

        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void unpack_channel_staysOpenAndProgressRisesToTheTotal() throws IOException {
        Path archive = Files.write(folder.resolve("archive.zip"), ARCHIVE);
        List<String> seen = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(archive)) {
            ArchiveReader.of(ArchiveBytes.of(channel), "the-archive", Sandbox.LIMITS)
                    .unpack(sandbox.target(), name -> true, (done, total) -> seen.add(done + "/" + total));

            assertThat(channel.isOpen()).isTrue();
        }
        assertThat(seen).containsExactly("0/8", "5/8", "8/8");
        assertThat(Sandbox.tree(sandbox.target())).containsOnlyKeys("a", "a/b", "a/c", "d");
    }

    @Test
    void unpack_interrupted_isCancelledAndKeepsTheFlag() {
        Path archive = sandbox.root().resolve("archive.zip");
        assertThatThrownBy(() -> sandbox.unpack(Files.write(archive, ARCHIVE), Sandbox.LIMITS, (done, total) -> {
                    if (done > 0) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("interrupted");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(Sandbox.tree(sandbox.target())).containsOnlyKeys("a", "a/b");
    }

    @Test
    void unpack_folderEntries_areMadeAlsoWhenEmpty() {
        sandbox.unpack(new ZipBuilder()
                .entry("empty/", "")
                .entry("full/x", "1")
                .entry("full/", "")
                .entry("full/deeper/", "")
                .build());

        assertThat(Sandbox.tree(sandbox.target())).containsOnlyKeys("empty", "full", "full/x", "full/deeper");
    }

    @Test
    void unpack_namesThatDifferInCaseOnly_areKeptWhereTheFileSystemTellsThemApart() throws IOException {
        boolean tellsApart = !Files.exists(folder.resolve("AROUND"));
        byte[] archive = new ZipBuilder().entry("Name", "1").entry("name", "2").build();
        if (tellsApart) {
            sandbox.unpack(archive);

            assertThat(Sandbox.tree(sandbox.target())).containsOnlyKeys("Name", "name");
        } else {
            assertThatThrownBy(() -> sandbox.unpack(archive)).isInstanceOf(CorruptArchiveException.class);
        }
    }

    private static void link(Path link, Path to) {
        try {
            if (!Files.isSymbolicLink(link)) {
                Files.createSymbolicLink(link, to);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
