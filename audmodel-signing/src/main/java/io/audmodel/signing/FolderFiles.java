package io.audmodel.signing;

import io.audmodel.error.CancelledException;
import io.audmodel.error.PlainText;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The files of a folder that a signature is about, by their names. */
final class FolderFiles {

    /** @param size in bytes, when it was found */
    record Found(Path path, long size) {}

    private record Folder(Path path, String prefix) {}

    private final Path root;
    private final SigningScope scope;
    private final Predicate<String> ignored;
    private final boolean lenient;
    private final Deque<Folder> folders = new ArrayDeque<>();
    private final TreeMap<String, Found> files = new TreeMap<>(ResourceName.ORDER);

    private FolderFiles(Path root, SigningScope scope, Predicate<String> ignored, boolean lenient) {
        this.root = root;
        this.scope = scope;
        this.ignored = ignored;
        this.lenient = lenient;
    }

    /**
     * Finds them all; of a file, that one.
     *
     * @param root the folder, or the one file
     * @param lenient whether what cannot be signed counts as not there, and is no error
     * @throws UnsignableFolderException if the folder cannot be read, or has what cannot be signed
     */
    static TreeMap<String, Found> of(Path root, SigningScope scope, boolean lenient) {
        if (SingleFile.is(root)) {
            return SingleFile.of(root, scope);
        }
        return new FolderFiles(realRoot(root), scope, scope::ignores, lenient).found();
    }

    /** Finds all files, also those that the scope ignores. */
    static TreeMap<String, Found> ofWhole(Path root, SigningScope scope) {
        return new FolderFiles(realRoot(root), scope, name -> false, false).found();
    }

    private TreeMap<String, Found> found() {

        folders.add(new Folder(root, ""));
        while (!folders.isEmpty()) {
            list(folders.remove());
        }
        return files;
    }

    static Path realRoot(Path root) {
        try {
            Path real = root.toRealPath();
            if (Files.isDirectory(real)) {
                return real;
            }
        } catch (NoSuchFileException e) {
            throw new UnsignableFolderException("the folder " + root + " does not exist", e);
        } catch (IOException e) {
            throw new UnsignableFolderException("the folder " + root + " cannot be read", e);
        }
        throw new UnsignableFolderException(
                SingleFile.is(root)
                        ? root
                                + " is a file, and a model is a folder: name the folder with its files, even if it is only one"
                        : root + " is neither a folder nor a file: name what is to be signed or verified");
    }

    private void list(Folder folder) {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder.path())) {
            for (Path child : children) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancelledException("interrupted while the files of " + root + " were listed");
                }
                String name = folder.prefix() + child.getFileName();
                if (!ignored.test(name)) {
                    visit(child, name);
                }
            }
        } catch (DirectoryIteratorException | IOException e) {
            throw refused(folder.prefix(), "cannot be listed", e);
        }
    }

    private void visit(Path child, String name) {
        @Nullable String problem = problemOfName(child, name);
        @Nullable BasicFileAttributes found = null;
        try {
            found = Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (found.isSymbolicLink() && scope.followsLinks()) {
                found = Files.readAttributes(child, BasicFileAttributes.class);
                if (found.isDirectory()) {
                    problem = "is a link to a folder: what is in it would not be signed; copy the folder instead";
                }
            }
        } catch (IOException e) {
            problem = "cannot be read, or is a link that leads nowhere";
        }
        if (found != null && problem == null) {
            if (found.isDirectory()) {
                folders.add(new Folder(child, name + "/"));
                return;
            }
            problem = problemOf(found);
            if (problem == null) {
                files.put(name, new Found(child, found.size()));
            }
        }
        if (problem != null && !lenient) {
            throw refused(name, problem, null);
        }
    }

    private static @Nullable String problemOf(BasicFileAttributes found) {
        if (found.isSymbolicLink()) {
            return "is a link: sign the folder with links, where those to files count as the files, or copy the file";
        }
        return found.isRegularFile() ? null : "is a device, a pipe or a socket: only files and folders can be signed";
    }

    /** Bytes that are no text are read as U+FFFD, or as '?', and name another file then. */
    static @Nullable String problemOfName(Path child, String name) {
        String shown = child.getFileName().toString();
        try {
            if (child.resolveSibling(shown).equals(child)) {
                return ResourceName.problem(name)
                        .map(problem -> "has a name that cannot be signed: it " + problem)
                        .orElse(null);
            }
        } catch (InvalidPathException e) {
            // The same: there is no such path.
        }
        return "has a name that is no text in the encoding of this process, " + System.getProperty("sun.jnu.encoding")
                + ": set a locale with UTF-8 (LC_ALL=C.UTF-8), or rename it";
    }

    private UnsignableFolderException refused(String name, String problem, @Nullable Exception cause) {
        return new UnsignableFolderException(
                "the folder " + root + " cannot be signed or verified: " + PlainText.quoted(name.isEmpty() ? "." : name)
                        + " " + problem,
                cause);
    }
}
