package io.audmodel.archive.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.archive.ArchiveProgress;
import io.audmodel.archive.Sandbox;
import io.audmodel.archive.ZipSample;
import io.audmodel.error.CancelledException;
import io.audmodel.error.CorruptArchiveException;
import io.audmodel.model.ArchiveLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives in files on the disk that several threads unpack. */
class ParallelUnpackTest {

    private static final ArchiveLimits LIMITS = new ArchiveLimits(10_000, 1L << 30);
    private static final int LARGE = (int) (2 * Batches.LARGE + 12_345);

    @TempDir
    Path folder;

    private final Map<String, byte[]> files = new TreeMap<>();
    private Sandbox sandbox;
    private Path archive;

    @BeforeEach
    void makeSandbox() {
        sandbox = Sandbox.in(folder);
        archive = folder.resolve("large.zip");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void unpack_largeAndSmallFiles_givesTheSameFiles(long seed) throws IOException {
        write(new Random(seed));
        List<Long> told = new ArrayList<>();
        Set<Thread> tellers = new HashSet<>();

        sandbox.unpack(archive, LIMITS, (done, total) -> {
            told.add(done);
            tellers.add(Thread.currentThread());
        });

        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            assertThat(Files.readAllBytes(sandbox.target().resolve(file.getKey())))
                    .as("%s, seed %d", file.getKey(), seed)
                    .isEqualTo(file.getValue());
        }
        long total =
                files.values().stream().mapToLong(content -> content.length).sum();
        assertThat(told).isSorted().startsWith(0L).endsWith(total);
        assertThat(tellers).containsExactly(Thread.currentThread());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.4, 0.6, 0.99})
    void unpack_bitFlippedInALargeFile_isFound(double where) throws Exception {
        write(new Random(4));
        byte[] bytes = Files.readAllBytes(archive);
        bytes[(int) (where * LARGE)] ^= 1;
        Files.write(archive, bytes);

        assertThatThrownBy(() -> sandbox.unpack(archive, LIMITS, ArchiveProgress.none()))
                .isInstanceOf(CorruptArchiveException.class)
                .hasMessageContaining("'a-stored.bin' has CRC-32");
        requireNoThreads();
    }

    @Test
    void unpack_largeDeflatedFileThatIsDamaged_isFound() throws Exception {
        write(new Random(5));
        byte[] bytes = Files.readAllBytes(archive);
        for (int i = 0; i < 1_000; i++) {
            bytes[LARGE + 200_000 + i] ^= (byte) i;
        }
        Files.write(archive, bytes);

        assertThatThrownBy(() -> sandbox.unpack(archive, LIMITS, ArchiveProgress.none()))
                .isInstanceOf(CorruptArchiveException.class)
                .hasMessageContaining("'b-deflated.bin'");
        requireNoThreads();
    }

    @Test
    void unpack_interrupted_isCancelled_andNothingIsWrittenAfterwards() throws Exception {
        write(new Random(6));

        assertThatThrownBy(() -> sandbox.unpack(
                        archive, LIMITS, (done, total) -> Thread.currentThread().interrupt()))
                .isInstanceOf(CancelledException.class);

        assertThat(Thread.interrupted()).isTrue();
        requireNoThreads();
    }

    /** A thread that has no more to do takes a moment to end. */
    private static void requireNoThreads() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().matches("audmodel-(unpack|write)")) {
                thread.join(TimeUnit.MINUTES.toMillis(1));
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    /** One large stored file, one large deflated one, and many small ones. */
    private void write(Random random) throws IOException {
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED);
            add(zip, "a-stored.bin", noise(random, LARGE), true);
            add(zip, "b-deflated.bin", noise(random, (int) Batches.LARGE + random.nextInt(1_000_000)), false);
            for (int i = 0; i < 700; i++) {
                add(
                        zip,
                        "c/" + random.nextInt(20) + "/" + i,
                        noise(random, random.nextInt(3_000)),
                        random.nextBoolean());
            }
        }
    }

    private void add(ZipOutputStream zip, String name, byte[] content, boolean stored) throws IOException {
        ZipSample.add(zip, name, content, stored);
        files.put(name, content);
    }

    private static byte[] noise(Random random, int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }
}
