package io.audmodel.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that the Python package wrote, with the sizes and checksums that it answers for their files. */
class ReferenceArchiveTest {

    @TempDir
    Path folder;

    @Test
    void unpack_plain() throws IOException {
        assertThat(unpacked("plain.zip"))
                .isEqualTo(Map.of(
                        "log/eval.yaml", "10 9c190bb9eb548795adb226c9f5b7768b",
                        "model.onnx", "10240 c3cd26e07e555c0116db237fbc06d99c",
                        "model.yaml", "9 715f51d40fc89892c54c2239fed87cc9",
                        "readme.txt", "6 b1946ac92492d2347c6235b4d2611184"));
    }

    @Test
    void unpack_oddNames() throws IOException {
        assertThat(unpacked("odd-names.zip"))
                .isEqualTo(Map.of(
                        ".hidden",
                        "1 2510c39011c5be704182423e3a695e91",
                        "a".repeat(120) + ".txt",
                        "4 0f5264038205edfb1ac05fbb0e8c5e94",
                        "deep/".repeat(20) + "leaf",
                        "1 2db95e8e1a9267b7a1188556b2013b33",
                        "dir with space/Ünï cödé.txt",
                        "1 7b774effe4a349c6dd82ad4f4f21d34c",
                        "empty.bin",
                        "0 d41d8cd98f00b204e9800998ecf8427e",
                        "weights/fc1.bin",
                        "50000 0235a4ed2b2150e0bf3e5bb8f5f1a918"));
    }

    private Map<String, String> unpacked(String archive) throws IOException {
        Sandbox sandbox = Sandbox.in(folder);
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(archive))) {
            sandbox.unpack(in.readAllBytes());
        }
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(sandbox.target())) {
            all.filter(Files::isRegularFile)
                    .forEach(file -> files.put(sandbox.target().relativize(file).toString(), facts(file)));
        }
        return files;
    }

    private static String facts(Path file) {
        try {
            return Files.size(file) + " " + Checksum.md5(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
