package io.audmodel.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Folders below one temporary folder, which is removed with all that is in them. */
final class TemporaryFolders {

    /** What still writes when a test is over, a client that nobody closed for instance, soon fails. */
    private static final int ATTEMPTS = 50;

    private final Path root;

    TemporaryFolders() {
        try {
            root = Files.createTempDirectory("audmodel-junit");
        } catch (IOException e) {
            throw new UncheckedIOException("the folder for the files of the test cannot be made", e);
        }
    }

    /** Makes a folder whose name begins so. */
    Path create(String name) {
        try {
            return Files.createTempDirectory(root, name);
        } catch (IOException e) {
            throw new UncheckedIOException("a folder for the files of the test cannot be made", e);
        }
    }

    void close() {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.walkFileTree(root, new Removing());
                return;
            } catch (DirectoryNotEmptyException | NoSuchFileException e) {
                if (attempt == ATTEMPTS) {
                    throw remains(e);
                }
            } catch (IOException e) {
                throw remains(e);
            }
        }
    }

    private UncheckedIOException remains(IOException e) {
        return new UncheckedIOException(
                "the files of the test in " + root
                        + " cannot be removed: is a client that the test made still at work?",
                e);
    }

    private static final class Removing extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
