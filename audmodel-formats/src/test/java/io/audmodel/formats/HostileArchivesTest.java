package io.audmodel.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.audmodel.error.AudModelException;
import io.audmodel.error.CorruptArchiveException;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.inputs.LyingArchives;
import io.audmodel.model.ArchiveLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives that nobody should trust: each is refused as a whole, and nothing of it is left, within its folder or outside. */
@Tag("one-jdk")
class HostileArchivesTest {

    private static final int AT_LEAST = 40;

    /** What the archives may unpack to here: less than what some say they do. */
    private static final ArchiveLimits LIMITS = new ArchiveLimits(1_000, 1L << 30);

    @TempDir
    private Path root;

    static Stream<Arguments> tars() {
        return Stream.of(ArchiveFormat.TAR, ArchiveFormat.TAR_GZ, ArchiveFormat.TAR_ZST, ArchiveFormat.TAR_XZ)
                .flatMap(format -> inFormat(format).entrySet().stream()
                        .map(entry -> Arguments.of(format, entry.getKey(), entry.getValue())));
    }

    /** The same tar archives, and what a compressor can have wrong around a good one. */
    private static Map<String, byte[]> inFormat(ArchiveFormat format) {
        Map<String, byte[]> all = new LinkedHashMap<>();
        HostileTars.all().forEach((what, tar) -> all.put(what, Compressors.compress(tar, format)));
        if (format != ArchiveFormat.TAR) {
            byte[] good = Compressors.compress(plainTar(), format);
            all.put("compressed data that ends early", Arrays.copyOf(good, good.length - 5));
            all.put("compressed data that ends in the middle", Arrays.copyOf(good, good.length / 2));
            byte[] damaged = good.clone();
            // The checksum at the end, whatever it is of.
            damaged[format == ArchiveFormat.TAR_XZ ? good.length - 11 : good.length - 5] ^= 1;
            if (format == ArchiveFormat.TAR_ZST) {
                damaged[good.length - 1] ^= 1;
            }
            all.put("a wrong checksum of the compressor", damaged);
            byte[] followed = Arrays.copyOf(good, good.length + 12);
            Arrays.fill(followed, good.length, followed.length, (byte) 'x');
            all.put("something after the compressed data", followed);
        }
        return all;
    }

    private static byte[] plainTar() {
        return new TarBuilder().file("model.bin", "weights").folder("logs/").build();
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("tars")
    void tar_isRefused(ArchiveFormat format, String what, byte[] archive) throws IOException {
        requireRefused(what, archive);
    }

    static Stream<Arguments> sevenZs() {
        return HostileSevenZs.all().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "7z with {0}")
    @MethodSource("sevenZs")
    void sevenZ_isRefused(String what, byte[] archive) throws IOException {
        requireRefused(what, archive);
    }

    @Test
    void formats_haveFortyCasesEach() {
        assertThat(HostileTars.all()).hasSizeGreaterThanOrEqualTo(AT_LEAST);
        assertThat(HostileSevenZs.all()).hasSizeGreaterThanOrEqualTo(AT_LEAST);
    }

    /** The tests of the core say what is wrong with them, whose reader this is. */
    @Test
    void zip_isRefused_asTheCoreDoes() throws IOException {
        int refused = 0;
        for (LyingArchives.Lying lying : LyingArchives.all(1, 0)) {
            Throwable thrown = catchThrowable(() -> unpack(lying.archive()));
            if (thrown != null) {
                refused++;
                // A name may be too long for this file system, and what begins with a script is no ZIP file here.
                assertThat(thrown)
                        .as(lying.what())
                        .isInstanceOfAny(
                                CorruptContentException.class,
                                LocalFileException.class,
                                InvalidArgumentException.class);
            }
            requireNothingLeft();
        }
        assertThat(refused).isGreaterThanOrEqualTo(AT_LEAST);
    }

    @Test
    void numbersOfEntriesAndBytes_areLimited() throws IOException {
        byte[] three = new TarBuilder().file("a/b", "x").file("c", "y").build();

        assertThatThrownBy(() -> unpack(three, new ArchiveLimits(2, 100)))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("maxEntries");
        assertThatThrownBy(() -> unpack(three, new ArchiveLimits(3, 1)))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("maxBytes");
        unpack(three, new ArchiveLimits(3, 2));
        requireNothingLeft();
    }

    /** A gigabyte of zeros takes a megabyte, and is refused by the size that its header declares. */
    @Test
    void bomb_isRefusedBeforeItIsUnpacked() throws IOException {
        byte[] bomb = Compressors.compress(
                new TarBuilder()
                        .file("model.bin", "weights")
                        .entry(TarBuilder.Header.of("zeros", '0', 2L << 30), "")
                        .build(),
                ArchiveFormat.TAR_GZ);

        assertThatThrownBy(() -> unpack(bomb)).isInstanceOf(LimitExceededException.class);
        requireNothingLeft();
    }

    private void requireRefused(String what, byte[] archive) throws IOException {
        assertThatThrownBy(() -> unpack(archive))
                .as(what)
                .isInstanceOfAny(CorruptArchiveException.class, LimitExceededException.class)
                .isInstanceOf(AudModelException.class)
                .hasMessageContaining("hostile.archive");
        requireNothingLeft();
    }

    private void unpack(byte[] archive) {
        unpack(archive, LIMITS);
    }

    private void unpack(byte[] archive, ArchiveLimits limits) {
        ModelImport.of(new ByteArrayInputStream(archive), "hostile.archive")
                .temporaryRoot(folder())
                .limits(limits)
                .unpack()
                .close();
    }

    private Path folder() {
        try {
            return Files.createDirectories(root.resolve("a").resolve("b"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Neither where archives are unpacked, nor above. */
    private void requireNothingLeft() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            assertThat(all).allMatch(Files::isDirectory).hasSizeLessThanOrEqualTo(3);
        }
    }
}
