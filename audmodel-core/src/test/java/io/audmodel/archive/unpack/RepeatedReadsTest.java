package io.audmodel.archive.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.archive.ArchiveProgress;
import io.audmodel.archive.ZipSample;
import io.audmodel.error.CorruptArchiveException;
import io.audmodel.model.ArchiveLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that come from a store, of which a bit is flipped on the way, wherever it is. */
@Tag("one-jdk")
class RepeatedReadsTest {

    private static final ArchiveLimits LIMITS = new ArchiveLimits(10_000, 1L << 30);

    @TempDir
    Path folder;

    private final Map<String, byte[]> files = new TreeMap<>();
    private int run;

    @Test
    void unpack_anyBitFlippedOnceOnTheWay_givesTheFiles() throws IOException {
        byte[] archive = zip(zip -> {
            add(zip, "a/stored", noise(1, 40), true);
            add(zip, "a/deflated", new byte[700], false);
            add(zip, "b/c/ünïcode", noise(2, 30), false);
            add(zip, "empty", new byte[0], true);
        });
        for (int bit = 0; bit < 8 * archive.length; bit++) {
            requireUnpacked(new Damaged(archive, bit, 1));
        }
    }

    @Test
    void unpack_aBitOfLargeEntriesFlippedTwice_readsThemAgain_andTellsHowFarItIs() throws IOException {
        byte[] archive = zip(zip -> {
            add(zip, "a-stored.bin", noise(3, 3 * (int) Batches.LARGE + 12_345), true);
            add(zip, "b-deflated.bin", noise(4, (int) Batches.LARGE + 1_000), false);
            for (int i = 0; i < 700; i++) {
                add(zip, "c/" + i % 20 + "/" + i, noise(i, i), i % 2 == 0);
            }
        });
        Random random = new Random(5);
        for (int i = 0; i < 12; i++) {
            long at = (long) (archive.length * (i + random.nextDouble()) / 12);
            requireUnpacked(new Damaged(archive, 8 * at, 2));
        }
    }

    @Test
    void unpack_aBitFlippedEachTime_isRefused_andSaysHowOftenItWasRead() throws IOException {
        byte[] archive = zip(zip -> add(zip, "a", noise(6, 1_000), true));
        Damaged bytes = new Damaged(archive, 8 * 500, Integer.MAX_VALUE);

        assertThatThrownBy(() -> reader(bytes).unpack(target(), name -> true, ArchiveProgress.none()))
                .isInstanceOf(CorruptArchiveException.class)
                .hasMessageContaining("'a' has CRC-32")
                .hasMessageContaining("read 3 times: it is damaged where it is stored, or the network damages it");
        assertThat(bytes.damaged).hasValue(3);
    }

    @Test
    void open_anyBitFlippedOnceOnTheWay_givesTheFile() throws IOException {
        byte[] archive = zip(zip -> {
            add(zip, "stored", noise(7, 40), true);
            add(zip, "deflated", new byte[700], false);
        });
        for (int bit = 0; bit < 8 * archive.length; bit++) {
            Damaged bytes = new Damaged(archive, bit, 1);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                try (InputStream stream =
                        reader(bytes).open(file.getKey(), () -> {}).orElseThrow()) {
                    assertThat(stream.readAllBytes()).as("%s", bytes).isEqualTo(file.getValue());
                } catch (CorruptArchiveException | NoSuchElementException e) {
                    // A table of contents that has another name, or a length beyond what is checked before.
                    assertThat(bytes.isInDirectory()).as("%s: %s", bytes, e).isTrue();
                }
            }
        }
    }

    private void requireUnpacked(Damaged bytes) throws IOException {
        List<Long> told = new ArrayList<>();
        Path target = target();
        reader(bytes).unpack(target, name -> true, (done, total) -> told.add(done));
        Map<String, byte[]> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(target)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                found.put(target.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        assertThat(found).as("%s", bytes).hasSameSizeAs(files);
        files.forEach((name, content) ->
                assertThat(found.get(name)).as("%s, %s", name, bytes).isEqualTo(content));
        assertThat(told)
                .endsWith(files.values().stream()
                        .mapToLong(content -> content.length)
                        .sum());
        FolderTree.clear(target);
    }

    private static ArchiveReader reader(ArchiveBytes bytes) throws IOException {
        return ArchiveReader.of(bytes, "the-archive", LIMITS);
    }

    private Path target() throws IOException {
        return Files.createDirectory(folder.resolve("target-" + run++));
    }

    private interface Writing {
        void to(ZipOutputStream zip) throws IOException;
    }

    private static byte[] zip(Writing writing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED);
            writing.to(zip);
        }
        return out.toByteArray();
    }

    private void add(ZipOutputStream zip, String name, byte[] content, boolean stored) throws IOException {
        ZipSample.add(zip, name, content, stored);
        files.put(name, content);
    }

    private static byte[] noise(long seed, int length) {
        byte[] noise = new byte[length];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    /** A bit is another one in what came at first, and in what comes anew the first times. */
    private static final class Damaged implements ArchiveBytes {

        private final ArchiveBytes good;
        private final ArchiveBytes bad;
        private final long bit;
        private final long directory;
        private final int times;
        private final AtomicInteger damaged;
        private final boolean first;

        /** @param times how often the bit comes as another one, the first time included */
        private Damaged(byte[] archive, long bit, int times) {
            byte[] flipped = archive.clone();
            flipped[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
            this.good = ArchiveBytes.of(List.of(archive));
            this.bad = ArchiveBytes.of(List.of(flipped));
            this.bit = bit;
            this.directory =
                    ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN).getInt(archive.length - 6);
            this.times = times;
            this.damaged = new AtomicInteger(1);
            this.first = true;
        }

        private Damaged(Damaged first) {
            this.good = first.good;
            this.bad = first.bad;
            this.bit = first.bit;
            this.directory = first.directory;
            this.times = first.times;
            this.damaged = first.damaged;
            this.first = false;
        }

        private boolean isInDirectory() {
            return bit / 8 >= directory;
        }

        @Override
        public ReadableByteChannel open(long position, long length) throws IOException {
            boolean isMeant = position <= bit / 8 && bit / 8 < position + length;
            boolean isDamaged = isMeant && (first || damaged.get() < times && damaged.incrementAndGet() <= times);
            return (isDamaged ? bad : good).open(position, length);
        }

        @Override
        public ReadableByteChannel openAhead(long position, long length) throws IOException {
            return open(position, length);
        }

        @Override
        public Optional<ArchiveBytes> anew() {
            return Optional.of(new Damaged(this));
        }

        @Override
        public long size() {
            return good.size();
        }

        @Override
        public ByteBuffer buffer(int capacity) {
            return good.buffer(capacity);
        }

        @Override
        public int parallelism() {
            return 3;
        }

        @Override
        public String toString() {
            return "bit " + bit + " of " + size() + " bytes, " + times + " times";
        }
    }
}
