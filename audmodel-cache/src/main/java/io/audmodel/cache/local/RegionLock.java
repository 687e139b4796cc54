package io.audmodel.cache.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Locks the first byte, as the Python package does on Windows. It does not work elsewhere: a POSIX record lock neither
 * excludes nor sees {@code flock}, and is lost when any code in the process closes the file.
 */
final class RegionLock implements ProcessLock {

    @Override
    public Optional<Held> tryLock(Folder folder, String name) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.at(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileLock lock = null;
        try {
            lock = channel.tryLock(0, 1, false);
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        // A network drive looks like any other here, so nothing is certain.
        return lock == null ? Optional.empty() : Optional.of(new Held(false, channel));
    }

    /** A folder has no bytes to be locked. */
    @Override
    public Optional<Held> tryLockFolder(Folder parent, String name, boolean isShared) throws IOException {
        return JvmFolderLocks.JVM.tryLock(parent, name, isShared);
    }
}
