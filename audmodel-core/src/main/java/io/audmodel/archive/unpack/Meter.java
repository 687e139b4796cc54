package io.audmodel.archive.unpack;

import io.audmodel.archive.ArchiveProgress;
import java.util.concurrent.atomic.AtomicLong;

/** Adds up the work of all threads, and reports it to the listener on one thread: the one that waits for the work. */
final class Meter {

    private final ArchiveProgress progress;
    private final long total;
    private final Thread teller = Thread.currentThread();
    private final AtomicLong done = new AtomicLong();
    private long told = -1;

    Meter(ArchiveProgress progress, long total) {
        this.progress = progress;
        this.total = total;
    }

    /** A meter without a listener. */
    static Meter silent() {
        return new Meter(ArchiveProgress.none(), 0);
    }

    /** Counts bytes, on any thread. */
    void add(long count) {
        done.addAndGet(count);
        if (Thread.currentThread() == teller) {
            tell();
        }
    }

    /** The bytes so far. */
    long done() {
        return done.get();
    }

    /** Reports to the listener, if there is progress. */
    void tell() {
        long now = done.get();
        if (now != told) {
            told = now;
            progress.at(now, total);
        }
    }
}
