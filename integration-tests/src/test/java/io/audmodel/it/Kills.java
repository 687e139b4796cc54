package io.audmodel.it;

import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Starts a JVM that works without end, kills it at a random moment, and looks at what it left; again and again. */
abstract class Kills {

    /** The moment between two calls. */
    static final String OUTSIDE = "between";

    private static final int CALLS_TO_MEASURE = 2;

    private final Random random;
    private long span;

    Kills(long seed) {
        this.random = new Random(seed);
    }

    /** A JVM that was told to begin. */
    abstract Jvm begin(int round);

    /** Looks at what was left, given all that the killed process said; returns the moment it died in. */
    abstract String inspect(int round, List<String> said);

    /** What has to hold when nobody is at work any more. */
    abstract void finish();

    /** Kills one more process; returns the moment it died in. */
    final String next(int round) {
        if (span == 0) {
            span = measure();
        }
        Jvm jvm = begin(round);
        LockSupport.parkNanos((long) (random.nextDouble() * span));
        return inspect(round, jvm.kill());
    }

    final Random random() {
        return random;
    }

    /** How long the first few calls of a new process take: the time in which the moments of death lie. */
    private long measure() {
        Jvm jvm = begin(0);
        long start = System.nanoTime();
        for (int calls = 0; calls < CALLS_TO_MEASURE; ) {
            if (jvm.answer().startsWith("end ")) {
                calls++;
            }
        }
        long duration = System.nanoTime() - start;
        jvm.kill();
        return duration;
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
