package io.audmodel.cache.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is done to whole folders. Links are never followed. */
final class Folders {

    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    /** Up to so many files and folders are sent to the disk one by one. */
    private static final int FEW = 64;

    private Folders() {}

    /** The folder that an entry of the cache is in. */
    static Path of(Path entry) {
        return Objects.requireNonNull(entry.getParent(), "an entry of a cache is below its root");
    }

    /** Makes the folder and those above it, with the modes that the umask leaves; a link to a folder is one. */
    static void create(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }

    /** Removes the folder and all below it; what is gone already is no failure. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Sends the folder and all below it to the disk, so that a rename cannot arrive there before what it names. */
    static void force(Path folder) throws IOException {
        force(folder, Syncfs::force);
    }

    /**
     * As {@link #force(Path)}.
     *
     * @param all sends more than the folder, and returns whether it did: worth it where there are many files, while for
     *     a few it would wait for what others write
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

    /** Sends the names in one folder to the disk, where the file system can: Windows and some network ones cannot. */
    static void forceEntries(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            System.getLogger(Folders.class.getName())
                    .log(System.Logger.Level.DEBUG, () -> "the names in " + folder + " may be lost in a power cut", e);
        }
    }
}
