package io.audmodel.archive.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.archive.ArchiveProgress;
import io.audmodel.archive.Sandbox;
import io.audmodel.archive.unpack.ArchiveBytes;
import io.audmodel.archive.unpack.ArchiveReader;
import io.audmodel.archive.unpack.ArchivedFile;
import io.audmodel.inputs.ZipBuilder;
import io.audmodel.model.ArchiveLimits;
import io.audmodel.model.Compression;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Zip64Test {

    private static final int MANY = 66_000;

    @TempDir
    Path folder;

    @Test
    void pack_moreEntriesThan16BitsCount_isReadHereAndByTheJdk() throws IOException {
        Path archive = folder.resolve("many.zip");
        Path file = Files.writeString(folder.resolve("file"), "x");
        FileTime modified = Files.getLastModifiedTime(file);
        List<PackedFile> files = IntStream.range(0, MANY)
                .mapToObj(i -> new PackedFile(String.format("d%d/%05d", i % 10, i), file, 1, modified, false))
                .sorted(Comparator.comparing(PackedFile::name))
                .toList();
        try (OutputStream out = Files.newOutputStream(archive)) {
            new ModelArchive(files, Compression.auto(), 2, ArchiveProgress.none(), "").writeTo(out);
        }

        try (ZipFile zip = new ZipFile(archive.toFile())) {
            assertThat(zip.size()).isEqualTo(MANY);
        }
        try (FileChannel channel = FileChannel.open(archive)) {
            ArchiveReader reader =
                    ArchiveReader.of(ArchiveBytes.of(channel), "many", new ArchiveLimits(MANY + 10, MANY));
            assertThat(reader.files())
                    .hasSize(MANY)
                    .extracting(ArchivedFile::name)
                    .isEqualTo(files.stream().map(PackedFile::name).toList());
        }
    }

    @Test
    void pack_withoutNeed_doesNotUseZip64() throws IOException {
        Path root = Files.createDirectory(folder.resolve("root"));
        Files.writeString(root.resolve("file"), "x");

        String archive = new String(Sandbox.packed(root), StandardCharsets.ISO_8859_1);

        assertThat(archive).doesNotContain("PK\u0006\u0006").doesNotContain("PK\u0006\u0007");
    }

    @Test
    void unpack_sizesInTheZip64Field_areUsed() {
        byte[] field = ByteBuffer.allocate(4 + 4 + 16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x0000_9999)
                .putShort((short) 1)
                .putShort((short) 16)
                .putLong(7)
                .putLong(7)
                .array();
        Sandbox sandbox = Sandbox.in(folder);

        sandbox.unpack(new ZipBuilder()
                .entry("a", "content", e -> {
                    e.size = e.packed = 0xFFFF_FFFFL;
                    e.extra = e.localExtra = field;
                })
                .build());

        assertThat(sandbox.target().resolve("a")).hasContent("content");
    }
}
