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
 * What the answers of a server tell: its clock, by the header {@code Date} of the last one, for {@link
 * io.audmodel.backend.Backend#clockAhead}, and how soon they begin, for {@link io.audmodel.backend.Backend#latency}. Thread-safe.
 */
public final class AnswerClock {

    /** The header has whole seconds, cut off. */
    private static final Duration HALF = Duration.ofMillis(500);

    private final InstantSource machine;
    private volatile @Nullable Duration ahead;
    private volatile @Nullable Duration latency;

    /** Compares with the clock of the system. */
    public AnswerClock() {
        this(InstantSource.system());
    }

    /**
     * Compares with another clock.
     *
     * @param machine the clock of this machine
     */
    public AnswerClock(InstantSource machine) {
        this.machine = machine;
    }

    /**
     * Takes the time of an answer.
     *
     * @param date the value of the header; after one that is no date, the server's clock is not known
     */
    public void update(String date) {
        try {
            Instant server = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            ahead = Duration.between(machine.instant(), server.plus(HALF));
        } catch (DateTimeException e) {
            ahead = null;
        }
    }

    /**
     * Returns how far the server is ahead of this machine, to about a second; negative if it is behind, and empty if that
     * is not known.
     */
    public Optional<Duration> ahead() {
        return Optional.ofNullable(ahead);
    }

    /**
     * Takes how long a read waited for its answer.
     *
     * @param waited from the request to the first byte
     */
    public void answered(Duration waited) {
        latency = waited;
    }

    /** Returns what {@link #answered} was called with last; empty before. */
    public Optional<Duration> latency() {
        return Optional.ofNullable(latency);
    }
}
