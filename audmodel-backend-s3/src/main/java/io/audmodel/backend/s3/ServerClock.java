package io.audmodel.backend.s3;

import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The clock for signing requests: this machine's, until a server refuses it and reports its own time. The SDK corrects
 * its clock too, but not from the answer to a HEAD, which has no reason, and for all later clients of any server.
 * Thread-safe.
 */
final class ServerClock {

    /** Amazon refuses a difference of a quarter of an hour; no server refuses less than this. */
    private static final Duration TOLERANCE = Duration.ofMinutes(4);

    private final Clock machine;
    private volatile Duration ahead = Duration.ZERO;

    ServerClock(Clock machine) {
        this.machine = machine;
    }

    /** How far the server is ahead of this machine, as far as is known. */
    Duration ahead() {
        return ahead;
    }

    /** The server's clock, as far as is known. */
    Clock now() {
        return Clock.offset(machine, ahead);
    }

    /**
     * Learns from a refused request. Returns whether the next one has another date.
     *
     * @param assumed the value of {@link #ahead} when the request was signed, or before
     */
    boolean learn(AwsServiceException refusal, Duration assumed) {
        String code = ErrorClassification.code(refusal);
        boolean unnamed = code.isEmpty() && refusal.statusCode() == HttpURLConnection.HTTP_FORBIDDEN;
        if (!unnamed && ErrorClassification.of(refusal) != ErrorClassification.CLOCK) {
            return false;
        }
        Optional<Duration> told = date(refusal).map(date -> Duration.between(machine.instant(), date));
        boolean differs = told.map(offset -> offset.minus(assumed).abs().compareTo(TOLERANCE) > 0)
                .orElse(false);
        if (differs) {
            ahead = told.get();
        }
        return differs;
    }

    private static Optional<Instant> date(AwsServiceException refusal) {
        try {
            return ErrorClassification.header(refusal, "Date")
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
