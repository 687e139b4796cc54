package io.audmodel.backend.fs;

import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A write under way, which is invisible, since no object can have its name. Closing removes it, unless it was moved
 * into place.
 */
final class TemporaryFile implements AutoCloseable {

    private static final String PREFIX = ".audmodel-";
    private static final String SUFFIX = "~";
    private static final Duration FORGOTTEN = Duration.ofHours(24);

    /** The resolutions of times that file systems have, from the finest to the coarsest. */
    private static final List<Duration> STEPS = List.of(
            Duration.ofNanos(1_000),
            Duration.ofMillis(1),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2));

    private final Path file;
    private final FileChannel channel;

    private TemporaryFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static TemporaryFile in(Path folder) throws IOException {
        // Files.createTempFile would keep other users from reading it, before and after the move.
        Path file = folder.resolve(PREFIX + UUID.randomUUID() + SUFFIX);
        return new TemporaryFile(file, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    Path path() {
        return file;
    }

    /** Writes all of the content and forces it to the disk. Returns its checksum if it announced one. */
    Optional<Checksum> fill(ObjectPath path, Content content, FsErrors errors) throws IOException {
        Optional<Checksum> announced = content.checksum();
        Optional<Checksum> found;
        try (FileSink sink = new FileSink(channel, announced.isPresent())) {
            write(path, content, sink, errors);
            require(path, "bytes", content.length().orElse(sink.count()), sink.count());
            found = sink.checksum();
        }
        if (announced.isPresent()) {
            require(path, "as MD5", announced.get(), found.orElseThrow());
        }
        channel.force(true);
        // Some network file systems report a failed write only now.
        channel.close();
        return found;
    }

    private static void write(ObjectPath path, Content content, FileSink sink, FsErrors errors) throws IOException {
        try {
            content.writeTo(sink);
        } catch (IOException e) {
            if (sink.hasFailed() || e instanceof ClosedByInterruptException) {
                throw e;
            }
            throw errors.unreadable(path, e);
        }
    }

    /** Sets the modification time to now, or to a later time if it must follow another one. */
    FileState stamp(Instant now, Optional<Instant> other) throws IOException {
        Instant after = other.orElse(Instant.MIN);
        Instant time = now.isAfter(after) ? now : after.plusNanos(1);
        for (Duration step : STEPS) {
            Files.setLastModifiedTime(file, FileTime.from(time));
            FileState state = FileState.of(file).orElseThrow(() -> new IOException(file + " has vanished"));
            if (state.modified().isAfter(after)) {
                return state;
            }
            time = after.plus(step);
        }
        throw new IOException("the file system keeps no time after " + after + " for " + file);
    }

    /** A file that cannot be removed now stays hidden, until a later write sweeps it. */
    @Override
    public void close() throws IOException {
        channel.close();
        deleteQuietly(file);
    }

    /** Removes what killed processes left in the folder more than a day ago. */
    static void sweep(Path folder, Instant now) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            for (Path file : left) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(FORGOTTEN))) {
                    deleteQuietly(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // The write has succeeded, and the next one sweeps again.
            return;
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It stays hidden, and the next write into the folder sweeps it.
            return;
        }
    }

    private static void require(ObjectPath path, String unit, Object announced, Object found) {
        if (!announced.equals(found)) {
            throw new InvalidArgumentException("the content of " + path + " has " + found + " " + unit
                    + " and announced " + announced + ": it must not change while it is stored");
        }
    }
}
