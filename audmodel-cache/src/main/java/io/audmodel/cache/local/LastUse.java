package io.audmodel.cache.local;

import io.audmodel.model.ModelKey;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The times at which models were last used: the time of a hidden file beside the model, or that of the model if it was
 * only used when it was filled. A process reads and writes the file at most every ten minutes, so that loading a model
 * often costs only a look at the clock.
 */
final class LastUse {

    static final Duration INTERVAL = Duration.ofMinutes(10);

    private final CachePaths paths;
    private final Clock clock;
    private final boolean isRecorded;
    private final Map<ModelKey, Instant> noted = new ConcurrentHashMap<>();

    /** @param isRecorded whether the times are written */
    LastUse(CachePaths paths, Clock clock, boolean isRecorded) {
        this.paths = paths;
        this.clock = clock;
        this.isRecorded = isRecorded;
    }

    void note(ModelKey key) {
        if (!isRecorded) {
            return;
        }
        Instant now = clock.instant();
        Instant last = noted.get(key);
        if (last != null && now.isBefore(last.plus(INTERVAL)) && !now.isBefore(last)) {
            return;
        }
        noted.put(key, now);
        try {
            if (of(paths.model(key)).isBefore(now.minus(INTERVAL))) {
                write(key, now);
            }
        } catch (IOException e) {
            // A read-only cache is used without recording it.
            System.getLogger(LastUse.class.getName())
                    .log(Logger.Level.DEBUG, () -> "the time of last use of " + key + " is not recorded", e);
        }
    }

    /** @throws NoSuchFileException if the model is not cached */
    static Instant of(Path model) throws IOException {
        Instant filled = timeOf(model);
        try {
            Instant used = timeOf(
                    model.resolveSibling(CachePaths.use(model.getFileName().toString())));
            return used.isAfter(filled) ? used : filled;
        } catch (NoSuchFileException e) {
            return filled;
        }
    }

    private static Instant timeOf(Path path) throws IOException {
        return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
    }

    /** A new file replaces the old one, which may be another user's. */
    private void write(ModelKey key, Instant now) throws IOException {
        try (Folder versions = paths.open(key.id())) {
            NewFile.put(
                    versions,
                    CachePaths.use(key.version().text()),
                    (now + "\n").getBytes(StandardCharsets.UTF_8),
                    false);
        }
    }
}
