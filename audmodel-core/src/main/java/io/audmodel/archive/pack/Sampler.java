package io.audmodel.archive.pack;

import java.nio.ByteBuffer;

/**
 * Estimates from samples whether a file is worth deflating. Trained weights are not: as float32 they shrink by 7
 * percent, as bfloat16 by 20, and inflating them costs every load more time than the shorter transfer saves.
 */
final class Sampler implements AutoCloseable {

    /** Deflating a file of up to this length takes no longer than sampling it. */
    static final int SMALLEST = 1 << 18;

    private static final int SAMPLES_LOG = 4;
    private static final int SAMPLES = 1 << SAMPLES_LOG;
    private static final int SAMPLE = 1 << 14;

    /** Reads a place of a file. */
    interface Reader {
        void read(ByteBuffer buffer, long position);
    }

    private final PieceDeflater deflater = new PieceDeflater(1);
    private final EntropyCheck entropy = new EntropyCheck();
    private final ByteBuffer sample = ByteBuffer.allocateDirect(SAMPLE);
    private final ByteBuffer out = ByteBuffer.allocateDirect(SAMPLE);

    /** The longest deflated form of content that is worth deflating. */
    static int worthwhile(int size) {
        return size - size / 4;
    }

    /**
     * Takes samples, each far from the earlier ones, until the result is clear.
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

    /** The more samples there are, the nearer to the limit their result may be. */
    private static boolean isClear(int packed, int taken) {
        int distance = Math.abs(packed - worthwhile(taken * SAMPLE));
        return distance > 2 * SAMPLE / taken;
    }

    @Override
    public void close() {
        deflater.close();
    }
}
