package io.audmodel.cache.local;

import io.audmodel.model.ModelKey;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When models were used. The time of a hidden file beside the model tells, or that of the model itself where it was used
 * only when it was filled. A process looks at most every ten minutes, and writes only what is older: a model that is
 * loaded all the time costs a look at a clock.
 */
final class LastUse {

    static final Duration INTERVAL = Duration.ofMinutes(10);

    private static final Logger LOG = System.getLogger(LastUse.class.getName());

    private final Clock clock;
    private final Map<ModelKey, Instant> noted = new ConcurrentHashMap<>();

    LastUse(Clock clock) {
        this.clock = clock;
    }

    void note(ModelKey key, Path model) {
        Instant now = clock.instant();
        Instant last = noted.get(key);
        if (last != null && now.isBefore(last.plus(INTERVAL)) && !now.isBefore(last)) {
            return;
        }
        noted.put(key, now);
        try {
            if (of(model).isBefore(now.minus(INTERVAL))) {
                write(CachePaths.use(model), now);
            }
        } catch (IOException e) {
            // A cache that may only be read is used all the same.
            LOG.log(Logger.Level.DEBUG, () -> "the use of " + model + " is not noted", e);
        }
    }

    /** @throws NoSuchFileException if the model is not here */
    static Instant of(Path model) throws IOException {
        Instant filled = Files.getLastModifiedTime(model).toInstant();
        try {
            Instant used = Files.getLastModifiedTime(CachePaths.use(model)).toInstant();
            return used.isAfter(filled) ? used : filled;
        } catch (NoSuchFileException e) {
            return filled;
        }
    }

    /** Content is written, not only a time set: that alone is for the owner of a file. */
    private static void write(Path file, Instant now) throws IOException {
        boolean isNew = !Files.exists(file);
        Files.write(
                file,
                (now + "\n").getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        if (isNew && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        }
    }
}
