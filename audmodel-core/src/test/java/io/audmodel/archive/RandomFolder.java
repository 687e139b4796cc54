package io.audmodel.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Folders with the names and contents that people, and their worst enemies, come up with. */
public final class RandomFolder {

    private static final List<String> NAMES = List.of(
            "model",
            "model.onnx",
            "model.zip",
            "a b",
            " ",
            "...",
            "..x",
            ".hidden",
            "-rf",
            "~",
            "Ünï cödé",
            "日本語",
            "e\u0301",
            "\u00e9",
            "😀",
            "\uFB00",
            "A",
            "a",
            "a-b",
            "a.b",
            "#",
            "%2e%2e",
            "$HOME",
            "*",
            "'quote'",
            "\"",
            "x".repeat(120));

    private RandomFolder() {}

    /** Fills a new folder with at least one file; none is as long as {@code most} bytes. */
    public static Path make(Path root, Random random, int most) throws IOException {
        Files.createDirectories(root);
        List<Path> folders = new ArrayList<>(List.of(root));
        for (int i = random.nextInt(6); i > 0; i--) {
            Path folder = child(folders, random);
            if (!Files.exists(folder)) {
                folders.add(Files.createDirectory(folder));
            }
        }
        Files.write(root.resolve("always"), content(random, most));
        for (int i = random.nextInt(12); i > 0; i--) {
            Path file = child(folders, random);
            if (!Files.exists(file)) {
                Files.write(file, content(random, most));
                if (random.nextInt(4) == 0) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
        return root;
    }

    private static Path child(List<Path> folders, Random random) {
        return folders.get(random.nextInt(folders.size())).resolve(NAMES.get(random.nextInt(NAMES.size())));
    }

    private static byte[] content(Random random, int most) {
        byte[] content = new byte[random.nextInt(3) == 0 ? 0 : random.nextInt(most)];
        if (random.nextBoolean()) {
            random.nextBytes(content);
        }
        return content;
    }
}
