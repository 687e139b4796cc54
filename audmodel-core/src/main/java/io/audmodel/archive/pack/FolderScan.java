package io.audmodel.archive.pack;

import io.audmodel.archive.EntryName;
import io.audmodel.archive.pack.FolderQueue.Folder;
import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.PlainText;
import io.audmodel.error.Reasons;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import org.jspecify.annotations.Nullable;

/** Finds the files of a folder, and checks that all of them can be packed before anything is written. */
final class FolderScan {

    /** The memory for the list of files: links to folders can make a few files into any number. */
    private static final long MOST_MEMORY =
            Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 2);

    private final Path root;
    private final Class<? extends BasicFileAttributes> attributes;
    private final PackedFiles.Table files;
    private final FolderQueue folders;

    private FolderScan(Path root) {
        this.root = root;
        this.files = new PackedFiles.Table(root);
        this.folders = new FolderQueue(root);
        this.attributes = root.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? PosixFileAttributes.class
                : BasicFileAttributes.class;
    }

    /**
     * The files below the root, in the order of the archive.
     *
     * @throws InvalidArgumentException if there is no file, or one that cannot be packed
     */
    static PackedFiles of(Path root) {
        FolderScan scan = new FolderScan(realRoot(root));
        while (!scan.folders.isEmpty()) {
            scan.list(scan.folders.remove());
        }
        if (scan.files.isEmpty()) {
            throw new InvalidArgumentException("the model folder " + root
                    + " has no files: a model has at least one, and empty folders are not kept");
        }
        return scan.files.inOrder();
    }

    private static Path realRoot(Path root) {
        try {
            Path real = root.toRealPath();
            if (Files.isDirectory(real)) {
                return real;
            }
        } catch (NoSuchFileException e) {
            String way = root.startsWith("~") ? ": paths are taken as they are, so write the home folder in full" : "";
            throw new InvalidArgumentException("the model folder " + root + " does not exist" + way, e);
        } catch (IOException e) {
            throw new InvalidArgumentException("the model folder " + root + " cannot be read: " + Reasons.of(e), e);
        }
        throw new InvalidArgumentException(
                root + " is not a folder: publish the folder that contains the model's files, even if it is only one");
    }

    private void list(Folder folder) {
        String prefix = folder.name().isEmpty() ? "" : folder.name() + "/";
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder.path())) {
            for (Path child : children) {
                requireMayGoOn();
                visit(folder, child, prefix + nameOf(child, prefix));
            }
        } catch (DirectoryIteratorException e) {
            throw refused(prefix, "cannot be listed: " + e.getMessage(), e);
        } catch (IOException e) {
            throw refused(prefix, "cannot be listed: " + Reasons.of(e), e);
        }
    }

    private void requireMayGoOn() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("interrupted while the files of " + root + " were listed");
        }
        if (files.memory() + folders.memory() > MOST_MEMORY) {
            throw new InvalidArgumentException("the model folder " + root + " has more files, or longer names, than the"
                    + " heap of this process has room for: raise the heap (-Xmx), and look for links that lead to many"
                    + " files many times");
        }
    }

    /** The name as text, if that text names the same file: bytes that are no text are read as U+FFFD, or as '?'. */
    private String nameOf(Path child, String prefix) {
        String name = child.getFileName().toString();
        try {
            if (child.resolveSibling(name).equals(child)) {
                EntryName.problem(prefix + name).ifPresent(problem -> {
                    throw refused(prefix + name, "has a name that no archive can have: it " + problem, null);
                });
                return name;
            }
        } catch (InvalidPathException e) {
            throw noText(prefix + name, e);
        }
        throw noText(prefix + name, null);
    }

    private InvalidArgumentException noText(String name, @Nullable InvalidPathException cause) {
        return refused(
                name,
                "has a name that is no text in the encoding of this process, " + System.getProperty("sun.jnu.encoding")
                        + ": set a locale with UTF-8 (LC_ALL=C.UTF-8), or rename it",
                cause);
    }

    private void visit(Folder folder, Path child, String name) {
        try {
            BasicFileAttributes found = Files.readAttributes(child, attributes, LinkOption.NOFOLLOW_LINKS);
            if (found.isSymbolicLink()) {
                Path target = targetOf(folder, child, name);
                add(folder, target, name, Files.readAttributes(target, attributes, LinkOption.NOFOLLOW_LINKS));
            } else {
                add(folder, child, name, found);
            }
        } catch (IOException e) {
            throw refused(name, "cannot be read: " + Reasons.of(e), e);
        }
    }

    private Path targetOf(Folder folder, Path link, String name) throws IOException {
        String shown =
                "is a link to " + PlainText.quoted(Files.readSymbolicLink(link).toString());
        Path target;
        try {
            target = link.toRealPath();
        } catch (IOException e) {
            throw refused(name, shown + ", which cannot be reached: " + Reasons.of(e), e);
        }
        if (!target.startsWith(root)) {
            throw refused(name, shown + ", which is outside the model folder: copy the file instead", null);
        }
        if (folders.isOnTheWayTo(folder, target)) {
            throw refused(name, shown + ", a folder that contains the link: links that lead in a circle", null);
        }
        return target;
    }

    private void add(Folder folder, Path real, String name, BasicFileAttributes found) {
        if (found.isDirectory()) {
            folders.add(real, name, folder);
        } else if (!found.isRegularFile()) {
            throw refused(name, "is a device, a pipe or a socket: only files, folders and links to them", null);
        } else if (!Files.isReadable(real)) {
            throw refused(name, "cannot be read: this process has no permission", null);
        } else {
            boolean executable = found instanceof PosixFileAttributes posix
                    && posix.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
            files.add(new PackedFile(name, real, found.size(), found.lastModifiedTime(), executable));
        }
    }

    private InvalidArgumentException refused(String name, String problem, @Nullable Exception cause) {
        return new InvalidArgumentException(
                "the model folder " + root + " cannot be packed: " + PlainText.quoted(name) + " " + problem, cause);
    }
}
