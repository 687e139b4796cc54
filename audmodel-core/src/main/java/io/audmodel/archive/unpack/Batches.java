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
            (inflatesLong(inOrder.get(begin)) ? first : others).add(inOrder.subList(begin, end));
            begin = end;
        }
        first.addAll(others);
        return first;
    }

    private static boolean inflatesLong(ZipMember member) {
        return member.deflated() && isLarge(member);
    }

    static boolean isLarge(ZipMember member) {
        return member.size() >= LARGE || member.packed() >= LARGE;
    }

    private static int endOf(ZipMembers files, int begin) {
        ZipMember first = files.get(begin);
        ZipMember last = first;
        int end = begin + 1;
        while (end < files.size() && end - begin < MOST_FILES && goTogether(first, last, files.get(end))) {
            last = files.get(end);
            end++;
        }
        return end;
    }

    private static boolean goTogether(ZipMember first, ZipMember last, ZipMember next) {
        return !isLarge(last)
                && !isLarge(next)
                && next.offset() - (last.offset() + last.packed()) < MOST_WASTED
                && next.offset() + next.packed() - first.offset() < LARGE;
    }
}
