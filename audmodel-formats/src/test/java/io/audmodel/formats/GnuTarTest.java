package io.audmodel.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives of GNU's {@code tar}, in each of its formats, with long names, names beyond ASCII, and files with holes. */
@Tag("one-jdk")
class GnuTarTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--format=gnu",
                "--format=oldgnu",
                "--format=posix",
                "-S --format=gnu",
                "-S --format=oldgnu",
                "-S --format=posix --sparse-version=0.0",
                "-S --format=posix --sparse-version=0.1",
                "-S --format=posix --sparse-version=1.0"
            })
    void archive_isUnpacked_asItWas(String options) throws IOException, InterruptedException {
        Path model = Files.createDirectory(folder.resolve("model"));
        Path deep = Files.createDirectories(model.resolve("d".repeat(60)).resolve("e".repeat(90)));
        Files.writeString(deep.resolve("\u00fc.txt"), "text");
        writeHoles(model.resolve("holes.bin"));
        Path archive = folder.resolve("archive");
        List<String> command = new ArrayList<>(List.of("tar"));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of("-cf", archive.toString(), "-C", model.toString(), "."));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("LC_ALL", "C.UTF-8");
        assertThat(builder.start().waitFor()).isZero();

        try (UnpackedModel unpacked =
                ModelImport.of(archive).temporaryRoot(folder).unpack()) {
            assertThat(Trees.digests(unpacked.folder())).isEqualTo(Trees.digests(model));
        }
    }

    private static void writeHoles(Path file) throws IOException {
        byte[] some = new byte[10_000];
        new Random(1).nextBytes(some);
        try (RandomAccessFile holes = new RandomAccessFile(file.toFile(), "rw")) {
            holes.seek(400_000);
            holes.write(some);
            holes.seek(2_000_000);
            holes.write(some);
            holes.setLength(4_000_000);
        }
    }
}
