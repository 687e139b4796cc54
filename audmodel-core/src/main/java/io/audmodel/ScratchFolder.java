package io.audmodel;

import io.audmodel.error.CacheException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder of its own for one call, on the disk of the cache; removed with all that is in it. */
record ScratchFolder(Path path) implements AutoCloseable {

    private static final String PREFIX = ".verify-";

    /** Longer than any verification takes: what is older was left by a process that was killed. */
    private static final Duration ABANDONED = Duration.ofDays(2);

    /**
     * Makes one, and removes what killed processes left.
     *
     * @throws CacheException if it cannot be made
     */
    static ScratchFolder below(Path root) {
        try {
            Files.createDirectories(root);
            try (DirectoryStream<Path> others = Files.newDirectoryStream(root, PREFIX + "*")) {
                for (Path other : others) {
                    if (Files.getLastModifiedTime(other)
                            .toInstant()
                            .isBefore(Instant.now().minus(ABANDONED))) {
                        delete(other);
                    }
                }
            }
            return new ScratchFolder(Files.createTempDirectory(root, PREFIX));
        } catch (IOException e) {
            throw failed(root, e);
        }
    }

    @Override
    public void close() {
        try {
            delete(path);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private static CacheException failed(Path path, IOException cause) {
        return new CacheException(
                "cannot work in " + path + ": " + cause.getMessage() + "; free or correct the disk of the cache",
                cause);
    }
}
