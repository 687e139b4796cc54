package io.audmodel.cache.local;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

/**
 * Whether a file is a folder, and whether other users may change it, which for a folder means the names in it.
 *
 * @param isFolder whether it is a folder
 * @param isOurs whether only this user and the superuser may change it
 * @param isSticky whether others who may change names in it may change only those of their own files
 */
record Trust(boolean isFolder, boolean isOurs, boolean isSticky) {

    private static final boolean LINUX = System.getProperty("os.name").equals("Linux");

    private static final int TYPE = 0170000;
    private static final int FOLDER = 0040000;
    private static final int STICKY = 01000;
    private static final int WRITABLE_FOR_OTHERS = 0022;

    /** This takes one system call, since every access to a cache needs it. */
    static Trust in(Path path, LinkOption... options) throws IOException {
        if (!isKnownFor(path)) {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, options);
            return new Trust(attributes.isDirectory(), true, false);
        }
        Map<String, Object> attributes = Files.readAttributes(path, "unix:mode,uid", options);
        int mode = (int) requireNonNull(attributes.get("mode"));
        int owner = (int) requireNonNull(attributes.get("uid"));
        boolean hasOwner = owner == 0 || owner == User.NUMBER;
        return new Trust(
                (mode & TYPE) == FOLDER,
                hasOwner && (mode & WRITABLE_FOR_OTHERS) == 0,
                hasOwner && (mode & STICKY) != 0);
    }

    /** Whether the system tells who may change a file; where it does not, nobody else is assumed to. */
    static boolean isKnownFor(Path path) {
        return LINUX && path.getFileSystem() == FileSystems.getDefault();
    }

    /** Whether the folder has to be held open. A folder that only this user can change needs no native code. */
    boolean needsHandle() {
        return !isOurs && Handle.exist();
    }

    private static final class User {

        static final int NUMBER = number();

        private static int number() {
            try {
                return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            } catch (IOException e) {
                // Then no folder counts as this user's.
                return -1;
            }
        }
    }
}
