package io.audmodel.fetch;

import io.audmodel.fetch.MemoryBudget.Lease;

/**
 * The memory in which an archive is read.
 *
 * @param first how many bytes are kept of an archive that has no more, and the most of the beginning of a longer one
 * @param tail how many bytes of its end are kept
 * @param work bytes to unpack on one thread, or to read one file
 */
public record ArchiveRoom(Lease lease, int first, int tail, int work) implements AutoCloseable {

    /** Two buffers, an inflater, and the write-behind buffers of a large file. */
    static final int PER_RANGE = (3 << 20) / 2;

    /** Holds the table of contents of some thousand files; of a longer one the rest is requested. */
    private static final int TAIL = 256 << 10;

    /** How far before the end the beginning of the table is searched. */
    private static final int SHORT_TAIL = 80 << 10;

    private static final int SMALLEST_FIRST = 4 << 10;
    private static final int FILE = 176 << 10;

    /** The room of a load: with little memory it keeps less of the beginning, and leaves some to work with. */
    public static ArchiveRoom forLoad(MemoryBudget memory, int first) {
        Lease lease = memory.take(TAIL + PER_RANGE + (1L << 20), TAIL + PER_RANGE + (long) first);
        long rest = Math.min(lease.bytes() - TAIL - PER_RANGE, memory.half());
        return new ArchiveRoom(lease, (int) Math.max(SMALLEST_FIRST, Math.min(first, rest)), TAIL, PER_RANGE);
    }

    /** The room of one file, which a caller opens and closes. */
    public static ArchiveRoom forFile(MemoryBudget memory, int first, String name) {
        Lease lease = memory.takeForFile(SMALLEST_FIRST + SHORT_TAIL + FILE, first + (long) TAIL + FILE, name);
        boolean isWide = lease.bytes() >= first + (long) TAIL + FILE;
        return new ArchiveRoom(lease, isWide ? first : SMALLEST_FIRST, isWide ? TAIL : SHORT_TAIL, FILE);
    }

    /** Releases what an archive of this size does not need, of whose beginning so much is kept. */
    void keepFor(long head, long size) {
        lease.keep(Math.min(size, head + tail) + work);
    }

    @Override
    public void close() {
        lease.close();
    }
}
