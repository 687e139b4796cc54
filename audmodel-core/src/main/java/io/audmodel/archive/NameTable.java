package io.audmodel.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A compact table of names in UTF-8: a string for each would take several times as much memory. */
public final class NameTable {

    private static final int BLOCK_BITS = 18;
    private static final int BLOCK = 1 << BLOCK_BITS;

    /** The bytes of the length before each name. */
    private static final int PREFIX = 2;

    private final List<byte[]> blocks = new ArrayList<>();
    private int used = BLOCK;

    /** Adds a name of at most 65,535 bytes, and returns its index. */
    public int add(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0xFFFF) {
            throw new IllegalArgumentException("a name of " + bytes.length + " bytes has to be refused before");
        }
        if (used + PREFIX + bytes.length > BLOCK) {
            blocks.add(new byte[BLOCK]);
            used = 0;
        }
        byte[] block = blocks.get(blocks.size() - 1);
        int at = (blocks.size() - 1) << BLOCK_BITS | used;
        block[used] = (byte) (bytes.length >>> 8);
        block[used + 1] = (byte) bytes.length;
        System.arraycopy(bytes, 0, block, used + PREFIX, bytes.length);
        used += PREFIX + bytes.length;
        return at;
    }

    /** About how many bytes this takes. */
    public long memory() {
        return (long) blocks.size() * BLOCK;
    }

    public String get(int at) {
        return new String(block(at), start(at), length(at), StandardCharsets.UTF_8);
    }

    /** How long a name is in UTF-8. */
    public int length(int at) {
        byte[] block = block(at);
        int prefix = at & BLOCK - 1;
        return Byte.toUnsignedInt(block[prefix]) << 8 | Byte.toUnsignedInt(block[prefix + 1]);
    }

    /** Whether the first name is that of something in a folder with the second one. */
    public boolean isBelow(int one, int folder) {
        int length = length(folder);
        return length(one) > length && block(one)[start(one) + length] == '/' && startAlike(one, folder, length);
    }

    /** Whether two names differ at most behind the last slash of each. */
    public boolean areBeside(int one, int other) {
        int length = folderLength(one);
        return length == folderLength(other) && startAlike(one, other, length);
    }

    /** The length up to the last slash and with it, or 0. */
    private int folderLength(int at) {
        byte[] block = block(at);
        int start = start(at);
        int length = length(at);
        while (length > 0 && block[start + length - 1] != '/') {
            length--;
        }
        return length;
    }

    private boolean startAlike(int one, int other, int length) {
        int startA = start(one);
        int startB = start(other);
        return Arrays.equals(block(one), startA, startA + length, block(other), startB, startB + length);
    }

    /** Compares in the order of code points, which is that of the bytes. */
    public int compare(int one, int other) {
        return compare(one, other, '/');
    }

    /**
     * As {@link #compare}, but the content of a folder comes directly after the folder: {@code a}, {@code a/b}, {@code
     * a b}.
     */
    public int compareInTree(int one, int other) {
        return compare(one, other, 0);
    }

    /** @param slash the value that a slash counts as */
    private int compare(int one, int other, int slash) {
        byte[] a = block(one);
        byte[] b = block(other);
        int startA = start(one);
        int startB = start(other);
        int lengthA = length(one);
        int lengthB = length(other);
        int first = Arrays.mismatch(a, startA, startA + lengthA, b, startB, startB + lengthB);
        return first < 0 || first == Math.min(lengthA, lengthB)
                ? Integer.compare(lengthA, lengthB)
                : Integer.compare(rank(a[startA + first], slash), rank(b[startB + first], slash));
    }

    private static int rank(byte b, int slash) {
        return b == '/' ? slash : Byte.toUnsignedInt(b);
    }

    private byte[] block(int at) {
        return blocks.get(at >>> BLOCK_BITS);
    }

    private static int start(int at) {
        return (at & BLOCK - 1) + PREFIX;
    }
}
