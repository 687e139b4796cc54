package io.audmodel.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.deadline.CallDeadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are hashed while their parts arrive in any order. */
class EarlyDigestsTest {

    private static final int PART = 300_000;

    @TempDir
    private Path folder;

    private record Part(Path file, int from, byte[] content) {}

    private static List<Part> parts(Path file, byte[] content) {
        List<Part> parts = new ArrayList<>();
        for (int from = 0; from < content.length; from += PART) {
            int length = Math.min(PART, content.length - from);
            byte[] part = new byte[length];
            System.arraycopy(content, from, part, 0, length);
            parts.add(new Part(file, from, part));
        }
        return parts;
    }

    private static void write(Part part) throws IOException {
        try (FileChannel channel = FileChannel.open(part.file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(part.content), part.from);
        }
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static byte[] random(Random random, int length) {
        byte[] content = new byte[length];
        random.nextBytes(content);
        return content;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void digests_areThoseOfTheFiles_inWhateverOrderTheirPartsArrive(long seed) throws Exception {
        Random random = new Random(seed);
        byte[] one = random(random, 2_000_000 + random.nextInt(PART));
        byte[] two = random(random, 5 * PART);
        Files.createDirectory(folder.resolve("b"));
        List<Part> all = new ArrayList<>(parts(folder.resolve("a"), one));
        all.addAll(parts(folder.resolve("b/two"), two));
        Collections.shuffle(all, random);

        EarlyDigests digests = new EarlyDigests();
        all.parallelStream().forEach(part -> {
            try {
                write(part);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            int size = part.file.endsWith("a") ? one.length : two.length;
            digests.written(part.file, part.from, part.content.length, size);
        });

        assertThat(digests.of(folder)).isEqualTo(Map.of("a", sha256(one), "b/two", sha256(two)));
    }

    @Test
    void fileThatArrivedDamaged_orNotAsAWhole_hasNoDigest() throws Exception {
        byte[] content = random(new Random(1), 3 * PART);
        EarlyDigests digests = new EarlyDigests();
        for (String name : List.of("damaged", "again", "half")) {
            for (Part part : parts(folder.resolve(name), content)) {
                write(part);
                if (!name.equals("half") || part.from == 0) {
                    digests.written(part.file, part.from, PART, content.length);
                }
            }
        }
        digests.damaged(folder.resolve("damaged"));
        digests.damaged(folder.resolve("again"));
        digests.written(folder.resolve("again"), 0, PART, content.length);
        digests.damaged(folder.resolve("never heard of"));

        assertThat(digests.of(folder)).isEmpty();
    }

    @Test
    void fileThatCannotBeRead_isLeftToWhomItConcerns() {
        EarlyDigests digests = new EarlyDigests();
        digests.written(folder.resolve("gone"), 0, PART, PART);

        assertThat(digests.of(folder)).isEmpty();
    }

    @Test
    void hashing_countsAsProgressOfTheCall() throws IOException {
        AtomicLong nanos = new AtomicLong();
        CallDeadline call = CallDeadline.in(Duration.ofSeconds(10), nanos::get);
        nanos.set(TimeUnit.SECONDS.toNanos(9));
        EarlyDigests digests = call.over(EarlyDigests::new);
        byte[] content = new byte[(int) (8 * CallDeadline.SLOWEST)];
        write(new Part(folder.resolve("a"), 0, content));

        digests.written(folder.resolve("a"), 0, content.length, content.length);

        assertThat(call.remaining()).isGreaterThan(Duration.ofSeconds(8));
    }
}
