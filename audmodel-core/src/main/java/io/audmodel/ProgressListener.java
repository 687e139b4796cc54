package io.audmodel;

/**
 * Receives the progress of publish, load and copy. It is called on the thread that made the call: after every block of
 * some hundred kilobytes where that thread does the work itself, and every 50 milliseconds where it waits for other
 * threads. It should return quickly; an exception from it ends the call.
 */
@FunctionalInterface
public interface ProgressListener {

    /** Receives how far the call is. */
    void onProgress(Progress progress);

    /** Returns a listener that does nothing. */
    static ProgressListener none() {
        return progress -> {};
    }
}
