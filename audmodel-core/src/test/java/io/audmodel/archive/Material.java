package io.audmodel.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What files are made of: some becomes smaller, some does not. */
public enum Material {
    ZEROS(true),
    TEXT(true),
    NOISE(false),
    FLOAT32(false),
    BFLOAT16(false);

    private static final List<String> WORDS = List.of("sad", "happy", "angry", "0.25", "emotion", ", ", "\n", "cnn10");

    public final boolean shrinks;

    Material(boolean shrinks) {
        this.shrinks = shrinks;
    }

    public byte[] make(Random random, int size) {
        return switch (this) {
            case ZEROS -> new byte[size];
            case TEXT -> text(random, size);
            case NOISE -> noise(random, size);
            case FLOAT32 -> weights(random, size, 0);
            case BFLOAT16 -> weights(random, size, 2);
        };
    }

    private static byte[] text(Random random, int size) {
        StringBuilder text = new StringBuilder();
        while (text.length() < size) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(random.nextInt(100));
        }
        return text.substring(0, size).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] noise(Random random, int size) {
        byte[] noise = new byte[size];
        random.nextBytes(noise);
        return noise;
    }

    /** As layers have them after training: small, around zero; what is dropped of each are its last bits. */
    private static byte[] weights(Random random, int size, int dropped) {
        ByteBuffer weights = ByteBuffer.allocate(size + Float.BYTES).order(ByteOrder.BIG_ENDIAN);
        while (weights.position() < size) {
            weights.putFloat((float) random.nextGaussian() * 0.02f).position(weights.position() - dropped);
        }
        return Arrays.copyOf(weights.array(), size);
    }
}
