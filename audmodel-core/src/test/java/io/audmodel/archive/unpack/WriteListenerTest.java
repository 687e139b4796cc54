package io.audmodel.archive.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.archive.ArchiveProgress;
import io.audmodel.archive.ZipSample;
import io.audmodel.model.ArchiveLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a listener receives of each file: every byte, before it is written or while it is. */
class WriteListenerTest {

    private static final int PIECE = 5 << 20;

    @TempDir
    private Path folder;

    private final Map<String, byte[]> files = new TreeMap<>();
    private byte[] archive = {};

    /** One call of {@link FileListener#writing}. */
    private record Seen(long position, long end, Thread thread) {}

    /** Puts what it receives together. */
    private static final class Receiver implements WriteListener {

        private final long inOrder;
        private final Map<Path, byte[]> contents = new ConcurrentHashMap<>();
        private final Map<Path, List<Seen>> seen = new ConcurrentHashMap<>();
        private final List<Path> damaged = Collections.synchronizedList(new ArrayList<>());

        Receiver(long inOrder) {
            this.inOrder = inOrder;
        }

        @Override
        public long inOrder() {
            return inOrder;
        }

        @Override
        public FileListener begins(Path file, long size) {
            byte[] content = new byte[(int) size];
            List<Seen> its = Collections.synchronizedList(new ArrayList<>());
            contents.put(file, content);
            seen.put(file, its);
            return new FileListener() {
                @Override
                public void writing(ByteBuffer next, long position) {
                    its.add(new Seen(position, position + next.remaining(), Thread.currentThread()));
                    next.duplicate().get(content, (int) position, next.remaining());
                }

                @Override
                public void written(long position, long length) {
                    byte[] there = new byte[(int) length];
                    try (FileChannel channel = FileChannel.open(file)) {
                        channel.read(ByteBuffer.wrap(there), position);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                    assertThat(ByteBuffer.wrap(there))
                            .isEqualTo(ByteBuffer.wrap(content, (int) position, (int) length));
                }
            };
        }

        @Override
        public void damaged(Path file) {
            damaged.add(file);
        }
    }

    /** As a store that sends ranges, and sends all of them again on demand. */
    private static final class Remote extends ForwardingArchiveBytes {

        private final ArchiveBytes again;

        Remote(ArchiveBytes bytes, ArchiveBytes again) {
            super(bytes);
            this.again = again;
        }

        @Override
        public int parallelism() {
            return 3;
        }

        @Override
        public Optional<ArchiveBytes> anew() {
            return Optional.of(new Remote(again, again));
        }
    }

