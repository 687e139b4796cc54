package io.audmodel.cache.local;

import com.sun.jna.Native;
import io.audmodel.cache.CachePermissions;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * Sets the permissions of what a cache makes, where they are not those of the umask. That is done in a private folder, before
 * the file or folder gets its name: by a name that others can change, the mode of anything that is this user's could be set.
 */
final class Modes {

    private static final String MODE = "unix:mode";
    private static final int PERMISSIONS = 07777;
    private static final int SETGID = 02000;

    /** Of lock files where the umask decides about the rest. */
    private static final int LOCK = 0664;

    private static final int EEXIST = 17;

    private Modes() {}

    /**
     * Makes a folder.
     *
     * @throws FileAlreadyExistsException if there is anything of this name
     */
    static void create(Folder parent, String name) throws IOException {
        try (PrivateFolder own = PrivateFolder.in(parent, name)) {
            own.folder().create(name);
            permitFolder(own.folder().at(name), parent.permissions());
            place(own.folder(), parent, name);
        }
    }

    /**
     * A rename replaces an empty folder. What another process begins in that one, which it holds or has just looked up by its
     * name, would fail or be lost.
     */
    private static void place(Folder from, Folder parent, String name) throws IOException {
        int error = renameIfAbsent(from.at(name), parent.at(name));
        if (error == EEXIST) {
            throw new FileAlreadyExistsException(parent.path(name).toString());
        }
        if (error != 0) {
            placeWithoutHelp(from, parent, name);
        }
    }

    /** Where nobody else can change names, the folder may as well get its name first. */
    private static void placeWithoutHelp(Folder from, Folder parent, String name) throws IOException {
        if (!parent.isHeld()) {
            parent.create(name, PrivateFolder.MINE);
            permitFolder(parent.at(name), parent.permissions());
            return;
        }
        try {
            from.move(name, parent, name);
        } catch (FileSystemException e) {
            if (parent.look(name).isPresent()) {
                throw new FileAlreadyExistsException(parent.path(name).toString());
            }
            throw e;
        }
    }

    /** Zero, or an error; also of a C library or a file system that cannot do it. */
    private static int renameIfAbsent(Path from, Path to) {
        try {
            return Libc.renameIfAbsent(from.toString(), to.toString()) == 0 ? 0 : Native.getLastError();
        } catch (LinkageError e) {
            return -1;
        }
    }

    static void permitFile(Path file, CachePermissions permissions) throws IOException {
        permit(file, permissions.modeOfFiles());
    }

    static void permitLock(Path file, CachePermissions permissions) throws IOException {
        permit(file, permissions.areOfUmask() ? LOCK : permissions.modeOfFiles());
    }

    /** A folder in one that keeps the group keeps it too, as the kernel made it. */
    private static void permitFolder(Path folder, CachePermissions permissions) throws IOException {
        permit(folder, permissions.modeOfFolders() | modeOf(folder) & SETGID);
    }

    private static void permit(Path path, int mode) throws IOException {
        if (modeOf(path) != mode) {
            Files.setAttribute(path, MODE, mode);
        }
    }

    private static int modeOf(Path path) throws IOException {
        try {
            return (int) Objects.requireNonNull(Files.getAttribute(path, MODE)) & PERMISSIONS;
        } catch (UnsupportedOperationException e) {
            // Windows has none, and a setting without an effect would be a lie.
            FileSystemException none = new FileSystemException(
                    path.toString(),
                    null,
                    "its file system has no permissions of POSIX, and those of the cache are set: leave that setting"
                            + " out (AUDMODEL_CACHE_PERMISSIONS)");
            none.initCause(e);
            throw none;
        }
    }

    /** A folder and all below it, where nobody else can change a name. */
    static void permitTree(Path root, CachePermissions permissions) throws IOException {
        if (permissions.areOfUmask()) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                permitFolder(folder, permissions);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    permitFile(file, permissions);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
