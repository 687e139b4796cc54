package io.audmodel.benchmarks;

import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a first load of 512 MB consists of, each part alone by one thread, and together by one thread for each processor as a
 * program does it that does nothing else: with these, the least that a load can take is computed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5)
@Measurement(iterations = 15)
public class LoadPartsBenchmark {

    private static final long SIZE = 512_000_000;
    private static final int STEP = 1 << 18;
    private static final long PART = 16 << 20;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private final ByteBuffer block = ByteBuffer.allocateDirect(STEP);
    private Path folder;
    private Path source;
    private Path target;

    @Setup
    public void make() throws IOException {
        folder = Files.createTempDirectory("audmodel-benchmark");
        source = folder.resolve("source");
        target = folder.resolve("target");
        byte[] noise = new byte[STEP];
        new Random(1).nextBytes(noise);
        block.put(noise).flip();
        write(source);
    }

    @Setup(Level.Iteration)
    public void empty() throws IOException {
        Files.deleteIfExists(target);
    }

    @TearDown
    public void remove() throws IOException {
        Files.deleteIfExists(target);
        Files.delete(source);
        Files.delete(folder);
    }

    private void write(Path file) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long position = 0; position < SIZE; position += STEP) {
                out.write(block.duplicate().limit((int) Math.min(STEP, SIZE - position)), position);
            }
        }
    }

    @Benchmark
    public byte[] hash() {
        MessageDigest digest = Checksum.newSha256();
        for (long position = 0; position < SIZE; position += STEP) {
            digest.update(block.duplicate());
        }
        return digest.digest();
    }

    @Benchmark
    public long checksum() {
        CRC32 crc = new CRC32();
        for (long position = 0; position < SIZE; position += STEP) {
            crc.update(block.duplicate());
        }
        return crc.getValue();
    }

    @Benchmark
    public long read() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(STEP);
        try (FileChannel in = FileChannel.open(source)) {
            long position = 0;
            while (position < SIZE) {
                position += in.read(buffer.clear(), position);
            }
            return position;
        }
    }

    @Benchmark
    public void write() throws IOException {
        write(target);
    }

    /** An unverified load. */
    @Benchmark
    public void copy() throws IOException {
        copy(false);
    }

    /** A load of which parts are verified. */
    @Benchmark
    public void copyAndHash() throws IOException {
        copy(true);
    }

    private void copy(boolean hashes) throws IOException {
        try (FileChannel in = FileChannel.open(source);
                FileChannel out = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            IntStream.range(0, THREADS).parallel().forEach(thread -> {
                try {
                    for (long from = thread * PART; from < SIZE; from += THREADS * PART) {
                        copy(in, out, from, Math.min(SIZE, from + PART), hashes);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static void copy(FileChannel in, FileChannel out, long from, long to, boolean hashes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(STEP);
        CRC32 crc = new CRC32();
        MessageDigest digest = Checksum.newSha256();
        for (long position = from; position < to; position += buffer.limit()) {
            in.read(buffer.clear().limit((int) Math.min(STEP, to - position)), position);
            crc.update(buffer.flip().duplicate());
            if (hashes) {
                digest.update(buffer.duplicate());
            }
            out.write(buffer, position);
        }
    }
}
