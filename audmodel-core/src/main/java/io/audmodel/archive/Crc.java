package io.audmodel.archive;

/**
 * Joins the CRC-32s of pieces that were computed separately. A CRC-32 is a polynomial over the two-element field modulo
 * the one that ISO 3309 defines, so that appending n bytes to a text multiplies its CRC-32 by x to the power of 8n. Bit
 * 31 stands for x to the power of 0, as everywhere in ZIP.
 */
public final class Crc {

    private static final int POLYNOMIAL = 0xEDB8_8320;
    private static final int ONE = 1 << 31;

    /** x to the power of eight times 2 to the power of the index. */
    private static final int[] POWERS = powers();

    private Crc() {}

    /**
     * The CRC-32 of a text and what follows it.
     *
     * @param length the length of what follows, in bytes
     */
    public static int join(int first, int second, long length) {
        int product = first;
        for (int i = 0; length >> i != 0; i++) {
            if ((length >> i & 1) != 0) {
                product = multiply(product, POWERS[i]);
            }
        }
        return product ^ second;
    }

    private static int multiply(int a, int b) {
        int product = 0;
        int shifted = b;
        for (int rest = a; rest != 0; rest <<= 1) {
            if (rest < 0) {
                product ^= shifted;
            }
            shifted = shifted >>> 1 ^ (-(shifted & 1) & POLYNOMIAL);
        }
        return product;
    }

    private static int[] powers() {
        int[] powers = new int[Long.SIZE - 1];
        powers[0] = ONE >>> 8;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = multiply(powers[i - 1], powers[i - 1]);
        }
        return powers;
    }
}
