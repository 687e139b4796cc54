package io.audmodel.archive.unpack;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides the files of an archive among threads: small neighbours share one read or one request; a large file is alone.
 */
final class Batches {

    /** An entry from this length on is alone. */
    static final long LARGE = 8 << 20;

    private static final int MOST_FILES = 512;

    /** The most unwanted bytes between two files that are read to save a second request. */
    private static final long MOST_WASTED = 1 << 16;

    private Batches() {}

    /**
     * Returns batches in the order of the archive, but large deflated entries first, since each takes one thread for
     * long.
     */
    static List<List<ZipMember>> of(ZipMembers files) {
        ZipMembers inOrder = files.inPlaceOrder();
        List<List<ZipMember>> first = new ArrayList<>();
        List<List<ZipMember>> others = new ArrayList<>();
        int begin = 0;
        while (begin < inOrder.size()) {
            int end = endOf(inOrder, begin);
            boolean inflatesLong = inOrder.isDeflated(begin) && isLarge(inOrder, begin);
            (inflatesLong ? first : others).add(inOrder.subList(begin, end));
            begin = end;
        }
        first.addAll(others);
        return first;
    }

    /** Whether a batch is one large deflated entry, whose bytes one thread inflates while others prefetch them. */
    static boolean isPrefetched(List<ZipMember> batch) {
        return batch.get(0).deflated() && isLarge(batch.get(0));
    }

    static boolean isLarge(ZipMember member) {
        return member.size() >= LARGE || member.packed() >= LARGE;
    }

    private static boolean isLarge(ZipMembers files, int index) {
        return files.size(index) >= LARGE || files.packed(index) >= LARGE;
    }

    private static int endOf(ZipMembers files, int begin) {
        int end = begin + 1;
        while (end < files.size() && end - begin < MOST_FILES && goTogether(files, begin, end)) {
            end++;
        }
        return end;
    }

    /** Whether a file belongs to those from the first to its neighbour. */
    private static boolean goTogether(ZipMembers files, int first, int next) {
        int last = next - 1;
        return !isLarge(files, last)
                && !isLarge(files, next)
                && files.offset(next) - (files.offset(last) + files.packed(last)) < MOST_WASTED
                && files.offset(next) + files.packed(next) - files.offset(first) < LARGE;
    }
}
