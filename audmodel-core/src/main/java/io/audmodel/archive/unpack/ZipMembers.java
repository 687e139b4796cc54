package io.audmodel.archive.unpack;

import io.audmodel.archive.IndexSort;
import io.audmodel.archive.NameTable;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Entries of one archive, in some order. They take some thirty bytes each and their names: each call of {@code get}
 * makes a new object and decodes the name, which what walks through all of them does without. Immutable.
 */
final class ZipMembers extends AbstractList<ZipMember> implements RandomAccess {

    private final Table table;
    private final int[] order;

    private ZipMembers(Table table, int[] order) {
        this.table = table;
        this.order = order;
    }

    @Override
    public ZipMember get(int index) {
        return table.get(order[index]);
    }

    @Override
    public int size() {
        return order.length;
    }

    boolean isFolder(int index) {
        return table.is(order[index], Table.FOLDER);
    }

    boolean isDeflated(int index) {
        return table.is(order[index], Table.DEFLATED);
    }

    long size(int index) {
        return table.size[order[index]];
    }

    long packed(int index) {
        return table.packed[order[index]];
    }

    long offset(int index) {
        return table.offset[order[index]];
    }

    /** How long the name is in UTF-8, without the slash of a folder. */
    int nameBytes(int index) {
        return table.names.length(name(index));
    }

    /** Whether two entries have the same name, but for the slash of a folder. */
    boolean areNamedAlike(int one, int other) {
        return table.names.compare(name(one), name(other)) == 0;
    }

    /** Whether the first entry is in a folder that has the name of the second one. */
    boolean isBelow(int one, int other) {
        return table.names.isBelow(name(one), name(other));
    }

    /** Whether both are files of the same folder, as most neighbours are. */
    boolean areBeside(int one, int other) {
        return !isFolder(one) && !isFolder(other) && table.names.areBeside(name(one), name(other));
    }

    private int name(int index) {
        return table.name[order[index]];
    }

    /** The entries that are files, in the same order. */
    ZipMembers onlyFiles() {
        return only(i -> !table.is(i, Table.FOLDER));
    }

    /** The files with the selected names, in the same order. */
    ZipMembers onlyFiles(Predicate<String> wanted) {
        return only(i -> !table.is(i, Table.FOLDER) && wanted.test(table.names.get(table.name[i])));
    }

    private ZipMembers only(IntPredicate wanted) {
        int[] selected = new int[order.length];
        int count = 0;
        for (int i : order) {
            if (wanted.test(i)) {
                selected[count++] = i;
            }
        }
        return new ZipMembers(table, Arrays.copyOf(selected, count));
    }

    /** The same entries in the order in which they are in the archive. */
    ZipMembers inPlaceOrder() {
        return new ZipMembers(
                table, IndexSort.sorted(order, (one, other) -> Long.compare(table.offset[one], table.offset[other])));
    }

    /** Where the entries begin, lowest first. */
    long[] offsets() {
        long[] offsets = new long[order.length];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = offset(i);
        }
        Arrays.sort(offsets);
        return offsets;
    }

    /** Length of all contents together. */
    long bytes() {
        long bytes = 0;
        for (int i : order) {
            bytes += table.size[i];
        }
        return bytes;
    }

    /** How many are files, not folders. */
    int files() {
        int files = 0;
        for (int i : order) {
            files += table.is(i, Table.FOLDER) ? 0 : 1;
        }
        return files;
    }

    /** Collects the entries of a table of contents. */
    static final class Table {

        private static final int UTF8 = 1;
        private static final int FOLDER = 1 << 1;
        private static final int EXECUTABLE = 1 << 2;
        private static final int DEFLATED = 1 << 3;

        private final NameTable names = new NameTable();
        private final int[] name;
        private final byte[] flags;
        private final int[] crc;
        private final long[] packed;
        private final long[] size;
        private final long[] offset;
        private int count;

        /** @param room the number of entries */
        Table(int room) {
            name = new int[room];
            flags = new byte[room];
            crc = new int[room];
            packed = new long[room];
            size = new long[room];
            offset = new long[room];
        }

        void add(ZipMember member) {
            name[count] = names.add(member.name());
            flags[count] = (byte) ((member.utf8() ? UTF8 : 0)
                    | (member.folder() ? FOLDER : 0)
                    | (member.executable() ? EXECUTABLE : 0)
                    | (member.deflated() ? DEFLATED : 0));
            crc[count] = member.crc();
            packed[count] = member.packed();
            size[count] = member.size();
            offset[count] = member.offset();
            count++;
        }

        private boolean is(int i, int flag) {
            return (flags[i] & flag) != 0;
        }

        private ZipMember get(int i) {
            return new ZipMember(
                    names.get(name[i]),
                    is(i, UTF8),
                    is(i, FOLDER),
                    is(i, EXECUTABLE),
                    is(i, DEFLATED),
                    crc[i],
                    packed[i],
                    size[i],
                    offset[i]);
        }

        /** The entries sorted by name, with the content of a folder directly after the folder. */
        ZipMembers inTreeOrder() {
            return new ZipMembers(
                    this, IndexSort.upTo(count, (one, other) -> names.compareInTree(name[one], name[other])));
        }
    }
}
