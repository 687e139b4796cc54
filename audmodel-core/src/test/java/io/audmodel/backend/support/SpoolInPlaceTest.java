package io.audmodel.backend.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.archive.pack.ModelArchive;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Checksum;
import io.audmodel.model.Compression;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpoolInPlaceTest {

    private static final ObjectPath PATH = new ObjectPath("a/model.zip");
    private static final int LARGE = 3_000_000;

    @TempDir
    private Path folder;

    private Path weights;
    private Path spools;

    @BeforeEach
    void model() throws IOException {
        Random random = new Random(LARGE);
        weights = Files.createDirectories(folder.resolve("model")).resolve("weights.bin");
        byte[] bytes = new byte[LARGE];
        random.nextBytes(bytes);
        Files.write(weights, bytes);
        Files.write(weights.resolveSibling("more.bin"), Arrays.copyOf(bytes, 1_200_000));
        Files.writeString(weights.resolveSibling("labels.txt"), "angry happy\n".repeat(1_000));
        spools = Files.createDirectories(folder.resolve("spools"));
    }

    private enum Policy {
        AUTO(Compression.auto()),
        STORED(Compression.stored()),
        DEFLATED(Compression.deflated(1));

        private final Compression compression;

        Policy(Compression compression) {
            this.compression = compression;
        }
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void inPlace_archive_isReadAsItWasWrittenInAnyParts(Policy policy) throws IOException {
        Content archive = ModelArchive.pack(weights.getParent(), policy.compression, (done, total) -> {});
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        archive.writeTo(expected);
        byte[] bytes = expected.toByteArray();
        // A file that is stored needs no room among temporary files.
        Path room = policy == Policy.DEFLATED ? spools : spools.resolve("missing");
        try (Spool spool = Spool.inPlace(PATH, archive, room)) {
            assertThat(spool.checksum()).contains(Checksum.md5(bytes));
            assertThat(spool.length()).hasValue(bytes.length);
            Random random = new Random(bytes.length);
            for (int i = 0; i < 50; i++) {
                int from = random.nextInt(bytes.length);
                int count = random.nextInt(bytes.length - from);
                assertThat(part(spool, from, count)).isEqualTo(Arrays.copyOfRange(bytes, from, from + count));
            }
            assertThat(part(spool, 0, bytes.length)).isEqualTo(bytes);
            spool.requireUnchanged();
        }
        assertThat(spoolFiles()).isZero();
        assertThat(weights).hasSize(LARGE);
    }

    @Test
    void requireUnchanged_fileWrittenAgain_isRefusedWithItsName() throws IOException {
        try (Spool spool = stored()) {
            assertThatCode(spool::requireUnchanged).doesNotThrowAnyException();
            Files.setLastModifiedTime(weights, FileTime.fromMillis(1));
            assertThatThrownBy(spool::requireUnchanged)
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining(weights.toRealPath().toString())
                    .hasMessageContaining(PATH.text());
            Files.delete(weights);
            assertThatThrownBy(spool::requireUnchanged).isInstanceOf(InvalidArgumentException.class);
        }
    }

    @Test
    void open_fileBecameShorter_failsInsteadOfGoingOn() throws IOException {
        try (Spool spool = stored()) {
            Files.write(weights, new byte[10]);
            assertThatThrownBy(() -> part(spool, 0, spool.length().orElseThrow()))
                    .isInstanceOf(EOFException.class);
        }
    }

    private Spool stored() throws IOException {
        return Spool.inPlace(
                PATH, ModelArchive.pack(weights.getParent(), Compression.stored(), (done, total) -> {}), spools);
    }

    private static byte[] part(Spool spool, long offset, long count) throws IOException {
        try (InputStream in = spool.open(offset, count)) {
            return in.readAllBytes();
        }
    }

    private long spoolFiles() throws IOException {
        try (Stream<Path> files = Files.list(spools)) {
            return files.count();
        }
    }
}
