package io.audmodel;

/**
 * Receives the progress of publish, load and copy. Called on the thread that called, whichever do the work: after every block of
 * some hundred kilobytes where that thread does it itself, and every 50 milliseconds where it waits for others. It should
 * return quickly, and what it throws ends the call.
 */
@FunctionalInterface
public interface ProgressListener {

    void onProgress(Progress progress);

    /** Ignores everything. */
    static ProgressListener none() {
        return progress -> {};
    }
}
