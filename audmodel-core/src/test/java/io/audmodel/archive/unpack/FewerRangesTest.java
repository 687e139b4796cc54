package io.audmodel.archive.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.archive.ArchiveProgress;
import io.audmodel.model.ArchiveLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An unpack whose bytes have less room for ranges after a while, as a load has when another one begins. */
class FewerRangesTest {

    private static final int FIRST = 4;
    private static final int FILES = 160;

    @TempDir
    Path target;

    /** Counts the ranges that are open; the first ones open when there is room for one alone. */
    private static final class Ranges extends ForwardingArchiveBytes {

        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger later = new AtomicInteger();
        private final AtomicInteger mostLater = new AtomicInteger();
        private final CountDownLatch firstOnes = new CountDownLatch(FIRST);
        private final CountDownLatch narrowed = new CountDownLatch(2);
        private volatile boolean areCounted;

        Ranges(byte[] archive) {
            super(ArchiveBytes.of(List.of(archive)));
        }

        @Override
        public ReadableByteChannel open(long position, long length) throws IOException {
            ReadableByteChannel channel = super.open(position, length);
            boolean isLater = narrowed.getCount() == 0;
            open.incrementAndGet();
            if (isLater) {
                mostLater.accumulateAndGet(later.incrementAndGet(), Math::max);
            } else if (areCounted) {
                firstOnes.countDown();
                await(narrowed);
            }
            return new ReadableByteChannel() {
                @Override
                public int read(ByteBuffer into) throws IOException {
                    return channel.read(into);
                }

                @Override
                public boolean isOpen() {
                    return channel.isOpen();
                }

                @Override
                public void close() throws IOException {
                    open.decrementAndGet();
                    if (isLater) {
                        later.decrementAndGet();
                    }
                    channel.close();
                }
            };
        }

        private static void await(CountDownLatch latch) throws IOException {
            try {
                assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public int parallelism() {
            return FIRST;
        }

        @Override
        public int mostParallelism() {
            return 2 * FIRST;
        }

        /** The second of these calls comes after the threads of the first one were made fewer. */
        @Override
        public int widen(int wanted) {
            if (firstOnes.getCount() > 0) {
                return wanted;
            }
            narrowed.countDown();
            return 1;
        }
    }

    @Test
    void ranges_becomeFewerWhileTheArchiveIsUnpacked() throws IOException {
        Ranges ranges = new Ranges(archive());
        ArchiveReader reader = ArchiveReader.of(ranges, "archive", new ArchiveLimits(FILES, 1 << 30));
        ranges.areCounted = true;
        reader.unpack(target, name -> name.endsWith("wanted"), ArchiveProgress.none());
        assertThat(ranges.open).hasValue(0);
        assertThat(ranges.mostLater).hasValue(1);
        try (Stream<Path> files = Files.list(target)) {
            assertThat(files).hasSize(FILES / 2);
        }
    }

    /** Between two files that are wanted there is one that is not, long enough that each comes by a range of its own. */
    private static byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(0);
            for (int i = 0; i < FILES; i++) {
                zip.putNextEntry(new ZipEntry(String.format("%03d-%s", i, i % 2 == 0 ? "wanted" : "other")));
                zip.write(new byte[70_000]);
            }
        }
        return bytes.toByteArray();
    }
}
