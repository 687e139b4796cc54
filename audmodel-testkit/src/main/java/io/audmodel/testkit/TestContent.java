package io.audmodel.testkit;

import io.audmodel.backend.Content;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** Content that behaves badly, or says little about itself. */
record TestContent(OptionalLong length, Optional<Checksum> checksum, Source source) implements Content {

    interface Source {
        void writeTo(OutputStream out) throws IOException;
    }

    static final String FAILURE = "the content broke off";

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

    /** Calls back when half of the bytes are out. */
    static Content pausing(byte[] bytes, Runnable halfway) {
        return produced(OptionalLong.of(bytes.length), out -> {
            out.write(bytes, 0, bytes.length / 2);
            halfway.run();
            out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
        });
    }

    static Content produced(OptionalLong length, Source source) {
        return new TestContent(length, Optional.empty(), source);
    }

    static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** Bytes that are all the same, so that a mixture of two such contents is seen at once. */
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
