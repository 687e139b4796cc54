package io.audmodel.catalogue;

import io.audmodel.AudModel;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A view of a client whose cache is empty, so that it lists the files of archives, with checksums, where the client itself
 * would list those of its cache, which have none. The folder is made when it is needed. Thread-safe.
 */
final class EmptyCache implements AutoCloseable {

    private final AudModel client;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Path folder;

    EmptyCache(AudModel client) {
        this.client = client;
    }

    AudModel client() {
        lock.lock();
        try {
            Path root = folder == null ? Files.createTempDirectory("audmodel-catalogue-") : folder;
            folder = root;
            return client.withCacheRoot(root);
        } catch (IOException e) {
            throw new CatalogueNotWrittenException(
                    "no temporary folder can be made: " + e.getMessage()
                            + "; set java.io.tmpdir to one that can be written",
                    e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        Path root = folder;
        if (root == null) {
            return;
        }
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path below, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(below);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // The page is right all the same.
            System.getLogger("io.audmodel").log(Level.WARNING, "the temporary folder {0} stays: {1}", root, e);
        }
    }
}
