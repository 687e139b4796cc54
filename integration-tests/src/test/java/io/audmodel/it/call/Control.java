package io.audmodel.it.call;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits beside a call until the same deadline and from then on in small steps, and does nothing else: what it is late by is
 * the machine's part in what the call is late by. Notes what the threads of the call do when that is late.
 */
final class Control {

    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(10);

    private final String name = Thread.currentThread().getName();
    private final Duration deadline;
    private final Duration latest;
    private final Thread thread = new Thread(this::run, "control of " + name);
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile long begun;
    private volatile long ended;
    private long withheld;
    private String seen = "";

    private Control(Duration deadline, Duration latest) {
        this.deadline = deadline;
        this.latest = latest;
    }

    /** Of a call that this thread is about to make. */
    static Control of(Duration deadline, Duration latest) {
        Control control = new Control(deadline, latest);
        control.thread.setDaemon(true);
        control.thread.start();
        return control;
    }

    /** The call begins now. */
    void begin() {
        begun = System.nanoTime();
        ready.countDown();
    }

    private void run() {
        try {
            ready.await();
        } catch (InterruptedException e) {
            return;
        }
        long next = begun + deadline.toNanos();
        while (ended == 0) {
            long now = System.nanoTime();
            if (now < next) {
                LockSupport.parkNanos(next - now);
                continue;
            }
            if (seen.isEmpty() && now - begun > latest.toNanos()) {
                seen = stacks();
                now = System.nanoTime();
            }
            withheld += now - next;
            next = now + STEP;
        }
        // It was due when the call ended, and did not come to it.
        withheld += Math.max(0, ended - next);
    }

    private String stacks() {
        StringBuilder all = new StringBuilder();
        for (Map.Entry<Thread, StackTraceElement[]> each :
                Thread.getAllStackTraces().entrySet()) {
            String other = each.getKey().getName();
            if (each.getKey() != thread && (other.equals(name) || other.endsWith(" for " + name))) {
                all.append(other).append('\n');
                for (StackTraceElement frame : each.getValue()) {
                    all.append("    ").append(frame).append('\n');
                }
            }
        }
        return all.toString();
    }

    /** The call has ended; how long it took. */
    Duration end() throws InterruptedException {
        long now = System.nanoTime();
        ended = now;
        LockSupport.unpark(thread);
        thread.join();
        return Duration.ofNanos(now - begun);
    }

    /** What the machine withheld after the deadline. */
    Duration withheld() {
        return Duration.ofNanos(withheld);
    }

    /** What the threads of the call did when it was late; empty if it was not. */
    String seen() {
        return seen;
    }
}
