package io.audmodel.it.tidy;

import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sweeps and retirements beside publishers, moves of aliases and loaders, some of which die at random: nothing that is
 * visible or named is lost. {@code -Daudmodel.tidy.rounds=200} sets the number of rounds.
 */
@Tag("reliability")
@Tag("one-jdk")
interface TidyRaceSuite extends OnStorage {

    int ROUNDS = Integer.getInteger("audmodel.tidy.rounds", 3);

    /** A long run tells how it goes. */
    int REPORTED = 50;

    @Test
    default void tidying_besideEverybody_losesNothingThatIsVisibleOrNamed(Workshop workshop) {
        long seed = Long.getLong("audmodel.seed", 20_261_129);
        TidyCounts counts = new TidyCounts();
        for (int round = 1; round <= ROUNDS; round++) {
            new TidyRound(workshop, "round" + round, seed + round, counts).run();
            if (round % REPORTED == 0) {
                System.out.println(getClass().getSimpleName() + ", round " + round + ": " + counts);
            }
        }
        System.out.println(getClass().getSimpleName() + ", -Daudmodel.seed=" + seed + ", in the end: " + counts);
    }
}