    @BeforeEach
    void make() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            add(zip, "a/small", 1_000, true);
            add(zip, "a/deflated", 70_000, false);
            add(zip, "b/large-deflated", (int) Batches.LARGE + 3, false);
            add(zip, "b/large-stored", 2 * (int) Batches.LARGE + 12_345, true);
            add(zip, "empty", 0, true);
        }
        archive = out.toByteArray();
    }

    private void add(ZipOutputStream zip, String name, int length, boolean stored) throws IOException {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        ZipSample.add(zip, name, content, stored);
        files.put(name, content);
    }

    private Receiver unpack(ArchiveBytes bytes, long inOrder) throws IOException {
        Receiver receiver = new Receiver(inOrder);
        Path target = Files.createDirectory(folder.resolve("target"));
        ArchiveReader.of(bytes, "the-archive", new ArchiveLimits(100, 1L << 30))
                .unpack(target, name -> true, ArchiveProgress.none(), receiver);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = target.resolve(file.getKey());
            requireSame(Files.readAllBytes(path), file.getValue(), file.getKey());
            requireSame(receiver.contents.get(path), file.getValue(), file.getKey());
        }
        return receiver;
    }

    private static void requireSame(byte[] actual, byte[] expected, String name) {
        assertThat(Arrays.mismatch(actual, expected)).as(name).isEqualTo(-1);
    }

    private ArchiveBytes local() {
        return ArchiveBytes.of(List.of(archive));
    }

    private static void requireInOrder(List<Seen> seen) {
        long end = 0;
        for (Seen one : seen) {
            assertThat(one.position()).isEqualTo(end);
            end = one.end();
        }
        assertThat(seen.stream().map(Seen::thread).distinct()).hasSizeLessThan(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {WriteListener.ANY_ORDER, PIECE, WriteListener.WHOLE_FILES})
    void listener_receivesEachByte_fromLocalArchivesAndFromStores(long inOrder) throws IOException {
        unpack(local(), inOrder);
        FolderTree.clear(folder);
        unpack(new Remote(local(), local()), inOrder);
        FolderTree.clear(folder);
        Path file = Files.write(folder.resolve("archive"), archive);
        try (FileChannel channel = FileChannel.open(file)) {
            unpack(ArchiveBytes.of(channel), inOrder);
        }
    }

    @Test
    void wholeFiles_comeInOrderByOneThread_fromLocalArchives() throws IOException {
        Receiver receiver = unpack(local(), WriteListener.WHOLE_FILES);

        assertThat(receiver.seen.keySet()).hasSameSizeAs(files.keySet());
        receiver.seen.values().forEach(WriteListenerTest::requireInOrder);
    }

    @Test
    void pieces_eachComeInOrderByOneThread_evenFromStores() throws IOException {
        Receiver receiver = unpack(new Remote(local(), local()), PIECE);

        List<Seen> seen = receiver.seen.get(folder.resolve("target/b/large-stored"));
        for (long start = 0; start < files.get("b/large-stored").length; start += PIECE) {
            long end = start + PIECE;
            long from = start;
            assertThat(seen.stream()
                            .filter(one -> one.position() < end && one.end() > from)
                            .map(Seen::thread)
                            .distinct())
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {WriteListener.ANY_ORDER, PIECE, WriteListener.WHOLE_FILES})
    void filesThatArriveDamaged_beginAgain_orAreVoid(long inOrder) throws IOException {
        for (int i = 0; i < 3; i++) {
            byte[] damaged = archive.clone();
            damaged[(int) (archive.length * (i + 0.5) / 3)] ^= 1;
            Receiver receiver = new Receiver(inOrder);
            Path target = Files.createDirectory(folder.resolve("target"));
            ArchiveReader.of(
                            new Remote(ArchiveBytes.of(List.of(damaged)), local()),
                            "the-archive",
                            new ArchiveLimits(100, 1L << 30))
                    .unpack(target, name -> true, ArchiveProgress.none(), receiver);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = target.resolve(file.getKey());
                if (!receiver.damaged.contains(path)) {
                    requireSame(receiver.contents.get(path), file.getValue(), file.getKey() + " of attempt " + i);
                }
            }
            FolderTree.clear(folder);
        }
    }

    /** Others wait for what they left to the thread that fails. */
    @Test
    void failureAfterAWrite_endsAllThreads() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        ArchiveReader reader = ArchiveReader.of(local(), "the-archive", new ArchiveLimits(100, 1L << 30));

        assertThatThrownBy(() -> reader.unpack(target, name -> true, ArchiveProgress.none(), new Failing(PIECE)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("written up to " + PIECE);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("audmodel-unpack"));
    }

    /** Fails when the bytes before a position are written. */
    private record Failing(long end) implements WriteListener {

        @Override
        public long inOrder() {
            return PIECE;
        }

        @Override
        public FileListener begins(Path file, long size) {
            return new FileListener() {
                @Override
                public void writing(ByteBuffer next, long position) {}

                @Override
                public void written(long position, long length) {
                    if (position + length == end) {
                        throw new IllegalStateException("written up to " + end);
                    }
                }
            };
        }

        @Override
        public void damaged(Path file) {}
    }
}
