package io.audmodel.archive;

/** Receives the progress of packing, unpacking or fetching an archive, on the thread that does the work. */
@FunctionalInterface
public interface ArchiveProgress {

    /**
     * Called after each piece of work. {@code done} starts again from the beginning if a backend writes content again.
     * An exception from it ends the work.
     *
     * @param done the bytes that are done: of the files if they are packed or unpacked, of the archive if it is fetched
     * @param total how many bytes there are in all
     */
    void at(long done, long total);

    /** A listener that does nothing. */
    static ArchiveProgress none() {
        return (done, total) -> {};
    }
}
