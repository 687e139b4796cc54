package io.audmodel.it.kit;

import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files below a folder: relative names with {@code /}, each with its size and MD5. A folder that is missing has none.
 */
public record FileTree(SortedMap<String, String> files) {

    public static FileTree of(Path root) {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            all.filter(path -> !Files.isDirectory(path)).forEach(file -> files.put(name(root, file), facts(file)));
        } catch (NoSuchFileException e) {
            return new FileTree(Collections.emptySortedMap());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FileTree(files);
    }

    public static String facts(long size, String md5) {
        return size + " " + md5;
    }

    /** Removes a folder and all below it. */
    public static void delete(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SortedSet<String> names() {
        return new TreeSet<>(files.keySet());
    }

    /** Of all files together. */
    public long bytes() {
        return files.values().stream()
                .mapToLong(facts -> Long.parseLong(facts.substring(0, facts.indexOf(' '))))
                .sum();
    }

    /** One word for all of it. */
    public String digest() {
        return Checksum.md5(files.toString()).hex();
    }

    private static String name(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static String facts(Path file) {
        // Not by reading it whole: some tests have files that are larger than the heap.
        try (DigestOutputStream digest =
                new DigestOutputStream(OutputStream.nullOutputStream(), Checksum.newDigest())) {
            long size = Files.copy(file, digest);
            return facts(
                    size, Checksum.ofDigest(digest.getMessageDigest().digest()).hex());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
