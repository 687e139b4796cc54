package io.audmodel.archive.pack;

import io.audmodel.archive.NameTable;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The folders that a scan has found, in order, each with its parent. It is a queue and no recursion, since folders may
 * be nested deeper than the stack allows. A folder takes a few bytes, since there may be as many as files.
 */
final class FolderQueue {

    private final Path root;
    private final NameTable names = new NameTable();
    private int[] place = new int[16];
    private int[] name = new int[16];
    private int[] parent = new int[16];
    private int count;
    private int next;

    /** @param root the real path of the first folder; all others are below it */
    FolderQueue(Path root) {
        this.root = root;
        add(root, "", 0);
    }

    private void add(Path folder, String called, int from) {
        if (count == place.length) {
            int room = count + count / 2;
            place = Arrays.copyOf(place, room);
            name = Arrays.copyOf(name, room);
            parent = Arrays.copyOf(parent, room);
        }
        String real = root.relativize(folder).toString();
        place[count] = names.add(real);
        name[count] = real.equals(called) ? place[count] : names.add(called);
        parent[count] = from;
        count++;
    }

    /** The next folder of the queue. */
    record Folder(int number, Path path, String name) {}

    boolean isEmpty() {
        return next == count;
    }

    Folder remove() {
        int number = next++;
        return new Folder(number, root.resolve(names.get(place[number])), names.get(name[number]));
    }

    /** Adds a folder that was found in another one. */
    void add(Path real, String called, Folder in) {
        add(real, called, in.number);
    }

    /** Whether the path is this folder, or one of its parents in the scan. */
    boolean isOnTheWayTo(Folder folder, Path real) {
        String wanted = root.relativize(real).toString();
        int at = folder.number;
        while (at != 0 && !names.get(place[at]).equals(wanted)) {
            at = parent[at];
        }
        return names.get(place[at]).equals(wanted);
    }

    /** About how many bytes this takes. */
    long memory() {
        return names.memory() + 3L * Integer.BYTES * place.length;
    }
}
