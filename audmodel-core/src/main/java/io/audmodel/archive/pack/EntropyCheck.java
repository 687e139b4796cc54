package io.audmodel.archive.pack;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Detects content that is encrypted, compressed or random from the frequencies of its bytes, a hundred times faster
 * than deflate. It uses Pearson's test: in noise the sum of squares is about the number of degrees of freedom. It is
 * clearly more if some bytes are rarer, or if a quarter of the content repeats the rest; and clearly less if bytes
 * count up.
 */
final class EntropyCheck {

    /** Shorter content has too few bytes for the test. */
    private static final int SMALLEST = 512;

    private static final int VALUES = 256;
    private static final double LEAST = 160;
    private static final double MOST = 330;

    private final int[] counts = new int[VALUES];

    /** Whether the content is certainly noise; other content may be noise too. The buffer is not changed. */
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
