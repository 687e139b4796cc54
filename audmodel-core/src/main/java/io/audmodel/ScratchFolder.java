package io.audmodel;

import io.audmodel.error.CacheException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder of its own for one call, on the disk of the cache; removed with all that is in it. */
record ScratchFolder(Path path) implements AutoCloseable {

    /** @throws CacheException if it cannot be made */
    static ScratchFolder below(Path root) {
        try {
            Files.createDirectories(root);
            return new ScratchFolder(Files.createTempDirectory(root, ".verify-"));
        } catch (IOException e) {
            throw failed(root, e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private static CacheException failed(Path path, IOException cause) {
        return new CacheException(
                "cannot work in " + path + ": " + cause.getMessage() + "; free or correct the disk of the cache",
                cause);
    }
}
