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
 * What a name stood for when it was looked up, whatever it stands for later. To look up with {@code O_PATH} opens nothing:
 * it waits for no other end of a pipe, and a link is not followed but found. Only Linux has it.
 */
record Handle(int descriptor) implements Closeable {

    private static final Path OPEN = Path.of("/proc/self/fd");

    private static final int EPERM = 1;
    private static final int ENOENT = 2;
    private static final int EACCES = 13;
    private static final int ENOTDIR = 20;
    private static final int EMFILE = 24;

    /** Whether there are handles. Asking loads native code. */
    static boolean exist() {
        return Availability.EXIST;
    }

    /** Looks up the last name of the path, which is found itself if it is a link. */
    static Handle of(Path path) throws IOException {
        return found(path, Libc.find(path.toString(), false));
    }

    /** Looks up what the path leads to. */
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

    /** A path to what was found, as long as this is open. */
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
                                "native code cannot be called: whoever else may write to the cache can let a call work"
                                        + " outside of it, or wait for ever; let every user have a cache of his own",
                                e);
                return false;
            }
        }
    }
}
