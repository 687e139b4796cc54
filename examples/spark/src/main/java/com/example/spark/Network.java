package com.example.spark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Stands for the session of a runtime: four labels by a layer of random weights. Thread-safe. */
final class Network {

    private static final int FEATURES = 64;
    private static final int LABELS = 4;

    private final float[] weights;

    private Network(float[] weights) {
        this.weights = weights;
    }

    static void write(Path file, long seed) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(FEATURES * LABELS * Float.BYTES);
        Random random = new Random(seed);
        while (bytes.hasRemaining()) {
            bytes.putFloat((float) random.nextGaussian());
        }
        Files.write(file, bytes.array());
    }

    static Network read(Path file) throws IOException {
        FloatBuffer floats = ByteBuffer.wrap(Files.readAllBytes(file)).asFloatBuffer();
        float[] weights = new float[FEATURES * LABELS];
        floats.get(weights);
        return new Network(weights);
    }

    /** Makes the features of a row of its number. */
    int label(long row) {
        float[] features = new float[FEATURES];
        for (int i = 0; i < FEATURES; i++) {
            features[i] = (row * 31L + i * 17L) % 101 / 101f;
        }
        int best = 0;
        float highest = Float.NEGATIVE_INFINITY;
        for (int label = 0; label < LABELS; label++) {
            float sum = 0;
            for (int i = 0; i < FEATURES; i++) {
                sum += weights[label * FEATURES + i] * features[i];
            }
            if (sum > highest) {
                highest = sum;
                best = label;
            }
        }
        return best;
    }
}
