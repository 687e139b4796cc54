package io.audmodel.archive;

/** Receives how far packing or unpacking an archive has come, or reading it into memory, on the thread that does it. */
@FunctionalInterface
public interface ArchiveProgress {

    /**
     * Called after each piece of work; begins anew at a small {@code done} where a backend writes a content again. What
     * it throws ends the work.
     *
     * @param done bytes packed or unpacked so far, of the files, or read, of the archive
     * @param total how many there are in all
     */
    void at(long done, long total);

    /** Listens to nothing. */
    static ArchiveProgress none() {
        return (done, total) -> {};
    }
}
