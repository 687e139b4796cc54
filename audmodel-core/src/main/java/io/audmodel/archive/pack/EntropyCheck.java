package io.audmodel.archive.pack;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Tells from the frequencies of bytes, a hundred times faster than deflate, that content is encrypted, compressed or
 * random. By Pearson's test: in noise the sum of squares is about the number of degrees of freedom. It is clearly more
 * where some bytes are rarer, or where a quarter of the content repeats the rest; and clearly less where bytes count up.
 */
final class EntropyCheck {

    /** Below, frequencies tell nothing. */
    private static final int SMALLEST = 512;

    private static final int VALUES = 256;
    private static final double LEAST = 160;
    private static final double MOST = 330;

    private final int[] counts = new int[VALUES];

    /** Whether the content is noise; what is not called so may still be. The buffer stays as it is. */
    boolean isNoise(ByteBuffer content) {
        int size = content.remaining();
        if (size < SMALLEST) {
            return false;
        }
        Arrays.fill(counts, 0);
        for (int i = content.position(); i < content.limit(); i++) {
            counts[Byte.toUnsignedInt(content.get(i))]++;
        }
        double expected = (double) size / VALUES;
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected);
        }
        return sum > LEAST * expected && sum < MOST * expected;
    }
}
