package io.audmodel.archive.unpack;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides the files of an archive among threads: neighbours that are small go together, so that they come by one read or
 * one request; what is large is alone.
 */
final class Batches {

    /** From here on an entry is alone. */
    static final long LARGE = 8 << 20;

    private static final int MOST_FILES = 512;

    /** Bytes that nobody wants, and that are read all the same rather than asking twice. */
    private static final long MOST_WASTED = 1 << 16;

    private Batches() {}

    /** In the order of the archive, but large deflated entries first: none is done sooner than one thread inflates it. */
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
