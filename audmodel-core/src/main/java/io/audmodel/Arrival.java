package io.audmodel;

/** Is told how much of an object has arrived. */
@FunctionalInterface
interface Arrival {

    void at(long bytes, long total);

    /** Tells nobody. */
    static Arrival unwatched() {
        return (bytes, total) -> {};
    }
}
