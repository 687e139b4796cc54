package io.audmodel;

/**
 * Is told how far a publish or load is. Called on the thread that does the work, after every block of some hundred
 * kilobytes: it should return quickly, and what it throws ends the call.
 */
@FunctionalInterface
public interface ProgressListener {

    void onProgress(Progress progress);

    /** Ignores everything. */
    static ProgressListener none() {
        return progress -> {};
    }
}
