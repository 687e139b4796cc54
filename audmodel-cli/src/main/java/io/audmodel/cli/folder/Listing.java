package io.audmodel.cli.folder;

import io.audmodel.model.Checksum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * The names and lengths of all files, without their content: what tells in a moment whether a folder is as it was.
 *
 * @param files how many there are
 * @param bytes their length together
 * @param checksum the SHA-256 of names and lengths
 */
record Listing(long files, long bytes, String checksum) {

    /** Lists these names in a folder, with all that is below them. Those that are missing are not listed. */
    static Listing of(Path folder, Collection<String> names) throws IOException {
        Lines lines = new Lines(folder);
        for (String name : names) {
            Path path = folder.resolve(name);
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.walkFileTree(path, lines);
            }
        }
        Collections.sort(lines.all);
        MessageDigest digest = Checksum.newSha256();
        lines.all.forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
        return new Listing(lines.files, lines.bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static final class Lines extends SimpleFileVisitor<Path> {

        private final Path folder;
        private final List<String> all = new ArrayList<>();
        private long files;
        private long bytes;

        Lines(Path folder) {
            this.folder = folder;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            all.add(folder.relativize(visited) + "/\n");
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files++;
            bytes += attributes.size();
            // A link or a pipe in the place of a file has another line than that.
            String length = attributes.isRegularFile() ? String.valueOf(attributes.size()) : "no file";
            all.add(folder.relativize(file) + "\0" + length + "\n");
            return FileVisitResult.CONTINUE;
        }
    }
}
