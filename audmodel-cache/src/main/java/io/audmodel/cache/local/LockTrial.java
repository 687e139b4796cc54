package io.audmodel.cache.local;

import io.audmodel.cache.Cache.Locks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes and locks a file in a private folder of a cache, as a fill does. */
final class LockTrial {

    private static final String FILE = ".trial.lock";

    /** More than a disk keeps beside the names, so that a full one has no room for it. */
    private static final int BYTES = 8 << 10;

    private LockTrial() {}

    static Locks in(CachePaths paths, Supplier<ProcessLock> processLock) throws IOException {
        try (Folder root = paths.make();
                PrivateFolder own = PrivateFolder.in(root, "trial")) {
            try (FileChannel channel = own.folder().createFile("bytes")) {
                ByteBuffer bytes = ByteBuffer.allocate(BYTES);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            ProcessLock lock = processLock.get();
            return lock instanceof NoLock none ? none.why() : locks(own.folder(), lock);
        }
    }

    /** A lock that is held keeps another descriptor out, in this process too. */
    private static Locks locks(Folder folder, ProcessLock lock) throws IOException {
        Optional<ProcessLock.Held> first = lock.tryLock(folder, FILE);
        if (first.isEmpty()) {
            return Locks.NOT_KEPT;
        }
        try (ProcessLock.Held held = first.get()) {
            Optional<ProcessLock.Held> second = lock.tryLock(folder, FILE);
            if (second.isPresent()) {
                second.get().close();
            }
            return second.isEmpty() ? Locks.WORKING : Locks.NOT_KEPT;
        }
    }
}
