package io.audmodel.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A file that nobody but its owner should be able to change or replace, since it decides what is loaded. Immutable.
 *
 * @param file an absolute path
 * @param what what it is, for a message
 */
record OwnFile(Path file, String what) {

    private static final Set<PosixFilePermission> CHANGES =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    /** In a folder with this bit others cannot rename what is not theirs; the interface for POSIX does not tell it. */
    private static final int STICKY = 01000;

    /**
     * Returns a sentence that says that others than its owner may change the file, or put another in its place. Empty if
     * nobody may, if there is none, where it cannot be written at all, and where the file system has no permissions of POSIX.
     */
    Optional<String> exposure() {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Optional.empty();
        }
        try {
            Path real = file.toRealPath();
            if (Files.getFileStore(real).isReadOnly()) {
                return Optional.empty();
            }
            if (isOpen(real)) {
                return Optional.of("others than its owner may change " + file + ", " + what + " (" + mode(real) + ")");
            }
            for (Path folder : foldersAbove(real)) {
                if (isOpen(folder) && !isSticky(folder)) {
                    return Optional.of("others than its owner may replace " + file + ", " + what
                            + ": they may write to " + folder + " (" + mode(folder) + ")");
                }
            }
        } catch (IOException e) {
            // A reader of the file says what is wrong with it.
        }
        return Optional.empty();
    }

    /** Those on the way to the file, and to a link in its place: who may write to one may put another link there. */
    private Set<Path> foldersAbove(Path real) throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        for (Path path : new Path[] {file, real}) {
            for (Path folder = path.getParent(); folder != null; folder = folder.getParent()) {
                folders.add(folder.toRealPath());
            }
        }
        return folders;
    }

    private static boolean isOpen(Path path) throws IOException {
        return !Collections.disjoint(Files.getPosixFilePermissions(path), CHANGES);
    }

    private static boolean isSticky(Path folder) throws IOException {
        return ((int) Files.getAttribute(folder, "unix:mode", LinkOption.NOFOLLOW_LINKS) & STICKY) != 0;
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
