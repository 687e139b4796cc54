package io.audmodel.archive.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.archive.ArchiveProgress;
import io.audmodel.archive.Sandbox;
import io.audmodel.archive.pack.ModelArchive;
import io.audmodel.error.CorruptArchiveException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.inputs.ZipBuilder;
import io.audmodel.inputs.ZipEntryBuilder;
import io.audmodel.model.ArchiveLimits;
import io.audmodel.model.Compression;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that are small, and unpack to more than the heap or the limits hold. */
@Tag("reliability")
class BombTest {

    /** More than the heap that the tests run in. */
    private static final long LARGE = 540_000_000;

    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void makeSandbox() {
        sandbox = Sandbox.in(folder);
    }

    @Test
    void unpack_fileLargerThanTheHeap_isRefusedByTheLimitAndElseUnpacked() throws IOException {
        assertThat(Runtime.getRuntime().maxMemory()).as("heap of the tests").isLessThan(LARGE);
        Path root = Files.createDirectory(folder.resolve("root"));
        try (RandomAccessFile zeros = new RandomAccessFile(root.resolve("zeros").toFile(), "rw")) {
            zeros.setLength(LARGE);
        }
        Path archive = folder.resolve("bomb.zip");
        try (OutputStream out = Files.newOutputStream(archive)) {
            ModelArchive.pack(root, Compression.auto(), ArchiveProgress.none()).writeTo(out);
        }
        assertThat(Files.size(archive)).isLessThan(1_000_000);

        assertThatThrownBy(() -> unpack(archive, new ArchiveLimits(10, LARGE - 1)))
                .isInstanceOf(LimitExceededException.class);
        assertThat(Sandbox.tree(sandbox.target())).isEmpty();

        unpack(archive, new ArchiveLimits(10, LARGE));
        assertThat(sandbox.target().resolve("zeros")).hasSize(LARGE);
    }

    @Test
    void unpack_undeclaredBomb_writesNoMoreThanDeclared() {
        byte[] bomb = new ZipBuilder()
                .entry("bomb", "0".repeat(20_000_000), e -> {
                    e.deflate();
                    e.size = 100_000;
                })
                .build();

        assertThatThrownBy(() -> sandbox.unpack(bomb))
                .isInstanceOf(CorruptArchiveException.class)
                .hasMessageContaining("'bomb' has more than the declared 100000 bytes");

        assertThat(sandbox.target().resolve("bomb").toFile().length()).isLessThanOrEqualTo(100_000);
    }

    /** The trick of archives that hold terabytes in a few megabytes: many entries share one range of data. */
    @Test
    void unpack_entriesThatShareTheirData_areRefusedBeforeAnythingIsWritten() {
        ZipBuilder archive = new ZipBuilder().entry("e0", "0".repeat(100_000), ZipEntryBuilder::deflate);
        for (int i = 1; i < 50; i++) {
            archive.entry("e" + i, "0".repeat(100_000), e -> {
                e.deflate();
                e.data = new byte[0];
                e.offset = 0L;
            });
        }

        assertThatThrownBy(() -> sandbox.unpack(archive.build()))
                .isInstanceOf(CorruptArchiveException.class)
                .hasMessageContaining("overlaps");

        assertThat(Sandbox.tree(sandbox.target())).isEmpty();
    }

    /** Nested data: each local header is part of the data of the entry before it. */
    @Test
    void unpack_entriesWithinEachOther_areRefusedBeforeAnythingIsWritten() {
        ZipBuilder archive = new ZipBuilder()
                .entry("outer", "", e -> e.size = e.packed = 35 + 7)
                .entry("inner", "content");

        assertThatThrownBy(() -> sandbox.unpack(archive.build()))
                .isInstanceOf(CorruptArchiveException.class)
                .hasMessageContaining("'outer' overlaps");

        assertThat(Sandbox.tree(sandbox.target())).isEmpty();
    }

    private void unpack(Path archive, ArchiveLimits limits) {
        sandbox.unpack(archive, limits, ArchiveProgress.none());
    }
}
