package io.audmodel.benchmarks.compare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/** Makes the files that are published, the same on every machine. */
public final class SampleData {

    private static final long SEED = 20261123;
    private static final int BLOCK = 1 << 20;
    private static final int WORDS = 20_000;

    /** The length of a file of a model in parts. */
    private static final long PART = 5 << 20;

    private final Random random = new Random(SEED);

    private SampleData() {}

    /** @param arguments {@code float32|bfloat16|text <bytes> <folder>} or {@code files|parts <count> <folder>} */
    public static void main(String[] arguments) throws IOException {
        SampleData data = new SampleData();
        long size = Long.parseLong(arguments[1]);
        Path folder = Files.createDirectories(Path.of(arguments[2]));
        switch (arguments[0]) {
            case "float32" -> data.write(folder.resolve("weights.bin"), size, block -> data.weights(block, 0));
            case "bfloat16" -> data.write(folder.resolve("weights.bin"), size, block -> data.weights(block, 2));
            case "text" -> {
                byte[][] words = data.words();
                data.write(folder.resolve("text.txt"), size, block -> data.text(block, words));
            }
            case "files" -> data.files(folder, (int) size);
            case "parts" -> {
                for (int i = 0; i < size; i++) {
                    data.write(folder.resolve("weights-" + i + ".bin"), PART, block -> data.weights(block, 0));
                }
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private interface Filler {
        void fill(ByteBuffer block);
    }

    private void write(Path file, long size, Filler filler) throws IOException {
        // What is written a few bytes too far is overwritten by the next block, or cut.
        ByteBuffer block = ByteBuffer.allocate(BLOCK + 64).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (long done = 0; done < size; done += BLOCK) {
                block.clear();
                filler.fill(block);
                block.position(0).limit((int) Math.min(BLOCK, size - done));
                while (block.hasRemaining()) {
                    out.write(block);
                }
            }
        }
    }

    /** Small numbers around zero, as training leaves them; bfloat16 is the upper half of each. */
    private void weights(ByteBuffer block, int dropped) {
        while (block.position() < BLOCK) {
            int bits = Float.floatToIntBits((float) random.nextGaussian() * 0.02f);
            if (dropped == 0) {
                block.putInt(bits);
            } else {
                block.putShort((short) (bits >>> Short.SIZE));
            }
        }
    }

    private byte[][] words() {
        byte[][] words = new byte[WORDS][];
        for (int i = 0; i < WORDS; i++) {
            StringBuilder word = new StringBuilder();
            for (int left = 2 + random.nextInt(9); left > 0; left--) {
                word.append((char) ('a' + Math.min(random.nextInt(26), random.nextInt(26))));
            }
            words[i] = word.append(i % 12 == 0 ? ",\n" : " ").toString().getBytes(StandardCharsets.US_ASCII);
        }
        return words;
    }

    /** Few words are frequent, and most are rare. */
    private void text(ByteBuffer block, byte[][] words) {
        while (block.position() < BLOCK) {
            block.put(words[(int) (Math.pow(WORDS, random.nextDouble()) - 1)]);
        }
    }

    /** A third is text, the rest noise; sizes up to 8 KB. */
    private void files(Path folder, int count) throws IOException {
        byte[][] words = words();
        ByteBuffer block = ByteBuffer.allocate(BLOCK + 64);
        for (int i = 0; i < count; i++) {
            Path file = folder.resolve("part-" + i / 100).resolve("file-" + i);
            Files.createDirectories(file.getParent());
            byte[] bytes = new byte[random.nextInt(8192)];
            if (i % 3 == 0) {
                if (i % 300 == 0) {
                    text(block.clear(), words);
                }
                block.get(random.nextInt(BLOCK - bytes.length), bytes);
            } else {
                random.nextBytes(bytes);
            }
            Files.write(file, bytes);
        }
    }
}
