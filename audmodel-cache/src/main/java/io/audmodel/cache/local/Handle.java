package io.audmodel.cache.local;

import com.sun.jna.Native;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * The file that a name stood for when it was looked up. {@code O_PATH} opens nothing: it does not wait for the other
 * end of a pipe, and finds a link without following it. Only Linux has it.
 */
record Handle(int descriptor) implements Closeable {

    private static final Path OPEN = Path.of("/proc/self/fd");

    private static final int EPERM = 1;
    private static final int ENOENT = 2;
    private static final int EACCES = 13;
    private static final int ENOTDIR = 20;
    private static final int EMFILE = 24;

    /** Whether this platform has handles. This loads native code. */
    static boolean exist() {
        return Availability.EXIST;
    }

    /** Looks up a path; a link at its end is not followed. */
    static Handle of(Path path) throws IOException {
        return found(path, Libc.find(path.toString(), false));
    }

    /** Looks up a path; a link at its end is followed. */
    static Handle following(Path path) throws IOException {
        return found(path, Libc.find(path.toString(), true));
    }

    private static Handle found(Path path, int descriptor) throws IOException {
        if (descriptor >= 0) {
            return new Handle(descriptor);
        }
        String name = path.toString();
        int error = Native.getLastError();
        throw switch (error) {
            case ENOENT -> new NoSuchFileException(name);
            case EPERM, EACCES -> new AccessDeniedException(name);
            case ENOTDIR -> new NotDirectoryException(name);
            case EMFILE -> new FileSystemException(name, null, "Too many open files");
            default -> new FileSystemException(name, null, "error " + error);
        };
    }

    /** A path to the file, valid while this is open. */
    Path path() {
        return OPEN.resolve(Integer.toString(descriptor));
    }

    @Override
    public void close() {
        Libc.close(descriptor);
    }

    private static final class Availability {

        static final boolean EXIST = look();

        private static boolean look() {
            if (!Files.isDirectory(OPEN)) {
                return false;
            }
            try (Handle root = Handle.of(Path.of("/"))) {
                return Files.isDirectory(root.path());
            } catch (IOException | LinkageError | RuntimeException e) {
                System.getLogger(Handle.class.getName())
                        .log(
                                Logger.Level.WARNING,
                                "native code cannot be called: other users who may write to the cache can let a call work"
                                        + " outside of it, or wait for ever; give every user a cache of their own",
                                e);
                return false;
            }
        }
    }
}
