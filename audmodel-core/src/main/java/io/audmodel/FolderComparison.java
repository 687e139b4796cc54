package io.audmodel;

import io.audmodel.error.CacheException;
import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares the files of two folders, byte for byte. */
final class FolderComparison {

    private FolderComparison() {}

    /** What is different in the folder from what it should be, in words; nothing if all files are the same, and all. */
    static List<String> differences(Path folder, Path intact) {
        List<String> differences = new ArrayList<>();
        try {
            SortedSet<Path> present = files(folder);
            SortedSet<Path> expected = files(intact);
            for (Path file : expected) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancelledException("interrupted while " + folder + " was verified");
                }
                if (!present.remove(file)) {
                    differences.add(file + " is missing");
                } else if (Files.size(folder.resolve(file)) != Files.size(intact.resolve(file))) {
                    differences.add(file + " has " + Files.size(folder.resolve(file)) + " bytes instead of "
                            + Files.size(intact.resolve(file)));
                } else if (Files.mismatch(folder.resolve(file), intact.resolve(file)) >= 0) {
                    differences.add(file + " has other content");
                }
            }
            present.forEach(file -> differences.add(file + " is not part of the model"));
        } catch (IOException | UncheckedIOException e) {
            throw new CacheException(
                    "the cached model " + folder + " cannot be read: " + e.getMessage()
                            + "; correct it, or remove it from the cache and load it again",
                    e);
        }
        return differences;
    }

    private static SortedSet<Path> files(Path folder) throws IOException {
        SortedSet<Path> files = new TreeSet<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .forEach(path -> files.add(folder.relativize(path)));
        }
        return files;
    }
}
