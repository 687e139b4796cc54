package io.audmodel.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Processes publish, take over and copy one model at once and move an alias to it, while their clocks are hours apart and
 * some of them stop or die: nobody ever sees a mixture, and who was told that it is done finds its own. {@code
 * -Daudmodel.meetings=5000} asks for so many rounds.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it sends signals")
@Tag("reliability")
@Tag("one-jdk")
interface MeetingWritersSuite extends BesidePython {

    int ROUNDS = Integer.getInteger("audmodel.meetings", 5);

    /** How many bytes a model has at least. */
    default int size() {
        return 2_000;
    }

    /**
     * Whether the store keeps the conditions that it declares at every moment. If not, readers may meet a mixture in
     * passing: those of this library refuse it, and those of Python cannot tell.
     */
    default boolean keepsConditions() {
        return true;
    }

    @Test
    default void writersThatMeet_neverMixAModel(Workshop workshop) {
        long seed = Long.getLong("audmodel.seed", 20_261_128);
        System.out.println("writers that meet: -Daudmodel.seed=" + seed);
        try (Python python = python(workshop);
                Meetings meetings = new Meetings(workshop, python, size(), seed)) {
            for (int round = 1; round <= ROUNDS; round++) {
                meetings.hold(round);
            }
            System.out.println("writers that meet: " + meetings);
            assertThat(meetings.mixedForJava()).as("seed %s", seed).isEmpty();
            assertThat(meetings.deceived()).as("seed %s", seed).isEmpty();
            if (keepsConditions()) {
                assertThat(meetings.mixedForPython()).as("seed %s", seed).isEmpty();
                assertThat(meetings.refused()).as("seed %s", seed).isEmpty();
            }
        }
    }
}
