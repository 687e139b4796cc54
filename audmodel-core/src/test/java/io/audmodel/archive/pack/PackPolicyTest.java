package io.audmodel.archive.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.archive.ArchiveProgress;
import io.audmodel.archive.Material;
import io.audmodel.archive.Sandbox;
import io.audmodel.backend.Content;
import io.audmodel.model.ArchiveLimits;
import io.audmodel.model.Checksum;
import io.audmodel.model.Compression;
import io.audmodel.model.Compression.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to compress, on files whose lengths are about those where something else begins. */
class PackPolicyTest {

    private static final ArchiveLimits LIMITS = new ArchiveLimits(1000, 1 << 30);
    private static final List<Integer> BORDERS =
            List.of(0, PieceDeflater.HISTORY, Sampler.SMALLEST, Piece.LENGTH, 2 * Piece.LENGTH);

    @TempDir
    Path folder;

    static Stream<Compression> policies() {
        return Stream.of(Compression.auto(), Compression.stored(), Compression.deflated(1), Compression.deflated(7));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void pack_sizesAtBorders_isReadHereAndByTheJdk(Compression policy) throws IOException {
        int seed = 10 * policy.kind().ordinal() + policy.level();
        Path root = makeFiles(new Random(seed));
        byte[] archive = Sandbox.bytes(ModelArchive.pack(root, policy, ArchiveProgress.none()));

        Sandbox sandbox = Sandbox.in(folder.resolve("sandbox"));
        sandbox.unpack(archive, LIMITS);

        assertThat(Sandbox.tree(sandbox.target())).as("seed %d", seed).isEqualTo(Sandbox.tree(root));
        try (ZipFile zip = new ZipFile(sandbox.root().resolve("archive.zip").toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    assertThat(Checksum.md5(in.readAllBytes()))
                            .as("%s, seed %d", entry.getName(), seed)
                            .isEqualTo(Checksum.md5(Files.readAllBytes(root.resolve(entry.getName()))));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 9})
    void pack_withMoreThreads_givesTheSameBytes(int threads) throws IOException {
        Path root = makeFiles(new Random(threads));

        for (Compression policy : List.of(Compression.auto(), Compression.deflated(1))) {
            assertThat(Checksum.md5(Sandbox.bytes(content(root, policy, threads))))
                    .as("%s, seed %d", policy, threads)
                    .isEqualTo(Checksum.md5(Sandbox.bytes(content(root, policy, 1))));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000, Sampler.SMALLEST + 1, Piece.LENGTH + 1})
    void pack_auto_deflatesWhatShrinks(int size) throws IOException {
        Path root = Files.createDirectory(folder.resolve("root"));
        Random random = new Random(size);
        for (Material material : Material.values()) {
            Files.write(root.resolve(material.name()), material.make(random, size));
        }

        Path archive = write(ModelArchive.pack(root, Compression.auto(), ArchiveProgress.none()));

        try (ZipFile zip = new ZipFile(archive.toFile())) {
            assertThat(zip.stream())
                    .hasSize(Material.values().length)
                    .allSatisfy(entry -> assertThat(entry.getMethod() == ZipEntry.DEFLATED)
                            .as(entry.getName())
                            .isEqualTo(Material.valueOf(entry.getName()).shrinks));
        }
    }

    @Test
    void pack_levels_areTakenSeriously() throws IOException {
        Path root = Files.createDirectory(folder.resolve("root"));
        Files.write(root.resolve("text"), Material.TEXT.make(new Random(1), 2 * Piece.LENGTH));

        List<Long> lengths = policies()
                .filter(policy -> policy.kind() == Kind.DEFLATED)
                .map(policy -> (long) Sandbox.bytes(content(root, policy, 2)).length)
                .toList();

        assertThat(lengths.get(0)).isGreaterThan(lengths.get(1));
    }

    @Test
    void pack_inSlices_takesNoMoreThanInOnePiece() throws IOException {
        byte[] text = Material.TEXT.make(new Random(1), 3 * Piece.LENGTH);
        Path root = Files.createDirectory(folder.resolve("root"));
        Files.write(root.resolve("text"), text);
        long around = Sandbox.bytes(content(root, Compression.stored(), 2)).length - text.length;

        long packed = Sandbox.bytes(content(root, Compression.auto(), 2)).length;

        assertThat(packed).isLessThanOrEqualTo(deflated(text) + around);
    }

    private Path makeFiles(Random random) throws IOException {
        Path root = Files.createDirectory(folder.resolve("root"));
        for (int border : BORDERS) {
            for (int size : new int[] {border - 1, border, border + 1}) {
                Material material = Material.values()[random.nextInt(Material.values().length)];
                byte[] bytes = material.make(random, Math.max(0, size));
                Files.write(root.resolve(String.format("%08d-%s", bytes.length, material)), bytes);
            }
        }
        return root;
    }

    private static Content content(Path root, Compression policy, int threads) {
        return new ModelArchive(FolderScan.of(root), policy, threads, ArchiveProgress.none(), "");
    }

    private static long deflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream deflating = new DeflaterOutputStream(out, new Deflater(6, true))) {
            deflating.write(bytes);
        }
        return out.size();
    }

    private Path write(Content content) throws IOException {
        return Files.write(folder.resolve("archive.zip"), Sandbox.bytes(content));
    }
}
