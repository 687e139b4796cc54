package io.audmodel.cli.folder;

import io.audmodel.error.CancelledException;
import io.audmodel.error.LockTimeoutException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets one fetch at a time change a folder. The file stays: it cannot be deleted without a moment in which two hold it.
 * The system gives the lock back when a process ends, however that is.
 */
final class FolderLock implements AutoCloseable {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock acquire(Path file, Duration timeout) throws IOException {
        long start = System.nanoTime();
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean isHeld = false;
        try {
            while (!isFree(channel, file)) {
                if (System.nanoTime() - start > timeout.toNanos()) {
                    throw new LockTimeoutException("another process fetches into " + file.getParent() + " since "
                            + timeout + ": wait longer, or end that process");
                }
                LockSupport.parkNanos(PAUSE_NANOS);
                // Trying does not notice it.
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancelledException(
                            "the wait for another fetch into " + file.getParent() + " was cancelled");
                }
            }
            isHeld = true;
            return new FolderLock(channel);
        } catch (ClosedByInterruptException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("the fetch into " + file.getParent() + " was cancelled", e);
        } finally {
            if (!isHeld) {
                channel.close();
            }
        }
    }

    private static boolean isFree(FileChannel channel, Path file) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            System.getLogger(FolderLock.class.getName())
                    .log(
                            Level.WARNING,
                            "the file system keeps no locks: let one process at a time fetch into {0}: {1}",
                            file.getParent(),
                            e.getMessage());
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
