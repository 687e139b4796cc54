package io.audmodel.examples;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A small model that tells emotions from speech, as a training run leaves it: weights, labels and a log. */
final class SpeechEmotionModel {

    static final Architecture ARCHITECTURE = new Architecture("mlp", "egemaps", 16_000, List.of(88, 256, 128, 4));

    private static final List<String> LABELS = List.of("anger", "happiness", "neutral", "sadness");
    private static final int EPOCHS = 5;

    private final Random random;

    /** @param seed the same seed makes the same files */
    SpeechEmotionModel(long seed) {
        this.random = new Random(seed);
    }

    /** Writes the model's files; returns the folder. */
    Path writeTo(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("log"));
        Files.write(folder.resolve("weights.f32"), weights());
        Files.writeString(folder.resolve("labels.yaml"), labels());
        Files.writeString(folder.resolve("log/training.csv"), log());
        return folder;
    }

    /** The matrices and biases of all layers, one after the other, as little-endian float32. */
    private byte[] weights() {
        List<Integer> layers = ARCHITECTURE.layers();
        int count = IntStream.range(1, layers.size())
                .map(i -> (layers.get(i - 1) + 1) * layers.get(i))
                .sum();
        ByteBuffer weights = ByteBuffer.allocate(Float.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            weights.putFloat((float) (0.1 * random.nextGaussian()));
        }
        return weights.array();
    }

    private static String labels() {
        return IntStream.range(0, LABELS.size())
                .mapToObj(i -> i + ": " + LABELS.get(i) + "\n")
                .collect(Collectors.joining());
    }

    private String log() {
        StringBuilder log = new StringBuilder("epoch,loss,recall\n");
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            double loss = Math.exp(-0.4 * epoch) + 0.01 * random.nextDouble();
            log.append(String.format(Locale.ROOT, "%d,%.4f,%.4f%n", epoch, loss, 0.8 - 0.5 * loss));
        }
        return log.toString().replace("\r", "");
    }
}
