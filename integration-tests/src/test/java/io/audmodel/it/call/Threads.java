package io.audmodel.it.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The threads that were at work for the library at some moment. */
public final class Threads {

    private final Set<Thread> known;

    private Threads(Set<Thread> known) {
        this.known = known;
    }

    static Threads now() {
        return new Threads(new HashSet<>(atWork()));
    }

    /** Waits for those that came since. */
    void requireThatOthersEnd() throws InterruptedException {
        List<Thread> others =
                atWork().stream().filter(thread -> !known.contains(thread)).toList();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        for (Thread thread : others) {
            while (isAtWork(thread) && System.nanoTime() < end) {
                thread.join(10);
            }
        }
        assertThat(others).noneMatch(Threads::isAtWork);
    }

    private static List<Thread> atWork() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Threads::isAtWork)
                .toList();
    }

    /** A worker of calls that has nothing to do has that name alone, and ends when it was not needed for a while. */
    private static boolean isAtWork(Thread thread) {
        return thread.isAlive()
                && thread.getName().startsWith("audmodel-")
                && !thread.getName().equals("audmodel-call");
    }
}
