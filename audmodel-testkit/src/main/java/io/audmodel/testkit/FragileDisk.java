package io.audmodel.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A disk whose power can fail: {@link #path} leads to a folder of the default file system through a file system that
 * counts every change, throws a {@link Crash} at a chosen one, and remembers what was not forced. {@link #fail} then
 * undoes that. Not thread-safe.
 */
public final class FragileDisk {

    /** What is lost at the end. */
    public enum Loss {
        /** Nothing: only the process has died. */
        NOTHING,
        /** Content that was written since files were forced; names stay. */
        CONTENT,
        /** That content, and names that were made, changed or removed since their folder was forced. */
        CONTENT_AND_NAMES
    }

    /** The end of the process: an error and no exception, so that no code handles it as a failure and continues. */
    public static final class Crash extends Error {

        private static final long serialVersionUID = 1;

        Crash(int step) {
            super("a test wants the power to fail at step " + step);
        }
    }

    private record Unforced(Path link, byte[] before) {}

    private final Path trash;
    private final int last;
    private final Predicate<Path> lie;
    private final FragileFileSystem fileSystem = new FragileFileSystem(FileSystems.getDefault(), this);
    private final FragileNames names = new FragileNames();
    private final Map<Object, Unforced> contents = new HashMap<>();
    private int steps;
    private int kept;

    /**
     * @param trash an empty folder on the same file system, for files that may have to be restored
     * @param last the step at which the process ends, counted from 1
     */
    public FragileDisk(Path trash, int last) {
        this(trash, last, path -> false);
    }

    /**
     * Makes a disk that lies, so that a test can show that it finds a missing {@code force}.
     *
     * @param trash an empty folder on the same file system, for files that may have to be restored
     * @param last the step at which the process ends, counted from 1
     * @param lie the files and folders, of the default file system, whose {@code force} is a step and secures nothing
     */
    public FragileDisk(Path trash, int last, Predicate<Path> lie) {
        this.trash = trash;
        this.last = last;
        this.lie = lie;
    }

    /** Returns the same place on this disk. */
    public Path path(Path place) {
        return fileSystem.wrap(place);
    }

    /** Returns whether the end was reached. */
    public boolean hasDied() {
        return steps >= last;
    }

    /** Undoes what is lost. Call it once, after the end. */
    public void fail(Loss loss) {
        try {
            if (loss == Loss.CONTENT_AND_NAMES) {
                names.takeBack();
            }
            if (loss != Loss.NOTHING) {
                for (Unforced file : contents.values()) {
                    Files.write(file.link(), file.before());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts a change, before it begins. */
    void step() {
        steps++;
        requireAlive();
    }

    void requireAlive() {
        if (hasDied()) {
            throw new Crash(last);
        }
    }

    FragileNames names() {
        return names;
    }

    /** Keeps a file that is about to lose its name; returns null if there is none. */
    Path keep(Path file) throws IOException {
        Path link = trash.resolve("kept-" + kept++);
        try {
            return Files.isDirectory(file) ? Files.createDirectory(link) : Files.createLink(link, file);
        } catch (NoSuchFileException e) {
            return link;
        }
    }

    /** Restores the name of a kept file. */
    static void putBack(Path link, Path file) throws IOException {
        Files.deleteIfExists(file);
        if (Files.exists(link)) {
            Files.move(link, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Records that a file will be written. */
    void writing(Path file) throws IOException {
        Object key = key(file);
        if (!contents.containsKey(key)) {
            byte[] before = Files.readAllBytes(file);
            contents.put(key, new Unforced(keep(file), before));
        }
    }

    /** Records that a file or folder was forced. */
    void forced(Path path) throws IOException {
        if (!lie.test(path)) {
            contents.remove(key(path));
            names.forced(path);
        }
    }

    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }
}
