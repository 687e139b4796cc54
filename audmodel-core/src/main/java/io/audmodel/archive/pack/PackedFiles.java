package io.audmodel.archive.pack;

import io.audmodel.archive.IndexSort;
import io.audmodel.archive.NameTable;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/**
 * Files that go into an archive, in the order of their names. They take some thirty bytes each and their names: each
 * call of {@code get} makes a new object. Immutable.
 */
final class PackedFiles extends AbstractList<PackedFile> implements RandomAccess {

    private final Table table;
    private final int[] order;

    private PackedFiles(Table table) {
        this.table = table;
        this.order =
                IndexSort.upTo(table.count, (one, other) -> table.names.compare(table.name[one], table.name[other]));
    }

    @Override
    public PackedFile get(int index) {
        return table.get(order[index]);
    }

    @Override
    public int size() {
        return order.length;
    }

    /** Collects what a scan finds, in any order. */
    static final class Table {

        private final Path root;
        private final NameTable names = new NameTable();
        private int[] name = new int[16];
        private int[] place = new int[16];
        private long[] size = new long[16];
        private long[] seconds = new long[16];
        private int[] nanos = new int[16];
        private boolean[] executable = new boolean[16];
        private int count;

        /** @param root the real path of the folder with all files */
        Table(Path root) {
            this.root = root;
        }

        void add(PackedFile file) {
            if (count == name.length) {
                grow(count + count / 2);
            }
            name[count] = names.add(file.name());
            String real = root.relativize(file.file()).toString();
            place[count] = real.equals(file.name()) ? name[count] : names.add(real);
            size[count] = file.size();
            Instant modified = file.modified().toInstant();
            seconds[count] = modified.getEpochSecond();
            nanos[count] = modified.getNano();
            executable[count] = file.executable();
            count++;
        }

        private void grow(int room) {
            name = Arrays.copyOf(name, room);
            place = Arrays.copyOf(place, room);
            size = Arrays.copyOf(size, room);
            seconds = Arrays.copyOf(seconds, room);
            nanos = Arrays.copyOf(nanos, room);
            executable = Arrays.copyOf(executable, room);
        }

        private PackedFile get(int i) {
            return new PackedFile(
                    names.get(name[i]),
                    root.resolve(names.get(place[i])),
                    size[i],
                    FileTime.from(Instant.ofEpochSecond(seconds[i], nanos[i])),
                    executable[i]);
        }

        /** About how many bytes this takes. */
        long memory() {
            return names.memory() + 40L * name.length;
        }

        boolean isEmpty() {
            return count == 0;
        }

        PackedFiles inOrder() {
            return new PackedFiles(this);
        }
    }
}
