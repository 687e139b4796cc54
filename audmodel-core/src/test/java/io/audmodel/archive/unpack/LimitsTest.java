package io.audmodel.archive.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.archive.Sandbox;
import io.audmodel.error.CacheException;
import io.audmodel.error.CorruptArchiveException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.inputs.ZipBuilder;
import io.audmodel.inputs.ZipEntryBuilder;
import io.audmodel.model.ArchiveLimits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("reliability")
class LimitsTest {

    private static final long TIB = 1L << 40;

    @TempDir
    Path folder;

    @Test
    void unpack_atTheLimits_isAllowed() {
        Sandbox sandbox = Sandbox.in(folder);

        sandbox.unpack(new ZipBuilder().entry("a/b/c", "12345").entry("d", "").build(), new ArchiveLimits(4, 5));

        assertThat(Sandbox.tree(sandbox.target())).containsOnlyKeys("a", "a/b", "a/b/c", "d");
    }

    @Test
    void unpack_oneFolderTooMany_isRefused() {
        exceeds(
                new ZipBuilder().entry("a/b/c", "12345").entry("d", "").build(),
                new ArchiveLimits(3, 5),
                "more than 3 files and folders",
                "raise maxEntries of ArchiveLimits");
    }

    @Test
    void unpack_oneByteTooMany_isRefused() {
        exceeds(
                new ZipBuilder().entry("a", "123").entry("b", "456").build(),
                new ArchiveLimits(2, 5),
                "unpacks to more than 5 bytes",
                "'b' with 3 bytes",
                "raise maxBytes of ArchiveLimits");
    }

    @Test
    void unpack_moreEntriesDeclaredThanAllowed_isRefusedBeforeTheyAreRead() {
        exceeds(
                new ZipBuilder()
                        .entry("a", "")
                        .with(z -> {
                            z.zip64 = true;
                            z.declaredEntries = Integer.MAX_VALUE;
                        })
                        .build(),
                ArchiveLimits.defaults(),
                "more than 1000000 files and folders");
    }

    @Test
    void unpack_negativeNumberOfEntries_isRefused() {
        assertThatThrownBy(() -> Sandbox.in(folder)
                        .unpack(new ZipBuilder()
                                .entry("a", "")
                                .with(z -> {
                                    z.zip64 = true;
                                    z.declaredEntries = -1;
                                })
                                .build()))
                .isInstanceOf(CorruptArchiveException.class);
    }

    @Test
    void unpack_namesThatFillTheMemory_areRefusedBeforeTheyAreRead() {
        ZipBuilder archive = new ZipBuilder();
        for (int i = 0; i < 100; i++) {
            archive.entry("n".repeat(60_000) + i, "");
        }

        exceeds(archive.build(), new ArchiveLimits(1000, 10), "has a central directory of", "raise maxEntries");
    }

    @Test
    void unpack_entriesThatAreMostlyFolders_areRefusedBeforeAnythingIsWritten() {
        exceeds(
                new ZipBuilder().entry("f/".repeat(30_000) + "leaf", "").build(),
                new ArchiveLimits(1000, 10),
                "more than 1000 files and folders");
    }

    @Test
    void unpack_sizesWhoseSumOverflows_areRefused() {
        ZipBuilder archive = new ZipBuilder();
        for (int i = 0; i < 4; i++) {
            archive.entry("a" + i, "", e -> claim(e, Long.MAX_VALUE / 2));
        }

        exceeds(archive.build(), new ArchiveLimits(10, Long.MAX_VALUE), "unpacks to more than 9223372036854775807");
    }

    @Test
    void unpack_moreThanTheDiskHolds_isRefusedBeforeAnythingIsWritten() {
        byte[] archive =
                new ZipBuilder().entry("a", "", e -> claim(e, 1_000_000 * TIB)).build();
        Sandbox sandbox = Sandbox.in(folder);

        assertThatThrownBy(() -> sandbox.unpack(archive, new ArchiveLimits(10, Long.MAX_VALUE)))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining("the-archive")
                .hasMessageContaining("has room for");

        assertThat(Sandbox.tree(sandbox.target())).isEmpty();
    }

    private static void claim(ZipEntryBuilder entry, long size) {
        entry.deflate();
        entry.size = 0xFFFF_FFFFL;
        ByteBuffer extra = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        entry.extra =
                extra.putShort((short) 1).putShort((short) 8).putLong(size).array();
    }

    private void exceeds(byte[] archive, ArchiveLimits limits, String... problems) {
        Sandbox sandbox = Sandbox.in(folder);

        assertThatThrownBy(() -> sandbox.unpack(archive, limits))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("the-archive")
                .hasMessageContainingAll(problems);

        assertThat(Sandbox.tree(sandbox.target())).isEmpty();
    }
}
