package io.audmodel.cache.local;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The calls of the C library that {@link Flock} uses. */
final class NativeCalls implements Flock.Calls {

    private static final int ENOENT = 2;

    private final boolean hasHandles;

    /** @throws LinkageError if they cannot be loaded */
    NativeCalls() {
        Libc.close(-1);
        this.hasHandles = Handle.exist();
    }

    NativeCalls(boolean hasHandles) {
        this.hasHandles = hasHandles;
    }

    @Override
    public int open(Path file) throws IOException {
        if (!hasHandles) {
            return orError(Libc.open(file.toString()));
        }
        try (Handle found = Handle.of(file)) {
            return Files.isRegularFile(found.path())
                    ? orError(Libc.reopen(found.path().toString()))
                    : -ENOENT;
        } catch (NoSuchFileException e) {
            return -ENOENT;
        }
    }

    private static int orError(int descriptor) {
        return descriptor >= 0 ? descriptor : -Native.getLastError();
    }

    @Override
    public int lock(int descriptor) {
        return Libc.flock(descriptor, Libc.LOCK_EX | Libc.LOCK_NB) == 0 ? 0 : Native.getLastError();
    }

    @Override
    public void close(int descriptor) {
        Libc.close(descriptor);
    }

    @Override
    public String fileSystemOf(Path file) throws IOException {
        return Files.getFileStore(file).type();
    }
}
