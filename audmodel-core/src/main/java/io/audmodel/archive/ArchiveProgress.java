package io.audmodel.archive;

/** Is told how far packing or unpacking has come, on the thread that does it. */
@FunctionalInterface
public interface ArchiveProgress {

    /**
     * Called after each piece of work; begins anew at a small {@code done} where a backend writes a content again. What
     * it throws ends the work.
     *
     * @param done bytes of file content packed or unpacked so far
     * @param total bytes of file content in all
     */
    void at(long done, long total);

    /** Listens to nothing. */
    static ArchiveProgress none() {
        return (done, total) -> {};
    }
}
