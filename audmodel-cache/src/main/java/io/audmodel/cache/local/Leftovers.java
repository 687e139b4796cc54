package io.audmodel.cache.local;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;

/**
 * What crashed processes left in a cache, and the rules for removing it. Locks may do nothing, so holding one proves
 * nothing about our own temporary files: they go when the process that their name records is gone from this host, or
 * when nothing in them has changed for a day. The Python package's {@code <version>~} records nobody: it goes when the
 * lock is one that keeps all processes out, or after the same day. What is removed is renamed first, so that a live
 * process that was misjudged fails at once and publishes no part of it.
 */
final class Leftovers {

    private static final Duration UNTOUCHED = Duration.ofDays(1);

    private Leftovers() {}

    /**
     * Removes what crashes left beside the model.
     *
     * @param keepsAllOut whether the caller's lock keeps every other process out for certain
     */
    static void sweep(Path model, boolean keepsAllOut) throws IOException {
        sweepTemporaries(Folders.of(model));
        Path python = CachePaths.pythonStaging(model);
        if (Files.exists(python, LinkOption.NOFOLLOW_LINKS) && (keepsAllOut || isUntouched(python))) {
            remove(python);
        }
    }

    /** Removes our own temporary files and folders whose process is gone. */
    static void sweepTemporaries(Path folder) throws IOException {
        try (DirectoryStream<Path> hidden = Files.newDirectoryStream(folder, ".*.tmp")) {
            for (Path path : hidden) {
                if (TemporaryName.ownerOf(path)
                        .filter(owner -> owner.isGone() || isUntouched(path))
                        .isPresent()) {
                    remove(path);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static void remove(Path path) {
        try {
            Path claimed = TemporaryName.beside(path.resolveSibling("leftover"));
            Files.move(path, claimed, StandardCopyOption.ATOMIC_MOVE);
            Folders.delete(claimed);
        } catch (IOException e) {
            // Somebody else was quicker, or it belongs to another user: it is in nobody's way.
            System.getLogger(Leftovers.class.getName())
                    .log(Logger.Level.DEBUG, () -> "the leftover " + path + " stays", e);
        }
    }

    private static boolean isUntouched(Path path) {
        Instant limit = Instant.now().minus(UNTOUCHED);
        try {
            NewestChange newest = new NewestChange();
            Files.walkFileTree(path, newest);
            return newest.instant.isBefore(limit);
        } catch (IOException e) {
            return false;
        }
    }

    private static final class NewestChange extends SimpleFileVisitor<Path> {

        private Instant instant = Instant.MIN;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return visitFile(folder, attributes);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            Instant changed = attributes.lastModifiedTime().toInstant();
            instant = changed.isAfter(instant) ? changed : instant;
            return FileVisitResult.CONTINUE;
        }
    }
}
