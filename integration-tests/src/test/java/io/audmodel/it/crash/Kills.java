package io.audmodel.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.Loops;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Starts a JVM that works without end, kills it at a random moment, and looks at what it left; again and again. */
abstract class Kills {

    /** The moment between two calls. */
    static final String OUTSIDE = "between";

    /** However slow the machine is when it is measured, the test has to come to an end. */
    private static final long LONGEST = 1_000_000_000;

    private static final int CALLS_TO_MEASURE = 4;

    private final long seed;
    private final Random random;
    private long firstCall;
    private long laterCalls;

    Kills(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** A JVM that was started. */
    abstract Jvm begin(int round);

    /** Looks at what was left, given all that the killed process said; returns the moment it died in. */
    abstract String inspect(int round, List<String> said);

    /** What has to hold when nobody is at work any more. */
    abstract void finish();

    /** Kills until so many died inside a call; tells how many died in which moment. */
    final String run(int wanted) {
        Map<String, Integer> moments = new TreeMap<>();
        int count = 0;
        int inside = 0;
        try {
            while (inside < wanted) {
                String moment = next(++count);
                moments.merge(moment, 1, Integer::sum);
                inside += moment.equals(OUTSIDE) ? 0 : 1;
                assertThat(count).as("kills, of which %s", moments).isLessThan(10 * wanted);
            }
            finish();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("kill " + count + " with -Daudmodel.seed=" + seed + ", after " + moments, e);
        }
        return count + " killed, " + inside + " inside a call " + moments + ", 0 half models, seed " + seed;
    }

    /**
     * Kills one more process; returns the moment it died in. A quarter of them die in their first call, in which classes
     * are loaded, and the others in one of the next two, in which it is the disk that takes the time.
     */
    private String next(int round) {
        if (laterCalls == 0) {
            measure();
        }
        Jvm jvm = begin(round);
        List<String> said = new ArrayList<>();
        boolean inFirstCall = random.nextInt(4) == 0;
        while (last(said, inFirstCall ? Loops.BEGIN : Loops.END).isEmpty()) {
            said.add(jvm.answer());
        }
        LockSupport.parkNanos((long) (random.nextDouble() * (inFirstCall ? firstCall : laterCalls)));
        said.addAll(jvm.kill());
        return inspect(round, said);
    }

    private void measure() {
        Jvm jvm = begin(0);
        awaitLine(jvm, Loops.BEGIN);
        long start = System.nanoTime();
        awaitLine(jvm, Loops.END);
        long afterFirst = System.nanoTime();
        for (int call = 0; call < CALLS_TO_MEASURE; call++) {
            awaitLine(jvm, Loops.END);
        }
        firstCall = Math.min(LONGEST, afterFirst - start);
        laterCalls = Math.min(LONGEST, 2 * (System.nanoTime() - afterFirst) / CALLS_TO_MEASURE);
        jvm.kill();
    }

    private static void awaitLine(Jvm jvm, String beginning) {
        String line = jvm.answer();
        while (!line.startsWith(beginning)) {
            line = jvm.answer();
        }
    }

    /** The last line that begins so, without the beginning; the empty text if there is none. */
    static String last(List<String> said, String beginning) {
        return said.stream()
                .filter(line -> line.startsWith(beginning))
                .reduce((earlier, later) -> later)
                .map(line -> line.substring(beginning.length()))
                .orElse("");
    }
}
