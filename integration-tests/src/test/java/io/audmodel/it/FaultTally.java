package io.audmodel.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What came of many calls. Thread-safe. */
final class FaultTally {

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger disturbed = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    /** Notes a call that ended, well or not. */
    void called(Duration took) {
        calls.incrementAndGet();
        slowest.accumulateAndGet(took.toMillis(), Math::max);
    }

    /** Notes how many requests there were, and how many of them something happened to. */
    void asked(int all, int ofThem) {
        requests.addAndGet(all);
        disturbed.addAndGet(ofThem);
    }

    /** Notes a call that ended with an error of ours. */
    void failed(String what) {
        failures.add(what);
    }

    /** Notes what must never happen. */
    void violated(String what) {
        violations.add(what);
    }

    List<String> failures() {
        return new ArrayList<>(failures);
    }

    List<String> violations() {
        return new ArrayList<>(violations);
    }

    int disturbed() {
        return disturbed.get();
    }

    @Override
    public String toString() {
        return "%s calls, %s failed, %s violations, slowest %s ms, %s of %s requests disturbed"
                .formatted(calls, failures.size(), violations.size(), slowest, disturbed, requests);
    }
}
