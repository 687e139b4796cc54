package io.audmodel.archive.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.archive.ArchiveProgress;
import io.audmodel.model.ArchiveLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many ranges an unpack begins with where large deflated entries have several requests each. */
class PrefetchedEntriesTest {

    private static final int ROOM = 24;
    private static final int NARROW = 8;

    @TempDir
    Path target;

    /** Its ranges wait until as many as expected are open, and for a moment more, in which others could open. */
    private static final class Waiting extends ForwardingArchiveBytes {

        private final CountDownLatch expected;
        private final CountDownLatch moments = new CountDownLatch(2);
        private final AtomicInteger open = new AtomicInteger();
        private volatile boolean areCounted;

        Waiting(byte[] archive, int expected) {
            super(ArchiveBytes.of(List.of(archive)));
            this.expected = new CountDownLatch(expected);
        }

        @Override
        public ReadableByteChannel open(long position, long length) throws IOException {
            if (areCounted && moments.getCount() > 0) {
                open.incrementAndGet();
                expected.countDown();
                try {
                    assertThat(moments.await(1, TimeUnit.MINUTES)).isTrue();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            return super.open(position, length);
        }

        @Override
        public int parallelism() {
            return ROOM;
        }

        @Override
        public int narrowParallelism() {
            return NARROW;
        }

        @Override
        public int widen(int wanted) {
            if (expected.getCount() == 0) {
                moments.countDown();
            }
            return wanted;
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 24", "2, 18", "5, 9", "6, 8"})
    void ranges_areFewer_byWhatIsPrefetched(int deflated, int expected) throws IOException {
        Waiting bytes = new Waiting(archive(deflated), expected);
        ArchiveReader reader = ArchiveReader.of(bytes, "archive", new ArchiveLimits(1_000, 1 << 30));
        bytes.areCounted = true;
        reader.unpack(target, name -> !name.startsWith("not"), ArchiveProgress.none());
        assertThat(bytes.open).hasValue(expected);
    }

    /** Small files come by a range of their own each, since what is between them is not wanted. */
    private static byte[] archive(int deflated) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(1);
            for (int i = 0; i < deflated; i++) {
                zip.putNextEntry(new ZipEntry("large" + i));
                zip.write(new byte[(int) Batches.LARGE]);
            }
            zip.setLevel(0);
            for (int i = 0; i < 2 * ROOM; i++) {
                zip.putNextEntry(new ZipEntry((i % 2 == 0 ? "small" : "not") + i));
                zip.write(new byte[i % 2 == 0 ? 200_000 : 70_000]);
            }
        }
        return bytes.toByteArray();
    }
}
