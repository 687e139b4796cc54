package io.audmodel.tidy;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.RepositoryAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What {@link Tidying#apply} is to retire: a value to look at, to keep as JSON, and to apply later. Its rules are checked
 * again then. Immutable.
 *
 * @param place the repository
 * @param made when the plan was made
 * @param keep how many of the highest versions of each model stay
 * @param olderThan how long ago a version has to be published; empty if that does not matter
 * @param retired what goes, by id and version
 * @param kept what meets the rules and stays all the same
 */
public record RetirePlan(
        RepositoryAddress place,
        Instant made,
        int keep,
        Optional<Duration> olderThan,
        List<PlannedRetirement> retired,
        List<KeptVersion> kept) {

    public RetirePlan {
        retired = List.copyOf(retired);
        kept = List.copyOf(kept);
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @throws InvalidArgumentException if the text is no plan
     */
    public static RetirePlan of(String json) {
        return PlanJson.read(json);
    }

    /** Returns the plan as JSON, in lines. */
    public String json() {
        return PlanJson.write(this);
    }

    /** Returns the length of what goes, in bytes. */
    public long bytes() {
        return retired.stream().mapToLong(PlannedRetirement::bytes).sum();
    }
}
