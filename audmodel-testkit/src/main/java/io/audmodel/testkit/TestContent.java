package io.audmodel.testkit;

import io.audmodel.backend.Content;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Content that misbehaves, or announces little about itself. */
record TestContent(OptionalLong length, Optional<Checksum> checksum, Source source) implements Content {

    interface Source {
        void writeTo(OutputStream out) throws IOException;
    }

    static final String FAILURE = "the content failed halfway";

    private static final long MEETING_SECONDS = 2;

    static Content ofUnknownLength(byte[] bytes) {
        return produced(OptionalLong.empty(), out -> out.write(bytes));
    }

    static Content announcing(long length, byte[] bytes) {
        return produced(OptionalLong.of(length), out -> out.write(bytes));
    }

    static Content announcing(Checksum checksum, byte[] bytes) {
        return new TestContent(OptionalLong.of(bytes.length), Optional.of(checksum), out -> out.write(bytes));
    }

    /** Produces half of the bytes, then fails. */
    static Content failing(byte[] bytes, OptionalLong announced) {
        return produced(announced, out -> {
            out.write(bytes, 0, bytes.length / 2);
            throw new IOException(FAILURE);
        });
    }

    /** Calls back when half of the bytes are written. */
    static Content pausing(byte[] bytes, Runnable halfway) {
        return produced(OptionalLong.of(bytes.length), out -> {
            out.write(bytes, 0, bytes.length / 2);
            halfway.run();
            out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
        });
    }

    /**
     * Waits halfway until all contents are being written, so that every writer has passed its checks. It does not wait
     * long, since a store may accept fewer writes at a time.
     */
    static Content meeting(byte[] bytes, CountDownLatch others) {
        return pausing(bytes, () -> meet(others));
    }

    /** As {@link #meeting}, with equal bytes that are never in memory at once. */
    static Content meetingUniform(int size, int value, CountDownLatch others) {
        return produced(OptionalLong.of(size), out -> {
            byte[] block = uniform(1 << 16, value);
            out.write(block, 0, 1);
            meet(others);
            for (int left = size - 1; left > 0; left -= block.length) {
                out.write(block, 0, Math.min(left, block.length));
            }
        });
    }

    private static void meet(CountDownLatch others) {
        others.countDown();
        try {
            others.await(MEETING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Content produced(OptionalLong length, Source source) {
        return new TestContent(length, Optional.empty(), source);
    }

    static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** Equal bytes, so that a mixture of two such contents is obvious. */
    static byte[] uniform(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        source.writeTo(out);
    }
}
