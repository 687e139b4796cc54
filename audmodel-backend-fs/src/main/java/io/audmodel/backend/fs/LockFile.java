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
 * A lock where the system has none: whoever makes the file {@code .locked~} holds it. A process that died leaves it; it is
 * taken for abandoned after {@link #ABANDONED}, by the clock of the file system alone, while a holder gives up by its own
 * after a third of that. So two writers could meet only where one stands still in the one step between its last look and
 * its move, for longer than the other two thirds.
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

    /** @param clock nanoseconds since some moment, as {@link System#nanoTime} tells them */
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

    /** By a rename, which one of several succeeds in; the name is one that the next write into the folder sweeps. */
    private void removeIfAbandoned() throws IOException {
        Path folder = Folders.of(file);
        try (TemporaryFile now = TemporaryFile.in(folder)) {
            Instant time = Files.getLastModifiedTime(now.path()).toInstant();
            if (Files.getLastModifiedTime(file).toInstant().isBefore(time.minus(abandoned))) {
                Files.move(file, now.path(), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (NoSuchFileException e) {
            // Its holder was not dead, or somebody else was quicker.
            return;
        }
    }
}
