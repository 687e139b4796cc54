package io.audmodel.archive.pack;

import java.nio.ByteBuffer;

/**
 * Guesses from samples whether a file is worth deflating. Trained weights are not: as float32 they lose 7 percent, as
 * bfloat16 20, and cost more time in every load than the shorter transfer saves.
 */
final class Sampler implements AutoCloseable {

    /** Files up to here are as quickly deflated as sampled. */
    static final int SMALLEST = 1 << 18;

    private static final int SAMPLES_LOG = 4;
    private static final int SAMPLES = 1 << SAMPLES_LOG;
    private static final int SAMPLE = 1 << 14;

    /** Reads some place of a file. */
    interface Reader {
        void read(ByteBuffer buffer, long position);
    }

    private final PieceDeflater deflater = new PieceDeflater(1);
    private final EntropyCheck entropy = new EntropyCheck();
    private final ByteBuffer sample = ByteBuffer.allocateDirect(SAMPLE);
    private final ByteBuffer out = ByteBuffer.allocateDirect(SAMPLE);

    /** The longest that something worth deflating becomes by it. */
    static int worthwhile(int size) {
        return size - size / 4;
    }

    /**
     * Takes samples, each far from those that it has, until the verdict is clear.
     *
     * @param size at least {@link #SMALLEST}
     */
    boolean pays(Reader reader, long size) {
        int packed = 0;
        int taken = 0;
        do {
            int place = Integer.reverse(taken) >>> Integer.SIZE - SAMPLES_LOG;
            reader.read(sample.clear(), (size - SAMPLE) / (SAMPLES - 1) * place);
            boolean smaller = !entropy.isNoise(sample.flip()) && deflater.whole(sample, out.clear(), SAMPLE);
            packed += smaller ? out.position() : SAMPLE;
            taken++;
        } while (taken < SAMPLES && !isClear(packed, taken));
        return packed <= worthwhile(taken * SAMPLE);
    }

    /** The more samples, the nearer to the border of what is worthwhile they may be. */
    private static boolean isClear(int packed, int taken) {
        int distance = Math.abs(packed - worthwhile(taken * SAMPLE));
        return distance > 2 * SAMPLE / taken;
    }

    @Override
    public void close() {
        deflater.close();
    }
}
