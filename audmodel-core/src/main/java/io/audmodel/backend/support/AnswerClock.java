package io.audmodel.backend.support;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a server, as the header {@code Date} of its last answer told it, for {@link
 * io.audmodel.backend.Backend#clockAhead}. Thread-safe.
 */
public final class AnswerClock {

    /** The header has whole seconds, cut off. */
    private static final Duration HALF = Duration.ofMillis(500);

    private final InstantSource machine;
    private volatile @Nullable Duration ahead;

    public AnswerClock() {
        this(InstantSource.system());
    }

    /** @param machine the clock of this machine */
    public AnswerClock(InstantSource machine) {
        this.machine = machine;
    }

    /** Takes the time from the value of the header. One that is no date tells nothing. */
    public void told(String date) {
        try {
            Instant server = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            ahead = Duration.between(machine.instant(), server.plus(HALF));
        } catch (DateTimeException e) {
            ahead = null;
        }
    }

    /** Returns how far the server is ahead of this machine, to about a second; negative if it is behind. */
    public Optional<Duration> ahead() {
        return Optional.ofNullable(ahead);
    }
}
