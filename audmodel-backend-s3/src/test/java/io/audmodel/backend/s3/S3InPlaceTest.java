package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.OriginSink;
import io.audmodel.backend.PreparedContent;
import io.audmodel.backend.PutMode;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Checksum;
import io.audmodel.servers.S3Stub;
import io.audmodel.servers.StubBucket;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent from the files that it lies in, while somebody writes to them. */
@Tag("one-jdk")
class S3InPlaceTest {

    private static final ObjectPath PATH = new ObjectPath("a/model.zip");
    private static final int LENGTH = 20 << 20;

    @TempDir
    private Path folder;

    private Path file;
    private byte[] bytes;
    private S3Stub server;
    private StubBucket bucket;
    private Backend backend;

    @BeforeEach
    void start() throws IOException {
        bytes = new byte[LENGTH];
        new Random(LENGTH).nextBytes(bytes);
        file = Files.write(folder.resolve("weights.bin"), bytes);
        server = S3Stub.watched("models");
        bucket = server.bucket("models");
        backend = Connecting.to(
                server.endpoint(),
                Files.createDirectory(folder.resolve("tmp")),
                Map.of("access_key", "a", "secret_key", "b"));
    }

    @AfterEach
    void stop() {
        backend.close();
        server.close();
    }

    @Test
    void put_contentInFiles_isSentFromThere() {
        backend.put(PATH, new InFile(file, bytes), PutMode.create());

        byte[] expected = Arrays.copyOf(bytes, LENGTH + 1);
        assertThat(bucket.object(PATH.text()).bytes()).isEqualTo(expected);
        assertThat(bucket.object(PATH.text()).description())
                .containsEntry("x-amz-meta-checksum", Checksum.md5(expected).hex());
    }

    @Test
    void put_fileChangesBeforeItsPartIsSent_isRefusedAndLeavesNothing() {
        onFirstPart(() -> {
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                out.write(ByteBuffer.wrap(new byte[1_000]), LENGTH - 1_000);
            }
        });
        assertRefused();
    }

    @Test
    void put_fileChanges_whereTheServerChecksByMd5Alone_isRefusedAndLeavesNothing() {
        server.byMd5();
        put_fileChangesBeforeItsPartIsSent_isRefusedAndLeavesNothing();
    }

    @Test
    void put_fileIsTouchedWhenItsPartsAreSent_isRefusedAndLeavesNothing() {
        onFirstPart(() -> Files.setLastModifiedTime(file, FileTime.fromMillis(1)));
        assertRefused();
    }

    @Test
    void put_fileChangesAfterItWasReadAhead_isRefusedAndLeavesNothing() throws IOException {
        try (PreparedContent ahead =
                backend.prepare(PATH, new InFile(file, bytes)).orElseThrow()) {
            ahead.read();
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                out.write(ByteBuffer.wrap(new byte[1_000]), LENGTH - 1_000);
            }
            assertRefused(ahead);
        }
    }

    private void assertRefused() {
        assertRefused(new InFile(file, bytes));
    }

    private void assertRefused(Content content) {
        assertThatThrownBy(() -> backend.put(PATH, content, PutMode.create()))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(file.toString());
        assertThat(bucket.keys()).isEmpty();
        assertThat(bucket.openUploads()).isZero();
    }

    private interface Change {
        void make() throws IOException;
    }

    /** Once the upload has begun, which is before its parts are read. */
    private void onFirstPart(Change change) {
        AtomicBoolean made = new AtomicBoolean();
        server.rules().before(request -> {
            if (request.form().startsWith("POST") && !made.getAndSet(true)) {
                try {
                    change.make();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    /** Tells that it is in a file, but for a byte at the end. */
    private record InFile(Path file, byte[] bytes) implements Content {

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
            ((OriginSink) out).write(ByteBuffer.wrap(bytes), file, 0);
            out.write(0);
        }
    }
}
