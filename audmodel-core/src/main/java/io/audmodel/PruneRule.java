package io.audmodel;

import io.audmodel.error.InvalidArgumentException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Selects the models that leave the cache: those unused for a time, those unused for longest until the others fit a
 * size, or both. Immutable; each method returns a new rule.
 *
 * <pre>{@code
 * audmodel.cache().prune(PruneRule.unusedFor(Duration.ofDays(30)).thenMaxBytes(10L << 30));
 * }</pre>
 */
@CheckReturnValue
public final class PruneRule {

    /**
     * More than the ten minutes by which a last use may be recorded too early, so that what was loaded just now stays.
     */
    private static final Duration DEFAULT_SPARED = Duration.ofHours(1);

    private final long maxBytes;
    private final @Nullable Duration unusedFor;
    private final Duration spared;

    private PruneRule(long maxBytes, @Nullable Duration unusedFor, Duration spared) {
        this.maxBytes = maxBytes;
        this.unusedFor = unusedFor;
        this.spared = spared;
    }

    /**
     * Removes models that nobody used for so long.
     *
     * @throws InvalidArgumentException if it is negative
     */
    public static PruneRule unusedFor(Duration time) {
        return new PruneRule(Long.MAX_VALUE, notNegative(time, "time without use"), DEFAULT_SPARED);
    }

    /**
     * Removes the models unused for longest, until the others have at most this many bytes.
     *
     * @throws InvalidArgumentException if it is negative
     */
    public static PruneRule maxBytes(long bytes) {
        return new PruneRule(notNegative(bytes), null, DEFAULT_SPARED);
    }

    /** Applies this rule first, and then removes what {@link #maxBytes} would. */
    public PruneRule thenMaxBytes(long bytes) {
        return new PruneRule(notNegative(bytes), unusedFor, spared);
    }

    /**
     * Keeps models that were used within this time, whatever else the rule selects; an hour by default. The time of
     * last use may be recorded up to ten minutes too early: with less than that, a process can lose files it has just
     * loaded, and has to load them again.
     *
     * @throws InvalidArgumentException if it is negative
     */
    public PruneRule sparing(Duration usedWithin) {
        return new PruneRule(maxBytes, unusedFor, notNegative(usedWithin, "time to spare"));
    }

    boolean isMet(long bytes) {
        return bytes <= maxBytes;
    }

    boolean isTooOld(CachedModel model, Instant now) {
        return unusedFor != null && !model.lastUse().isAfter(before(now, unusedFor));
    }

    boolean isSpared(CachedModel model, Instant now) {
        return model.lastUse().isAfter(before(now, spared));
    }

    /** The earliest instant, where the time reaches further back. */
    private static Instant before(Instant now, Duration time) {
        boolean longest = time.compareTo(Duration.between(Instant.MIN, now)) > 0;
        return longest ? Instant.MIN : now.minus(time);
    }

    private static long notNegative(long bytes) {
        if (bytes < 0) {
            throw new InvalidArgumentException("the size of a cache cannot be " + bytes + " bytes; 0 empties it");
        }
        return bytes;
    }

    private static Duration notNegative(Duration time, String what) {
        if (time.isNegative()) {
            throw new InvalidArgumentException("the " + what + " cannot be negative, and is " + time);
        }
        return time;
    }
}
