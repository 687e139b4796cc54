package io.audmodel.cache.local;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Predicate;

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
        return open(file, Files::isRegularFile);
    }

    @Override
    public int openFolder(Path folder) throws IOException {
        return open(folder, Files::isDirectory);
    }

    private int open(Path file, Predicate<Path> isWanted) throws IOException {
        if (!hasHandles) {
            return orError(Libc.open(file.toString()));
        }
        try (Handle found = Handle.of(file)) {
            return isWanted.test(found.path())
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
    public int lock(int descriptor, boolean isShared) {
        int operation = isShared ? Libc.LOCK_SH : Libc.LOCK_EX;
        return Libc.flock(descriptor, operation | Libc.LOCK_NB) == 0 ? 0 : Native.getLastError();
    }

    @Override
    public void unlock(int descriptor) {
        Libc.flock(descriptor, Libc.LOCK_UN);
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
