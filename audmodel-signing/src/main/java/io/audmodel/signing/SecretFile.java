package io.audmodel.signing;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/** A file with a private key, or with the password of one: nobody but its owner should read or change it. Stateless. */
public final class SecretFile {

    /** The name of the {@link System.Logger} that receives a warning when a file is read that is open to others. */
    public static final String LOGGER = "io.audmodel.signing.key";

    /** What to do about a {@link #problem}. */
    public static final String CURE =
            "take the permission away (chmod 600), and sign by another key if somebody may have read this one";

    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private SecretFile() {}

    /**
     * Returns a sentence that says that others than its owner may read or change a file. Empty if nobody may, if it is no
     * plain file, such as a pipe, and where the file system has no permissions of POSIX.
     *
     * @param what is in it, such as {@code the private key}
     */
    public static Optional<String> problem(Path file, String what) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return Optional.empty();
        }
        try {
            PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
            return attributes.isRegularFile() && !Collections.disjoint(attributes.permissions(), OF_OTHERS)
                    ? Optional.of("others than its owner may read or change " + file + " with " + what + " ("
                            + PosixFilePermissions.toString(attributes.permissions()) + ")")
                    : Optional.empty();
        } catch (IOException e) {
            // A reader of the file says what is wrong with it.
            return Optional.empty();
        }
    }

    /** Logs the problem, if there is one, with its cure. */
    public static void warn(Path file, String what) {
        problem(file, what)
                .ifPresent(problem -> System.getLogger(LOGGER).log(Level.WARNING, () -> problem + ": " + CURE));
    }
}
