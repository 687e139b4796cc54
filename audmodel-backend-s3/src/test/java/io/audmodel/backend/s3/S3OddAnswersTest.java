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
import io.audmodel.error.BackendException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.error.StorageException;
import io.audmodel.error.UnavailableException;
import io.audmodel.servers.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are HTTP, but not S3's; or S3's, but useless. */
@Timeout(120)
@Tag("one-jdk")
class S3OddAnswersTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final ObjectPath FOLDER = new ObjectPath("a");
    private static final String STATE = "ETag: \"e\"\r\nLast-Modified: Thu, 01 Jan 2026 00:00:00 GMT\r\n";
    private static final String OBJECT =
            "<Contents><Key>a/object</Key><Size>3</Size><LastModified>2026-01-01T00:00:00Z</LastModified></Contents>";
    private static final String PAGE = "Content-Type: text/html\r\nContent-Length: 19\r\n\r\n<html>Log in</html>";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 OK\r\n" + PAGE,
                "200 OK\r\n" + STATE + PAGE,
                "200 OK\r\nContent-Length: 0\r\n\r\n",
                "204 No Content\r\n\r\n",
                "200 OK\r\nContent-Length: 8\r\n\r\n<Error/>",
                "202 Accepted\r\nContent-Length: 19\r\n\r\n<ListBucketResult/>",
                "200 OK\r\nContent-Length: 18\r\n\r\n<ListBucketResult>",
                "200 OK\r\nContent-Length: 71\r\n\r\n<ListBucketResult><IsTruncated>perhaps</IsTruncated></ListBucketResult>"
            })
    void list_byWhatIsNoList_isAnError_andNoEmptyRepository(String answer) {
        try (RawServer server = always(answer);
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> list(backend)).isInstanceOf(UnavailableException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 OK\r\n" + PAGE,
                "200 OK\r\n" + STATE + PAGE,
                "204 No Content\r\n\r\n",
                "200 OK\r\nETag: \"e\"\r\nContent-Length: 3\r\n\r\nabc",
                "200 OK\r\nLast-Modified: Thu, 01 Jan 2026 00:00:00 GMT\r\nContent-Length: 3\r\n\r\nabc",
                "200 OK\r\nConnection: close\r\n" + STATE + "\r\nabc",
                "206 Partial Content\r\n" + STATE + "Content-Range: lines 1-2\r\nContent-Length: 3\r\n\r\nabc",
                "206 Partial Content\r\n" + STATE + "Content-Range: bytes 1-3/9\r\nContent-Length: 3\r\n\r\nabc",
                "206 Partial Content\r\n" + STATE + "Content-Range: bytes 0-2/*\r\nContent-Length: 3\r\n\r\nabc",
                "206 Partial Content\r\n" + STATE + "Content-Range: bytes 2-0/3\r\nContent-Length: 3\r\n\r\nabc"
            })
    void read_ofWhatIsNoObject_isAnError_andNoObject(String answer) {
        try (RawServer server = always(answer);
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> read(backend)).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> backend.stat(PATH)).isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void read_ofWhatHasNoTime_isAnErrorThatSaysSo() {
        try (RawServer server =
                        always("200 OK\r\nETag: \"e\"\r\nLast-Modified: yesterday\r\nContent-Length: 3\r\n\r\nabc");
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> read(backend))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("yesterday");
        }
    }

    @Test
    void read_inChunks_works() throws IOException {
        try (RawServer server = always(
                        "200 OK\r\n" + STATE + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n2\r\nbc\r\n0\r\n\r\n");
                Backend backend = connect(server)) {
            assertThat(read(backend)).isEqualTo("abc");
            assertThat(backend.stat(PATH).map(ObjectInfo::size)).contains(3L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-amz-request-id", "x-amzn-requestid"})
    void serverThatCallsEverythingAPage_andCountsRequests_isAServer(String counts) throws IOException {
        String told = "Content-Type: text/html; charset=utf-8\r\n" + counts + ": 1\r\n";
        try (RawServer server = always("200 OK\r\n" + told + STATE + "Content-Length: 3\r\n\r\nabc");
                Backend backend = connect(server)) {
            assertThat(read(backend)).isEqualTo("abc");
            assertThat(backend.put(PATH, Content.of(new byte[3]), PutMode.overwrite())
                            .size())
                    .isEqualTo(3);
        }
    }

    @Test
    void list_zipped_works() throws IOException {
        String list = "<ListBucketResult>" + OBJECT + "</ListBucketResult>";
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(list.getBytes(StandardCharsets.UTF_8));
        }
        try (RawServer server = new RawServer((head, in, out) -> {
                    RawServer.write(
                            out,
                            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + zipped.size()
                                    + "\r\n\r\n");
                    out.write(zipped.toByteArray());
                });
                Backend backend = connect(server)) {
            assertThat(list(backend)).containsExactly(PATH);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<IsTruncated>true</IsTruncated>" + OBJECT,
                "<IsTruncated>true</IsTruncated><NextContinuationToken></NextContinuationToken>" + OBJECT,
                "<IsTruncated>true</IsTruncated><NextContinuationToken>same</NextContinuationToken>" + OBJECT,
                "<IsTruncated>true</IsTruncated><NextContinuationToken>%d</NextContinuationToken>"
            })
    void list_thatDoesNotEnd_isEnded(String content) {
        AtomicInteger pages = new AtomicInteger();
        try (RawServer server = new RawServer((head, in, out) -> {
                    String list =
                            "<ListBucketResult>" + content.formatted(pages.incrementAndGet()) + "</ListBucketResult>";
                    RawServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + list.length() + "\r\n\r\n" + list);
                });
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> list(backend))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("does not end");
        }
    }

    /** A key that no path has is one of others if it comes twice; a last page names no next one. */
    @ParameterizedTest
    @CsvSource({"a/ob(ect,", "a/object,<NextContinuationToken>t</NextContinuationToken>"})
    void list_thatIsDamaged_isAskedForAgain(String key, @Nullable String more) {
        AtomicInteger lists = new AtomicInteger();
        try (RawServer server = new RawServer((head, in, out) -> {
                    boolean isFirst = lists.incrementAndGet() == 1;
                    String list = "<ListBucketResult>" + (isFirst && more != null ? more : "")
                            + (isFirst ? OBJECT.replace("a/object", key) : OBJECT)
                            + OBJECT.replace("a/object", "a/not ours") + OBJECT.replace("a/object", "a/folder/")
                            + "</ListBucketResult>";
                    RawServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + list.length() + "\r\n\r\n" + list);
                });
                Backend backend = connect(server)) {
            assertThat(list(backend)).containsExactly(PATH);
            assertThat(lists).hasValue(2);
        }
    }

    @Test
    void list_thatComesBackToAnEarlierToken_isEnded() {
        AtomicInteger pages = new AtomicInteger();
        try (RawServer server = new RawServer((head, in, out) -> {
                    int token = pages.incrementAndGet();
                    String list = "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>"
                            + (token < 10 ? token : 10 + token % 7) + "</NextContinuationToken>" + OBJECT
                            + "</ListBucketResult>";
                    RawServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + list.length() + "\r\n\r\n" + list);
                });
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> list(backend)).hasMessageContaining("begins anew");
        }
        assertThat(pages).hasValueLessThan(50);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<Key>a/object</Key>", "<Size>3</Size>", "<LastModified>2026-01-01T00:00:00Z</LastModified>"})
    void list_thatLacksWhatAnObjectHas_isAnError(String part) {
        String list = "<ListBucketResult>" + OBJECT.replace(part, "") + "</ListBucketResult>";
        try (RawServer server = always("200 OK\r\nContent-Length: " + list.length() + "\r\n\r\n" + list);
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> list(backend)).isInstanceOf(UnavailableException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404, NoSuchAccessPoint, StorageException",
        "404, NoSuchUser, StorageException",
        "404, XAdminUserNotFound, AuthenticationException",
        "507, XMinioStorageFull, StorageException",
        "507, '', StorageException",
        "403, QuotaExceeded, StorageException",
        "400, XMinioAdminBucketQuotaExceeded, StorageException"
    })
    void refusal_isToldInTheServersWords_andIsNoAbsence(int status, String code, String kind) {
        try (RawServer server = refusing(status, code, "the very\nwords\u001b[31m of it");
                Backend backend = connect(server)) {
            for (var call : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                    () -> backend.stat(PATH),
                    () -> read(backend),
                    () -> list(backend),
                    () -> backend.put(PATH, Content.of(new byte[1]), PutMode.overwrite()),
                    () -> backend.delete(PATH))) {
                assertThatThrownBy(call)
                        .isInstanceOfSatisfying(
                                BackendException.class,
                                e -> assertThat(e.getClass().getSimpleName()).isEqualTo(kind))
                        .hasMessageContaining(code)
                        .hasMessageContaining("the very words [31m of it");
            }
        }
    }

    @Test
    void sentence_thatIsTooLong_isCut() {
        try (RawServer server = refusing(400, "Odd", "x".repeat(60_000));
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> backend.stat(PATH))
                    .isInstanceOf(StorageException.class)
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_000));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<Message>", "x", "<!DOCTYPE a [<!ENTITY b 'b'>"})
    void error_withoutEnd_isTakenForItsStatus(String again) {
        try (RawServer server = new RawServer((head, in, out) -> {
                    RawServer.write(out, "HTTP/1.1 403 Forbidden\r\n\r\n<Error><Code>AccessDenied</Code><Message>");
                    while (!Thread.currentThread().isInterrupted()) {
                        RawServer.write(out, again.repeat(1_000));
                    }
                });
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> backend.stat(PATH))
                    .isInstanceOf(BackendException.class)
                    .hasMessageContaining("denies");
        }
    }

    @Test
    void list_nestedForEver_isAnError() {
        String list = "<ListBucketResult>" + "<Contents>".repeat(100_000);
        try (RawServer server = always("200 OK\r\nContent-Length: " + list.length() + "\r\n\r\n" + list);
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> list(backend))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("too deep");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"200 OK\r\nContent-Length: 0\r\n\r\n", "202 Accepted\r\n" + STATE + "Content-Length: 0\r\n\r\n"})
    void write_thatIsNotAnsweredAsOne_isUnknown(String answer) {
        try (RawServer server = always(answer);
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> backend.put(PATH, Content.of(new byte[1]), PutMode.overwrite()))
                    .isInstanceOf(OutcomeUnknownException.class);
        }
    }

    @Test
    void delete_byAPage_isNone() {
        try (RawServer server = always("200 OK\r\n" + PAGE);
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> backend.delete(PATH)).isInstanceOf(UnavailableException.class);
        }
    }

    private static RawServer refusing(int status, String code, String sentence) {
        String error = "<Error><Code>" + code + "</Code><Message>" + sentence.replace("\u001b", "&#155;")
                + "</Message></Error>";
        return always(status + " x\r\nContent-Length: " + error.length() + "\r\n\r\n" + error);
    }

    private static RawServer always(String answer) {
        return new RawServer((head, in, out) -> {
            RawServer.skipBody(head, in);
            RawServer.write(out, "HTTP/1.1 " + answer);
            if (answer.contains("Connection: close")) {
                throw new IOException("that was all");
            }
        });
    }

    private Backend connect(RawServer server) {
        return Connecting.trying(server.endpoint(), folder, pause -> {});
    }

    private static String read(Backend backend) throws IOException {
        try (ObjectBody body = backend.get(PATH, ByteRange.all())) {
            return new String(body.stream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<ObjectPath> list(Backend backend) {
        try (Stream<ObjectInfo> listed = backend.list(FOLDER)) {
            return listed.map(ObjectInfo::path).toList();
        }
    }
}
