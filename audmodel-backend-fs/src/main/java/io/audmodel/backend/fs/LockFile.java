package io.audmodel.backend.fs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A lock for systems without one: the process that makes the file {@code .locked~} holds it. A dead process leaves the
 * file; it counts as abandoned after {@link #ABANDONED} by the clock of the file system, while a live holder gives up
 * after a third of that time by its own clock. So two writers can meet only if one pauses between its last check and
 * its move for longer than the other two thirds.
 */
final class LockFile implements FsLock.Processes {

    static final Duration ABANDONED = Duration.ofSeconds(30);

    private static final String NAME = ".locked~";
    private static final long LOOK_AFTER = Duration.ofSeconds(1).toNanos();

    private final Path file;
    private final Duration abandoned;
    private final LongSupplier clock;
    private volatile long looked;

    LockFile(Path root) {
        this(root, ABANDONED, System::nanoTime);
    }

    /** @param clock the clock in nanoseconds, such as {@link System#nanoTime} */
    LockFile(Path root, Duration abandoned, LongSupplier clock) {
        this.file = root.resolve(NAME);
        this.abandoned = abandoned;
        this.clock = clock;
        this.looked = clock.getAsLong();
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public FsLock.@Nullable Held attempt() throws IOException {
        String mark = UUID.randomUUID().toString();
        long begun = clock.getAsLong();
        try {
            Files.writeString(file, mark, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            if (clock.getAsLong() - looked > LOOK_AFTER) {
                looked = clock.getAsLong();
                removeIfAbandoned();
            }
            return null;
        }
        return new FsLock.Held() {
            @Override
            public void require() throws IOException {
                if (clock.getAsLong() - begun > abandoned.toNanos() / 3 || !isOurs()) {
                    throw new FsLock.LostException("the lock " + file + " was held for too long: try again");
                }
            }

            @Override
            public void close() throws IOException {
                if (isOurs()) {
                    Files.deleteIfExists(file);
                }
            }

            private boolean isOurs() throws IOException {
                try {
                    return Files.readString(file, StandardCharsets.UTF_8).equals(mark);
                } catch (NoSuchFileException e) {
                    return false;
                }
            }
        };
    }

    @Override
    public void giveUp() {}

    /**
     * Renames the file, which only one of several processes can; the next write into the folder sweeps the new name.
     */
    private void removeIfAbandoned() throws IOException {
        Path folder = Folders.of(file);
        try (TemporaryFile now = TemporaryFile.in(folder)) {
            Instant time = Files.getLastModifiedTime(now.path()).toInstant();
            if (Files.getLastModifiedTime(file).toInstant().isBefore(time.minus(abandoned))) {
                Files.move(file, now.path(), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (NoSuchFileException e) {
            // Its holder was alive, or another process was quicker.
            return;
        }
    }
}
