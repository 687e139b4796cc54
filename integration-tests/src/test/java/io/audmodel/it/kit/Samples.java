package io.audmodel.it.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Folders as models have them; the seed decides on every byte. */
public final class Samples {

    private Samples() {}

    /** Writes a few files of odd and usual names into a folder, which is made. */
    public static Path write(Path folder, String seed) {
        return write(folder, seed, 10_240);
    }

    /** @param weights how many bytes the largest file has; they cannot be compressed */
    public static Path write(Path folder, String seed, int weights) {
        byte[] random = new byte[weights];
        new Random(seed.hashCode()).nextBytes(random);
        file(folder.resolve("model.onnx"), random);
        file(folder.resolve("model.yaml"), ("seed: " + seed + "\n").getBytes(StandardCharsets.UTF_8));
        file(folder.resolve("log/eval.yaml"), "uar: 0.7\n".repeat(200).getBytes(StandardCharsets.UTF_8));
        file(folder.resolve("dir with space/.hidden"), new byte[] {'.'});
        file(folder.resolve("empty.bin"), new byte[0]);
        return folder;
    }

    public static Path file(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path file(Path file, String text) {
        return file(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
