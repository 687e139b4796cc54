package io.audmodel.archive.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.archive.Material;
import io.audmodel.backend.Content;
import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Compression;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong while several threads pack one large file. */
class PackFaultTest {

    private static final int SLICES = 24;

    @TempDir
    Path folder;

    private Path root;
    private Path file;

    static Stream<Compression> policies() {
        return Stream.of(Compression.stored(), Compression.deflated(1));
    }

    @BeforeEach
    void makeFile() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        file = root.resolve("weights");
        Files.write(file, Material.NOISE.make(new Random(1), SLICES * Piece.LENGTH));
    }

    /** No thread runs on and no file stays open, whatever happened. */
    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain(PackWorkers.NAME);
        Path open = Path.of("/proc/self/fd");
        if (Files.isDirectory(open)) {
            try (Stream<Path> links = Files.list(open)) {
                assertThat(links.map(PackFaultTest::target)).doesNotContain(file.toString());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void writeTo_interruptedMidway_isCancelled(Compression policy) {
        Content content = content(policy, () -> Thread.currentThread().interrupt());
        try {
            assertThatThrownBy(() -> content.writeTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(CancelledException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void writeTo_listenerFails_breaksOff(Compression policy) {
        IllegalStateException failure = new IllegalStateException("enough");
        Content content = content(policy, () -> {
            throw failure;
        });

        assertThatThrownBy(() -> content.writeTo(OutputStream.nullOutputStream()))
                .isSameAs(failure);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void writeTo_fileIsCutMidway_breaksOff(Compression policy) {
        breaksOff(policy, () -> {
            try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
                cut.setLength(Piece.LENGTH);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("policies")
    void writeTo_fileGrowsMidway_breaksOff(Compression policy) {
        breaksOff(policy, () -> {
            try (RandomAccessFile more = new RandomAccessFile(file.toFile(), "rw")) {
                more.setLength(SLICES * Piece.LENGTH + 1L);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("policies")
    void writeTo_fileIsWrittenMidway_breaksOff(Compression policy) {
        breaksOff(policy, () -> {
            try (RandomAccessFile other = new RandomAccessFile(file.toFile(), "rw")) {
                other.write(1);
            }
            Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        });
    }

    @ParameterizedTest
    @MethodSource("policies")
    void writeTo_fails_passesTheFailureOn(Compression policy) {
        IOException failure = new IOException("no more room");
        OutputStream full = new OutputStream() {
            private int left = 3 * Piece.LENGTH;

            @Override
            public void write(int value) throws IOException {
                write(new byte[1], 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                left -= length;
                if (left < 0) {
                    throw failure;
                }
            }
        };

        assertThatThrownBy(() -> content(policy, () -> {}).writeTo(full)).isSameAs(failure);
    }

    private void breaksOff(Compression policy, Step change) {
        assertThatThrownBy(() -> content(policy, change).writeTo(OutputStream.nullOutputStream()))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("weights changed while it was packed");
    }

    /** The step is taken once, when some of the file is packed and most of it is not. */
    private Content content(Compression policy, Step step) {
        boolean[] taken = {false};
        return ModelArchive.pack(root, policy, (done, total) -> {
            if (done >= 2 * Piece.LENGTH && !taken[0]) {
                taken[0] = true;
                step.take();
            }
        });
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            // Closed since it was listed.
            return "";
        }
    }

    private interface Step {
        void change() throws IOException;

        default void take() {
            try {
                change();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
