package io.audmodel.archive.unpack;

import io.audmodel.archive.IndexSort;
import io.audmodel.archive.NameTable;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;
import java.util.function.Predicate;

/**
 * Entries of one archive, in some order. They take some thirty bytes each and their names: each call of {@code get}
 * makes a new object. Immutable.
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

    /** The selected entries, in the same order. */
    ZipMembers only(Predicate<ZipMember> wanted) {
        return new ZipMembers(
                table,
                Arrays.stream(order).filter(i -> wanted.test(table.get(i))).toArray());
    }

    /** The same entries in the order in which they are in the archive. */
    ZipMembers inPlaceOrder() {
        return new ZipMembers(
                table, IndexSort.sorted(order, (one, other) -> Long.compare(table.offset[one], table.offset[other])));
    }

    /** Where the entries begin, lowest first. */
    long[] offsets() {
        return Arrays.stream(order).mapToLong(i -> table.offset[i]).sorted().toArray();
    }

    /** Length of all contents together. */
    long bytes() {
        return Arrays.stream(order).mapToLong(i -> table.size[i]).sum();
    }

    /** How many are files, not folders. */
    int files() {
        return (int) Arrays.stream(order)
                .filter(i -> (table.flags[i] & Table.FOLDER) == 0)
                .count();
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

        private ZipMember get(int i) {
            return new ZipMember(
                    names.get(name[i]),
                    (flags[i] & UTF8) != 0,
                    (flags[i] & FOLDER) != 0,
                    (flags[i] & EXECUTABLE) != 0,
                    (flags[i] & DEFLATED) != 0,
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
