package io.audmodel.archive.support;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Removes what a process has made. Stateless. */
public final class FileTree {

    private FileTree() {}

    /** Removes one file, link or empty folder; a missing one is no failure. */
    @FunctionalInterface
    public interface Step {
        void remove(Path path) throws IOException;
    }

    /** Removes a file, or a folder with all that is in it. Links are removed, not followed; a missing one is no failure. */
    public static void delete(Path path) throws IOException {
        delete(path, Files::deleteIfExists);
    }

    /** As {@link #delete(Path)}, by steps of the caller's. */
    public static void delete(Path path, Step step) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            step.remove(path);
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                step.remove(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                step.remove(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
