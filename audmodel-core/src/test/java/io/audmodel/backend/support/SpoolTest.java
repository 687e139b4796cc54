package io.audmodel.backend.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Checksum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, 256 << 10, (256 << 10) + 1, 1_000_000})
    void of_anyContent_canBeReadInParts(int length) throws Exception {
        byte[] bytes = random(length);
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        try (Spool spool = Spool.of(PATH, new Produced(bytes), folder, sha)) {
            assertThat(spool.length()).hasValue(length);
            assertThat(spool.checksum()).contains(Checksum.md5(bytes));
            assertThat(sha.digest())
                    .isEqualTo(MessageDigest.getInstance("SHA-256").digest(bytes));
            assertThat(part(spool, 0, length)).isEqualTo(bytes);
            assertThat(part(spool, length / 3, length / 2))
                    .isEqualTo(Arrays.copyOfRange(bytes, length / 3, length / 3 + length / 2));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            spool.writeTo(all);
            assertThat(all.toByteArray()).isEqualTo(bytes);
            assertThat(files()).as("what a killed process would leave").isZero();
        }
        assertThat(files()).isZero();
    }

    @Test
    void of_file_isUsedWhereItIs() throws IOException {
        byte[] bytes = random(300_000);
        Path file = Files.write(folder.resolve("model.zip"), bytes);
        try (Spool spool = Spool.of(PATH, Content.of(file), folder)) {
            assertThat(spool.checksum()).contains(Checksum.md5(bytes));
            assertThat(part(spool, 7, 299_000)).isEqualTo(Arrays.copyOfRange(bytes, 7, 299_007));
            assertThat(files()).isOne();
        }
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void of_contentThatIsNotAsAnnounced_isRefusedAndLeavesNothing() throws IOException {
        byte[] bytes = random(300_000);
        Content longer = new Announcing(bytes, OptionalLong.of(299_999), Optional.empty());
        Content other = new Announcing(bytes, OptionalLong.empty(), Optional.of(Checksum.md5("other")));
        for (Content content : new Content[] {longer, other}) {
            assertThatThrownBy(() -> Spool.of(PATH, content, folder))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining(PATH.text());
        }
        assertThat(files()).isZero();
    }

    @Test
    void of_interrupted_isCancelledAndLeavesNothing() throws IOException {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Spool.of(PATH, new Produced(random(300_000)), folder))
                .isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(files()).isZero();
    }

    @Test
    void readByMany_isReadOnWhenOneIsInterrupted() throws Exception {
        byte[] bytes = random(1_000_000);
        try (Spool spool = Spool.of(PATH, new Produced(bytes), folder);
                InputStream in = spool.open(0, bytes.length)) {
            CompletableFuture<byte[]> other = CompletableFuture.supplyAsync(() -> {
                Thread.currentThread().interrupt();
                try {
                    return part(spool, 10, 900_000);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } finally {
                    Thread.interrupted();
                }
            });
            assertThat(in.readNBytes(500_000)).isEqualTo(Arrays.copyOf(bytes, 500_000));
            assertThat(other.get(1, TimeUnit.MINUTES)).isEqualTo(Arrays.copyOfRange(bytes, 10, 900_010));
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 500_000, bytes.length));
        }
    }

    private static byte[] part(Spool spool, long offset, long count) throws IOException {
        try (InputStream in = spool.open(offset, count)) {
            return in.readAllBytes();
        }
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** Announces nothing, and writes in every way there is. */
    private record Produced(byte[] bytes) implements Content {

        @Override
        public OptionalLong length() {
            return OptionalLong.empty();
        }

        @Override
        public Optional<Checksum> checksum() {
            return Optional.empty();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            int third = bytes.length / 3;
            out.write(bytes, 0, third);
            if (bytes.length > third) {
                out.write(bytes[third]);
                ((WritableByteChannel) out).write(ByteBuffer.wrap(bytes, third + 1, bytes.length - third - 1));
            }
        }
    }

    private record Announcing(byte[] bytes, OptionalLong length, Optional<Checksum> checksum) implements Content {

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }
    }
}
