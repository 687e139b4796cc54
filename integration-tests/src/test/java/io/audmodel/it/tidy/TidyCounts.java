package io.audmodel.it.tidy;

import io.audmodel.error.AudModelException;
import io.audmodel.testkit.CrashingBackend;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** How often calls went well, and how they ended otherwise. Thread-safe. */
final class TidyCounts {

    private final Map<String, Integer> counts = new ConcurrentSkipListMap<>();

    void add(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** Returns whether the call succeeded; an error of ours, and a death, is counted. */
    boolean attempt(String what, Runnable call) {
        try {
            call.run();
            add(what);
            return true;
        } catch (AudModelException e) {
            add(what + ": " + e.getClass().getSimpleName());
            return false;
        } catch (CrashingBackend.Crash e) {
            add(what + ": died");
            return false;
        }
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
