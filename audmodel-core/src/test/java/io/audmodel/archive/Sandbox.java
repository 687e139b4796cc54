package io.audmodel.archive;

import io.audmodel.archive.pack.ModelArchive;
import io.audmodel.archive.unpack.ArchiveBytes;
import io.audmodel.archive.unpack.ArchiveReader;
import io.audmodel.backend.Content;
import io.audmodel.model.ArchiveLimits;
import io.audmodel.model.Compression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder for a test, with a target to unpack into, and neighbours that nothing may touch. */
public record Sandbox(Path root) {

    public static final ArchiveLimits LIMITS = new ArchiveLimits(1000, 10_000_000);

    public static Sandbox in(Path root) {
        try {
            Files.createDirectories(root.resolve("around/target"));
            Files.writeString(root.resolve("around/neighbour"), "untouched");
            return new Sandbox(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path target() {
        return root.resolve("around/target");
    }

    public void unpack(byte[] archive) {
        unpack(archive, LIMITS);
    }

    public void unpack(byte[] archive, ArchiveLimits limits) {
        try {
            Path file = Files.write(root.resolve("archive.zip"), archive);
            unpack(file, limits, ArchiveProgress.none());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void unpack(Path archive, ArchiveLimits limits, ArchiveProgress progress) {
        try (FileChannel channel = FileChannel.open(archive)) {
            ArchiveReader.of(ArchiveBytes.of(channel), "the-archive", limits).unpack(target(), name -> true, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything beside the target. */
    public Map<String, String> surroundings() {
        Map<String, String> all = tree(root);
        all.keySet().removeIf(name -> name.equals("archive.zip") || name.startsWith("around/target/"));
        return all;
    }

    public static byte[] packed(Path folder) {
        return bytes(ModelArchive.pack(folder, Compression.auto(), ArchiveProgress.none()));
    }

    public static byte[] bytes(Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Relative names of all files and folders, with the bytes of the former and {@code folder} for the latter. */
    public static Map<String, String> tree(Path folder) {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.filter(path -> !path.equals(folder))
                    .forEach(path -> tree.put(folder.relativize(path).toString(), content(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tree;
    }

    private static String content(Path path) {
        try {
            if (Files.isDirectory(path)) {
                return "folder";
            }
            byte[] bytes = Files.readAllBytes(path);
            return (Files.isExecutable(path) ? "executable " : "") + bytes.length + " bytes, "
                    + (bytes.length < 100 ? HexFormat.of().formatHex(bytes) : Arrays.hashCode(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
