package io.audmodel.store;

import io.audmodel.error.LimitExceededException;
import io.audmodel.model.Checksum;
import io.audmodel.model.ModelKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A compact set of keys, for millions of models: it keeps half of a SHA-256 of each, some twenty-five bytes, where a
 * set of keys takes ten times as much. Not thread-safe.
 */
public final class SeenKeys {

    /** The number of longs for each key. */
    private static final int LONGS = 2;

    private static final int PARTS = 256;
    private static final int FIRST_ROOM = 8;
    private static final long SHARE = 3;

    /** Each part grows by itself, so that little is held twice meanwhile. */
    private final long[][] parts = new long[PARTS][FIRST_ROOM * LONGS];

    private final int[] counts = new int[PARTS];
    private final long most;
    private final MessageDigest sha = Checksum.newSha256();
    private long longs = (long) PARTS * FIRST_ROOM * LONGS;

    /** Makes a set that takes at most a third of the heap. */
    public SeenKeys() {
        this(Runtime.getRuntime().maxMemory() / SHARE);
    }

    /** @param most the largest size of the set, in bytes */
    SeenKeys(long most) {
        this.most = most;
    }

    /**
     * Adds a key, and returns whether it is new.
     *
     * @throws LimitExceededException if the heap has no room for more of them
     */
    public boolean add(ModelKey key) {
        ByteBuffer digest = ByteBuffer.wrap(sha.digest(key.toString().getBytes(StandardCharsets.UTF_8)));
        long one = digest.getLong();
        // Two zeros mark an empty place.
        long other = digest.getLong() | 1;
        int part = (int) (one >>> 56);
        if (!put(parts[part], one, other)) {
            return false;
        }
        int room = parts[part].length / LONGS;
        if (++counts[part] > room / 5 * 4) {
            grow(part, room + room / 2);
        }
        return true;
    }

    private void grow(int part, int room) {
        long[] before = parts[part];
        longs += (long) room * LONGS - before.length;
        if (longs * Long.BYTES > most) {
            throw new LimitExceededException("the repositories have more models than this JVM has memory to compare;"
                    + " search them one by one, or give it more than "
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MB (-Xmx)");
        }
        long[] after = new long[room * LONGS];
        for (int i = 0; i < before.length; i += LONGS) {
            if (before[i + 1] != 0) {
                put(after, before[i], before[i + 1]);
            }
        }
        parts[part] = after;
    }

    /** Returns whether it was new. */
    private static boolean put(long[] table, long one, long other) {
        int room = table.length / LONGS;
        int at = (int) Long.remainderUnsigned(other >>> 1, room) * LONGS;
        while (table[at + 1] != 0) {
            if (table[at] == one && table[at + 1] == other) {
                return false;
            }
            at = at + LONGS == table.length ? 0 : at + LONGS;
        }
        table[at] = one;
        table[at + 1] = other;
        return true;
    }
}
