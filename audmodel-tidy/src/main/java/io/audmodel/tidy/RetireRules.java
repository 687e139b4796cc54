package io.audmodel.tidy;

import io.audmodel.ModelQuery;
import io.audmodel.error.InvalidArgumentException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which versions a plan selects: those that meet every rule. Whatever the rules are, the latest version of each model
 * stays, and each version that an alias names. Immutable; each method returns new rules.
 *
 * <pre>{@code
 * RetireRules.keepLatest(3).olderThan(Duration.ofDays(90)).matching(ModelQuery.all().subgroup("nightly.*"))
 * }</pre>
 */
public final class RetireRules {

    private final int keep;
    private final @Nullable Duration age;
    private final @Nullable ModelQuery query;

    private RetireRules(int keep, @Nullable Duration age, @Nullable ModelQuery query) {
        this.keep = keep;
        this.age = age;
        this.query = query;
    }

    /**
     * Selects all but the highest versions of each model.
     *
     * @param versions how many stay, at least 1
     * @throws InvalidArgumentException if it is less
     */
    public static RetireRules keepLatest(int versions) {
        if (versions < 1) {
            throw new InvalidArgumentException(
                    versions + " versions cannot stay: the latest one always does, so say 1 or more");
        }
        return new RetireRules(versions, null, null);
    }

    /**
     * Selects versions that became visible in the repository before this time, by the clock of its store. A copy became
     * visible when it was copied.
     *
     * @param age more than nothing
     * @throws InvalidArgumentException if it is not
     */
    public static RetireRules publishedBefore(Duration age) {
        return keepLatest(1).olderThan(age);
    }

    /** Adds the rule of {@link #publishedBefore}. */
    public RetireRules olderThan(Duration age) {
        if (age.isZero() || age.isNegative()) {
            throw new InvalidArgumentException("an age of " + age + " is no rule: say more than nothing");
        }
        return new RetireRules(keep, age, query);
    }

    /**
     * Adds a rule: the version is one that this query finds. It counts when the plan is made; what it says of metadata is
     * not asked again when the plan is applied.
     */
    public RetireRules matching(ModelQuery wanted) {
        return new RetireRules(keep, age, wanted);
    }

    int keep() {
        return keep;
    }

    Optional<Duration> age() {
        return Optional.ofNullable(age);
    }

    Optional<ModelQuery> query() {
        return Optional.ofNullable(query);
    }
}
