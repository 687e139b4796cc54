package io.audmodel.cache.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Forces whole folders to the disk, while no other process can change them. */
final class FolderSync {

    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    /** Up to this many files and folders are forced one by one. */
    private static final int FEW = 64;

    private FolderSync() {}

    /** Forces the folder and all below it to the disk, so that a later rename cannot be stored before its content. */
    static void force(Path folder) throws IOException {
        force(folder, Syncfs::force);
    }

    /**
     * As {@link #force(Path)}.
     *
     * @param all forces a whole file system, and returns whether it did. It pays for many files; for a few it would
     *     wait for data of other programs
     */
    static void force(Path folder, Predicate<Path> all) throws IOException {
        if (hasMany(folder) && all.test(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    forceFile(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                forceEntries(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean hasMany(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.skip(FEW).findAny().isPresent();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void forceFile(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, WINDOWS ? StandardOpenOption.WRITE : StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Windows and some network file systems cannot do this. */
    private static void forceEntries(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            System.getLogger(FolderSync.class.getName())
                    .log(System.Logger.Level.DEBUG, () -> "the names in " + folder + " may be lost in a power cut", e);
        }
    }
}
