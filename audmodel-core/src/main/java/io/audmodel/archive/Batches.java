package io.audmodel.archive;

import io.audmodel.archive.NewFolders.Placed;
import java.util.ArrayList;
import java.util.Comparator;
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

    private final List<List<Placed>> batches = new ArrayList<>();
    private List<Placed> current = List.of();

    /** In the order of the archive, but large deflated entries first: none is done sooner than one thread inflates it. */
    static List<List<Placed>> of(List<Placed> files) {
        List<Placed> inOrder = new ArrayList<>(files);
        inOrder.sort(Comparator.comparingLong(file -> file.member().offset()));
        Batches batches = new Batches();
        inOrder.stream().filter(Batches::inflatesLong).forEach(batches::add);
        inOrder.stream().filter(file -> !inflatesLong(file)).forEach(batches::add);
        return batches.batches;
    }

    private static boolean inflatesLong(Placed file) {
        return file.member().deflated() && isLarge(file.member());
    }

    static boolean isLarge(ZipMember member) {
        return member.size() >= LARGE || member.packed() >= LARGE;
    }

    private void add(Placed file) {
        if (current.isEmpty() || !takes(file.member())) {
            current = new ArrayList<>();
            batches.add(current);
        }
        current.add(file);
    }

    private boolean takes(ZipMember next) {
        ZipMember first = current.get(0).member();
        ZipMember last = current.get(current.size() - 1).member();
        return current.size() < MOST_FILES
                && !isLarge(last)
                && !isLarge(next)
                && next.offset() - (last.offset() + last.packed()) < MOST_WASTED
                && next.offset() + next.packed() - first.offset() < LARGE;
    }
}
