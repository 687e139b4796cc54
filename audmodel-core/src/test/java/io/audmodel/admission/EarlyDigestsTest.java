package io.audmodel.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.archive.unpack.FileListener;
import io.audmodel.archive.unpack.WriteListener;
import io.audmodel.deadline.CallDeadline;
import io.audmodel.trust.FileDigests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are hashed while they are written, whatever the order in which their bytes come. */
class EarlyDigestsTest {

    private static final int PART = 300_000;

    @TempDir
    private Path folder;

    private record Part(Path file, int from, byte[] content) {}

    private static List<Part> parts(Path file, byte[] content) {
        List<Part> parts = new ArrayList<>();
        for (int from = 0; from < content.length; from += PART) {
            parts.add(new Part(file, from, Arrays.copyOfRange(content, from, Math.min(content.length, from + PART))));
        }
        return parts;
    }

    private static EarlyDigests digests(Long... partLengths) {
        return EarlyDigests.of(Set.of(partLengths)).orElseThrow();
    }

    private static void pass(FileListener listener, Part part) {
        listener.writing(ByteBuffer.wrap(part.content), part.from);
        write(part);
        listener.written(part.from, part.content.length);
    }

    private static void write(Part part) {
        try (FileChannel channel = FileChannel.open(part.file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(part.content), part.from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As another implementation of the same has it. */
    private static List<String> sha256(byte[] content, int partLength) throws Exception {
        List<String> digests = new ArrayList<>();
        for (int from = 0; from < content.length; from += partLength) {
            byte[] part = Arrays.copyOfRange(content, from, Math.min(content.length, from + partLength));
            digests.add(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(part)));
        }
        return digests;
    }

    private static byte[] random(Random random, int length) {
        byte[] content = new byte[length];
        random.nextBytes(content);
        return content;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void digests_areThoseOfTheFiles_inWhateverOrderTheirBytesCome(long seed) throws Exception {
        Random random = new Random(seed);
        byte[] one = random(random, 2_000_000 + random.nextInt(PART));
        byte[] two = random(random, 5 * PART);
        Files.createDirectory(folder.resolve("b"));
        long odd = EarlyDigests.SHORTEST_PART + random.nextInt(PART);
        EarlyDigests digests = digests(FileDigests.WHOLE_FILES, EarlyDigests.SHORTEST_PART, odd);
        Map<Path, FileListener> listeners = Map.of(
                folder.resolve("a"), digests.begins(folder.resolve("a"), one.length),
                folder.resolve("b/two"), digests.begins(folder.resolve("b/two"), two.length));
        List<Part> all = new ArrayList<>(parts(folder.resolve("a"), one));
        all.addAll(parts(folder.resolve("b/two"), two));
        Collections.shuffle(all, random);

        all.parallelStream().forEach(part -> pass(Objects.requireNonNull(listeners.get(part.file)), part));

        FileDigests found = digests.of(folder);
        for (long length : List.of(EarlyDigests.SHORTEST_PART, odd)) {
            assertThat(found.find("a", length)).contains(sha256(one, (int) length));
            assertThat(found.find("b/two", length)).contains(sha256(two, (int) length));
        }
        assertThat(found.find("a", FileDigests.WHOLE_FILES)).contains(sha256(one, one.length));
        assertThat(found.find("b/two", FileDigests.WHOLE_FILES)).contains(sha256(two, two.length));
    }

    @Test
    void bytesThatComeInOrder_areNotReadFromTheFile() throws Exception {
        byte[] content = random(new Random(1), 4 * PART);
        EarlyDigests digests = digests(FileDigests.WHOLE_FILES);
        FileListener listener = digests.begins(folder.resolve("not there"), content.length);
        for (Part part : parts(folder.resolve("not there"), content)) {
            ByteBuffer direct = ByteBuffer.allocateDirect(PART + 7)
                    .position(7)
                    .put(part.content)
                    .position(7);
            listener.writing(direct, part.from);
            listener.written(part.from, PART);
            assertThat(direct.position()).isEqualTo(7);
        }

        assertThat(digests.of(folder).find("not there", FileDigests.WHOLE_FILES))
                .contains(sha256(content, content.length));
    }

    @Test
    void emptyFile_hasTheDigestOfNothing_andNoPart() throws Exception {
        EarlyDigests digests = digests(FileDigests.WHOLE_FILES, EarlyDigests.SHORTEST_PART);
        digests.begins(folder.resolve("empty"), 0);

        FileDigests found = digests.of(folder);
        assertThat(found.find("empty", FileDigests.WHOLE_FILES))
                .contains(List.of("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        assertThat(found.find("empty", EarlyDigests.SHORTEST_PART)).contains(List.of());
        assertThat(found.find("other", FileDigests.WHOLE_FILES)).isEmpty();
    }

    @Test
    void fileThatArrivedDamaged_orNotAsAWhole_hasNoDigest() throws Exception {
        byte[] content = random(new Random(1), 3 * PART);
        EarlyDigests digests = digests(FileDigests.WHOLE_FILES);
        for (String name : List.of("damaged", "half")) {
            FileListener listener = digests.begins(folder.resolve(name), content.length);
            for (Part part : parts(folder.resolve(name), content)) {
                if (!name.equals("half") || part.from == 0) {
                    pass(listener, part);
                }
            }
        }
        digests.damaged(folder.resolve("damaged"));
        digests.damaged(folder.resolve("never heard of"));

        assertThat(digests.of(folder).find("damaged", FileDigests.WHOLE_FILES)).isEmpty();
        assertThat(digests.of(folder).find("half", FileDigests.WHOLE_FILES)).isEmpty();
    }

    @Test
    void fileThatIsWrittenAgain_hasTheDigestOfTheLastAttempt() throws Exception {
        byte[] content = random(new Random(1), 3 * PART);
        byte[] damaged = content.clone();
        damaged[PART] ^= 1;
        EarlyDigests digests = digests(FileDigests.WHOLE_FILES);
        for (byte[] attempt : List.of(damaged, content)) {
            FileListener listener = digests.begins(folder.resolve("a"), content.length);
            parts(folder.resolve("a"), attempt).forEach(part -> pass(listener, part));
        }

        assertThat(digests.of(folder).find("a", FileDigests.WHOLE_FILES)).contains(sha256(content, content.length));
    }

    @Test
    void fileThatCannotBeRead_isLeftToWhomItConcerns() {
        EarlyDigests digests = digests(FileDigests.WHOLE_FILES);
        FileListener listener = digests.begins(folder.resolve("gone"), 2 * PART);
        listener.writing(ByteBuffer.allocate(PART), PART);
        listener.written(PART, PART);
        listener.writing(ByteBuffer.allocate(PART), 0);
        listener.written(0, PART);

        assertThat(digests.of(folder).find("gone", FileDigests.WHOLE_FILES)).isEmpty();
    }

    @Test
    void shortParts_areLeftToThoseWhoNeedThem_andOrderIsWantedForTheOthers() {
        assertThat(EarlyDigests.of(Set.of())).isEmpty();
        assertThat(EarlyDigests.of(Set.of(1L, EarlyDigests.SHORTEST_PART - 1))).isEmpty();
        assertThat(digests(1L, 5_000_000L).inOrder()).isEqualTo(5_000_000L);
        assertThat(digests(FileDigests.WHOLE_FILES, 5_000_000L).inOrder()).isEqualTo(WriteListener.WHOLE_FILES);
    }

    @Test
    void hashing_countsAsProgressOfTheCall() {
        AtomicLong nanos = new AtomicLong();
        CallDeadline call = CallDeadline.in(Duration.ofSeconds(10), nanos::get);
        nanos.set(TimeUnit.SECONDS.toNanos(9));
        EarlyDigests digests = call.over(() -> digests(FileDigests.WHOLE_FILES));
        Part late = new Part(folder.resolve("a"), PART, new byte[(int) (4 * CallDeadline.SLOWEST)]);
        Part early = new Part(folder.resolve("a"), 0, new byte[PART]);
        FileListener listener = digests.begins(folder.resolve("a"), PART + late.content.length);

        listener.writing(ByteBuffer.wrap(late.content), late.from);
        assertThat(call.remaining()).isGreaterThan(Duration.ofSeconds(4));
        write(late);
        listener.written(late.from, late.content.length);
        nanos.set(TimeUnit.SECONDS.toNanos(13));
        pass(listener, early);

        assertThat(call.remaining()).isEqualTo(Duration.ofSeconds(10));
    }
}
