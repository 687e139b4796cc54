package io.audmodel.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.archive.pack.ModelArchive;
import io.audmodel.archive.unpack.ArchiveBytes;
import io.audmodel.archive.unpack.ArchiveReader;
import io.audmodel.model.ArchiveLimits;
import io.audmodel.model.Compression;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files whose sizes lie around the multiples of every buffer, in material that deflates to almost nothing, to a part and
 * not at all: through packing, unpacking and streams, each compared with the reader and the writer of the JDK. Where a
 * loop ends depends on how the sizes of buffers meet, and no other test meets them all.
 */
@Tag("one-jdk")
class SizeSweepTest {

    private static final ArchiveLimits LIMITS = new ArchiveLimits(10_000, 1L << 32);

    /** Streams know no buffer that is larger, and reads of a few bytes take long. */
    private static final long LONGEST_STREAM = (1 << 18) + 300;

    @TempDir
    Path folder;

    /** Around multiples of the buffers of streams (64 KiB), of unpacking (256 KiB) and of pieces (1 MiB). */
    static IntStream around() {
        return IntStream.of(1 << 13, 1 << 15, 1 << 16, 1 << 17, 3 << 16, 1 << 18, 5 << 16, 1 << 19, 3 << 18, 1 << 20)
                .flatMap(edge -> IntStream.of(-258, -2, -1, 0, 1, 2, 17, 65, 66, 129, 257, 258, 259, 300)
                        .map(offset -> edge + offset));
    }

    @ParameterizedTest
    @EnumSource(
            value = Material.class,
            names = {"ZEROS", "TEXT", "NOISE"})
    void packThenUnpack_sizesAroundEveryBuffer_givesTheSameFiles(Material material) throws IOException {
        Path origin = files(material);
        Sandbox sandbox = Sandbox.in(folder.resolve("sandbox"));
        byte[] packed = Sandbox.bytes(ModelArchive.pack(origin, Compression.deflated(6), ArchiveProgress.none()));

        sandbox.unpack(packed, LIMITS);

        assertThat(Sandbox.tree(sandbox.target())).isEqualTo(Sandbox.tree(origin));
        assertThat(filesThatTheJdkReads(packed, origin)).isEqualTo(around().count());
    }

    @ParameterizedTest
    @EnumSource(
            value = Material.class,
            names = {"ZEROS", "TEXT", "NOISE"})
    void unpack_archiveOfTheJdk_givesTheSameFiles(Material material) throws IOException {
        Path origin = files(material);
        Sandbox sandbox = Sandbox.in(folder.resolve("sandbox"));

        sandbox.unpack(zippedByTheJdk(origin), LIMITS);

        assertThat(Sandbox.tree(sandbox.target())).isEqualTo(Sandbox.tree(origin));
    }

    @ParameterizedTest
    @EnumSource(
            value = Material.class,
            names = {"ZEROS", "TEXT", "NOISE"})
    void unpack_bytesThatArriveInSmallPortions_givesTheSameFiles(Material material) throws IOException {
        Path origin = files(material);
        byte[] archive = zippedByTheJdk(origin);
        for (int portion : new int[] {1021, 1 << 13, (1 << 13) + 1}) {
            Path target = Files.createDirectories(folder.resolve("target-" + portion));

            ArchiveReader.of(new Portions(archive, portion), "the-archive", LIMITS)
                    .unpack(target, name -> true, ArchiveProgress.none());

            assertThat(Sandbox.tree(target)).as("portions of %d", portion).isEqualTo(Sandbox.tree(origin));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Material.class,
            names = {"ZEROS", "TEXT", "NOISE"})
    void stream_readsOfEverySmallSize_giveTheContent(Material material) throws IOException {
        Path origin = files(material, around().filter(size -> size <= LONGEST_STREAM));
        ArchiveReader reader =
                ArchiveReader.of(ArchiveBytes.of(List.of(zippedByTheJdk(origin))), "the-archive", LIMITS);
        List<String> wrong = new ArrayList<>();
        int length = 1;
        for (Path file : list(origin)) {
            length = length % 9 + 1;
            byte[] read = readBy(length, reader, file.getFileName().toString());
            if (!Arrays.equals(read, Files.readAllBytes(file))) {
                wrong.add(file.getFileName() + " by reads of " + length);
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static byte[] readBy(int length, ArchiveReader reader, String name) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[length];
        try (InputStream stream = reader.open(name, () -> {}).orElseThrow()) {
            for (int count = stream.read(some); count >= 0; count = stream.read(some)) {
                all.write(some, 0, count);
            }
        }
        return all.toByteArray();
    }

    private Path files(Material material) throws IOException {
        return files(material, around());
    }

    private Path files(Material material, IntStream sizes) throws IOException {
        Path origin = Files.createDirectories(folder.resolve("origin"));
        Random random = new Random(material.ordinal());
        for (int size : sizes.toArray()) {
            Files.write(origin.resolve("f" + size), material.make(random, size));
        }
        return origin;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static byte[] zippedByTheJdk(Path origin) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Path file : list(origin)) {
                ZipEntry entry = new ZipEntry(file.getFileName().toString());
                zip.putNextEntry(entry);
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** How many files of the archive have the content that they have in the folder. */
    private static long filesThatTheJdkReads(byte[] archive, Path origin) throws IOException {
        long same = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (Arrays.equals(zip.readAllBytes(), Files.readAllBytes(origin.resolve(entry.getName())))) {
                    same++;
                }
            }
        }
        return same;
    }

    /** Bytes that come in portions, as those of a network do. */
    private record Portions(byte[] bytes, int portion) implements ArchiveBytes {

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public ReadableByteChannel open(long position, long length) {
            ByteBuffer left = ByteBuffer.wrap(bytes, (int) position, (int) length);
            return new ReadableByteChannel() {
                @Override
                public int read(ByteBuffer into) {
                    if (!left.hasRemaining()) {
                        return -1;
                    }
                    int count = Math.min(portion, Math.min(left.remaining(), into.remaining()));
                    into.put(left.slice(left.position(), count));
                    left.position(left.position() + count);
                    return count;
                }

                @Override
                public boolean isOpen() {
                    return true;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public ByteBuffer buffer(int capacity) {
            return ByteBuffer.allocate(capacity);
        }

        @Override
        public int parallelism() {
            return 2;
        }
    }
}
