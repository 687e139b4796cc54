package io.audmodel.it.call;

import io.audmodel.deadline.CallDeadline;
import java.time.Duration;

/**
 * The result of a round.
 *
 * @param what the class of the error, or {@code done}
 * @param met whether the call met what is odd
 * @param took the call alone
 * @param moved how many bytes it may have moved, each of which puts its deadline off
 * @param withheld what a thread that only waits was late by after that
 * @param left how long a thread was at work after the call
 * @param story what the error says, and what the threads of the call did when it was late
 */
record OddOutcome(
        OddRound round,
        String what,
        boolean met,
        Duration took,
        long moved,
        Duration withheld,
        Duration left,
        String story) {

    /** Beyond the time that the call was given, and a tenth. */
    boolean isLate() {
        return isLate(took, OddRound.TIMEOUT);
    }

    /** Beyond its deadline and a tenth, and that not for what else the machine did. */
    boolean isLateByItself() {
        return isLate(took.minus(withheld), due());
    }

    private static boolean isLate(Duration took, Duration due) {
        return took.compareTo(due.plus(due.dividedBy(10))) > 0;
    }

    private Duration due() {
        return OddRound.TIMEOUT.plusMillis(moved * 1000 / CallDeadline.SLOWEST);
    }

    @Override
    public String toString() {
        return took.toMillis() + " ms of " + due().toMillis() + ", " + withheld.toMillis() + " of them the machine's: "
                + what + " / " + round;
    }
}
