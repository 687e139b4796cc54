package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.model.Checksum;
import io.audmodel.servers.S3Stub;
import io.audmodel.servers.StubAnswer;
import io.audmodel.servers.StubBucket;
import io.audmodel.servers.StubRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes up in parts. */
@Tag("one-jdk")
class S3UploadTest {

    private static final ObjectPath PATH = new ObjectPath("a/model.zip");
    private static final byte[] LARGE = random(20 << 20);

    @TempDir
    private Path folder;

    private S3Stub server;
    private StubBucket bucket;
    private Backend backend;

    @BeforeEach
    void start() throws IOException {
        server = S3Stub.watched("models");
        bucket = server.bucket("models");
        backend = Connecting.to(server.endpoint(), folder, Map.of("access_key", "a", "secret_key", "b"));
    }

    @AfterEach
    void stop() {
        backend.close();
        server.close();
    }

    @Test
    void put_small_goesInOnePieceWithItsLabels() {
        backend.put(PATH, Content.of(new byte[1_000]), PutMode.overwrite());
        assertThat(server.requests()).extracting(StubRequest::form).containsExactly("PUT a/model.zip");
        assertThat(bucket.object(PATH.text()).description())
                .containsEntry(
                        "x-amz-meta-checksum", Checksum.md5(new byte[1_000]).hex())
                .containsEntry("x-amz-meta-owner", "tester")
                .containsEntry("content-type", "application/zip");
    }

    /** So that a browser shows what is in the bucket. */
    @Test
    void put_page_isOfTheTypeOfPages_inOnePieceAndInParts() throws IOException {
        for (byte[] page : List.of(new byte[1_000], LARGE)) {
            ObjectPath path = ObjectPath.of("_uid", page.length + ".html");
            backend.put(path, Content.of(page), PutMode.overwrite());
            assertThat(bucket.object(path.text()).description())
                    .containsEntry("content-type", "text/html; charset=utf-8");
        }
    }

    @Test
    void put_large_goesInPartsWithItsLabels() throws IOException {
        ObjectInfo info = backend.put(PATH, Content.of(LARGE), PutMode.create());
        assertThat(info.checksum()).contains(Checksum.md5(LARGE));
        // A part that is slow on a busy machine is sent twice.
        assertThat(server.requests())
                .filteredOn(StubRequest::isPart)
                .extracting(part -> part.query("partNumber").orElseThrow())
                .containsOnly("1", "2", "3");
        assertThat(server.count("PUT a/model.zip")).isZero();
        assertThat(bucket.object(PATH.text()).description())
                .containsEntry("x-amz-meta-checksum", Checksum.md5(LARGE).hex())
                .containsEntry("x-amz-meta-owner", "tester")
                .containsEntry("content-type", "application/zip");
        try (ObjectBody body = backend.get(PATH, ByteRange.all())) {
            assertThat(Checksum.md5(body.stream().readAllBytes())).isEqualTo(Checksum.md5(LARGE));
            assertThat(body.info().revision()).isEqualTo(info.revision());
        }
        assertNothingIsLeft();
    }

    /** One part would go by one connection. */
    @Test
    void put_contentThatIsKnownToBeShort_goesInSeveralParts() {
        backend.put(PATH, new Unmeasured(LARGE), PutMode.create());

        assertThat(server.count("PUT a/model.zip?part")).isGreaterThanOrEqualTo(3);
        assertThat(bucket.object(PATH.text()).bytes()).isEqualTo(LARGE);
    }

    /** Its length is not known, but that it is no longer than this. */
    private record Unmeasured(byte[] bytes) implements Content {

        @Override
        public OptionalLong length() {
            return OptionalLong.empty();
        }

        @Override
        public OptionalLong longest() {
            return OptionalLong.of(bytes.length);
        }

        @Override
        public Optional<Checksum> checksum() {
            return Optional.empty();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }
    }

    @Test
    void put_partThatFails_isRepeatedAlone() throws IOException {
        AtomicInteger failures = new AtomicInteger();
        // A part that is slow on a busy machine is sent by a second thread, too, unless ETags do not tell its content.
        bucket.encrypt();
        server.rules().refuse(request -> request.isPart(2) && failures.incrementAndGet() < 3, 503, "SlowDown");
        backend.put(PATH, Content.of(LARGE), PutMode.create());
        assertThat(server.count("PUT a/model.zip?part")).isEqualTo(5);
        assertThat(bucket.object(PATH.text()).bytes()).isEqualTo(LARGE);
        assertNothingIsLeft();
    }

    @Test
    void put_partThatCannotBeSent_leavesNothing() throws IOException {
        server.rules().refuse(request -> request.isPart(3), 403, "AccessDenied");
        assertThatThrownBy(() -> backend.put(PATH, Content.of(LARGE), PutMode.create()))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(bucket.keys()).isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void put_interruptedMidway_leavesNothing() throws IOException {
        Thread caller = Thread.currentThread();
        server.rules().before(request -> {
            if (request.isPart()) {
                caller.interrupt();
            }
        });
        assertThatThrownBy(() -> backend.put(PATH, Content.of(LARGE), PutMode.create()))
                .isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(bucket.keys()).isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void put_create_losesBeforeTheFirstPart() throws IOException {
        backend.put(PATH, Content.of(new byte[1]), PutMode.overwrite());
        assertThatThrownBy(() -> backend.put(PATH, Content.of(LARGE), PutMode.create()))
                .isInstanceOf(ObjectExistsException.class);
        assertThat(server.count("PUT a/model.zip?part")).isZero();
    }

    @Test
    void put_create_losesWhenItIsCompleted() throws IOException {
        server.rules().before(request -> {
            if (request.isPart()) {
                bucket.put(PATH.text(), new byte[1], Map.of(), "\"other\"");
            }
        });
        assertThatThrownBy(() -> backend.put(PATH, Content.of(LARGE), PutMode.create()))
                .isInstanceOf(ObjectExistsException.class);
        assertThat(bucket.object(PATH.text()).bytes()).hasSize(1);
        assertNothingIsLeft();
    }

    @Test
    void put_answerToTheCompletionIsLost_theObjectIsKnownByItsMark() throws IOException {
        AtomicInteger completions = new AtomicInteger();
        // An ETag that only the server can have made.
        bucket.encrypt();
        server.rules().add(request -> {
            if (request.form().startsWith("POST")
                    && request.query("uploadId").isPresent()
                    && completions.incrementAndGet() == 1) {
                server.usual(request);
                return Optional.of(StubAnswer.error(500, "InternalError"));
            }
            return Optional.empty();
        });
        ObjectInfo info = backend.put(PATH, Content.of(LARGE), PutMode.create());
        assertThat(info.revision().orElseThrow().text())
                .isEqualTo(bucket.object(PATH.text()).etag());
        assertThat(bucket.object(PATH.text()).bytes()).isEqualTo(LARGE);
        assertNothingIsLeft();
    }

    @Test
    void partLength_growsWithTheObject() {
        assertThat(PartedUpload.partLength(20 << 20)).isEqualTo(8 << 20);
        assertThat(PartedUpload.partLength(512 << 20)).isEqualTo(16 << 20);
        long most = 5L << 40;
        assertThat((most + PartedUpload.partLength(most) - 1) / PartedUpload.partLength(most))
                .isLessThanOrEqualTo(10_000);
    }

    /** No parts, no temporary files, no threads. */
    private void assertNothingIsLeft() throws IOException {
        assertThat(bucket.openUploads()).isZero();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(Thread::isAlive)
                .extracting(Thread::getName)
                .doesNotContain(UploadWorkers.NAME);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
