package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AudModelException;
import io.audmodel.error.BackendException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.ObjectNotFoundException;
import io.audmodel.model.Checksum;
import io.audmodel.servers.RandomAnswer;
import io.audmodel.servers.RandomAnswers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every call against answers made at random: a value that the answers bear out, or an error of ours that lets a search
 * continue; no hang, and nothing on standard error. {@code -Daudmodel.answers=20000} for more, {@code
 * -Daudmodel.seed=…} to begin elsewhere.
 */
@Timeout(value = 60, unit = java.util.concurrent.TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("reliability")
@Tag("one-jdk")
class S3RandomAnswersTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final ObjectPath FREE = new ObjectPath("a/free");
    private static final ObjectPath RANGED = new ObjectPath("a/ranged");
    private static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.UTF_8);
    private static final byte[] LARGE = new byte[17 << 20];
    private static final String LIST =
            "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>a/object</Key><Size>10</Size>"
                    + "<LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents></ListBucketResult>";
    private static final String CREATED =
            "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>";
    private static final String COMPLETED =
            "<CompleteMultipartUploadResult><ETag>&quot;e-1&quot;</ETag></CompleteMultipartUploadResult>";
    private static final List<String> PLAUSIBLE = List.of(
            LIST,
            LIST.replace("false", "true"),
            LIST.replace("false", "true")
                    .replace("<Contents>", "<NextContinuationToken>t</NextContinuationToken><Contents>"),
            LIST.replace("<Key>a/object</Key>", ""),
            LIST.replace("<Size>10</Size>", ""),
            LIST.replace("<Size>10</Size>", "<Size>many</Size>"),
            LIST.replace("a/object", "elsewhere"),
            CREATED,
            COMPLETED,
            "0123456789",
            "3456");

    private static final Logger LOG = Logger.getLogger("io.audmodel.backend.s3");

    private static RandomAnswers server;

    @TempDir
    private static Path folder;

    private interface Call {
        Object run(Backend backend) throws IOException;
    }

    private enum Kind {
        STAT(backend -> backend.stat(PATH).<Object>map(info -> info).orElse("absent")),
        MISS(backend -> backend.stat(FREE).<Object>map(info -> info).orElse("absent")),
        GET(backend -> read(backend, PATH, ByteRange.all())),
        PART(backend -> read(backend, RANGED, ByteRange.of(3, 4))),
        LIST(backend -> {
            try (Stream<ObjectInfo> listed = backend.list(new ObjectPath("a"))) {
                return listed.toList();
            }
        }),
        CREATE(backend -> backend.put(FREE, Content.of(CONTENT), PutMode.create())),
        OVERWRITE(backend -> backend.put(PATH, Content.of(CONTENT), PutMode.overwrite())),
        PARTS(backend -> backend.put(FREE, Content.of(LARGE), PutMode.create())),
        DELETE(backend -> {
            backend.delete(PATH);
            return "deleted";
        });

        private final Call call;

        Kind(Call call) {
            this.call = call;
        }
    }

    @BeforeAll
    static void start() {
        server = RandomAnswers.start(PLAUSIBLE);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyCall_givesWhatTheAnswersBearOut_orAnErrorOfOurs() {
        Map<String, Integer> results = new TreeMap<>();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream standardError = System.err;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        LOG.setUseParentHandlers(false);
        try {
            long first = Long.getLong("audmodel.seed", 0);
            LongStream.range(first, first + Long.getLong("audmodel.answers", 200))
                    .forEach(seed -> one(seed, results));
        } finally {
            System.setErr(standardError);
            LOG.setUseParentHandlers(true);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
        System.getLogger(S3RandomAnswersTest.class.getName()).log(System.Logger.Level.INFO, "{0}", results);
    }

    private static void one(long seed, Map<String, Integer> results) {
        Kind kind = Kind.values()[(int) (seed / 10 % Kind.values().length)];
        boolean odd = seed % 2 == 0;
        if (odd) {
            server.begin(seed * 1_000);
        } else {
            server.beginWithOne(seed * 1_000, (int) (seed / 2 % 5), S3RandomAnswersTest::right);
        }
        Object result = run(kind, seed);
        results.merge(kind + " " + nameOf(result), 1, Integer::sum);
        assertBorneOut(kind, odd, result, how(seed, kind));
    }

    private static String how(long seed, Kind kind) {
        return "-Daudmodel.seed=" + seed + " " + kind + " after " + server.given();
    }

    /** As an S3 does in which one object is there, and anything can be stored. */
    private static byte[] right(String line) {
        String state = "ETag: \"e\"\r\nLast-Modified: Thu, 01 Jan 2026 00:00:00 GMT\r\n";
        if (line.startsWith("DELETE")) {
            return answer("204 No Content", "", "");
        }
        if (line.startsWith("PUT")) {
            return answer("200 OK", state, "");
        }
        if (line.startsWith("POST")) {
            return answer("200 OK", "", line.contains("uploadId") ? COMPLETED : CREATED);
        }
        if (line.contains("list-type")) {
            return answer("200 OK", "", LIST);
        }
        if (line.contains("/free")) {
            return line.startsWith("HEAD")
                    ? bytes("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n")
                    : answer("404 Not Found", "", "<Error><Code>NoSuchKey</Code></Error>");
        }
        return line.contains("/ranged")
                ? answer("206 Partial Content", state + "Content-Range: bytes 3-6/10\r\n", "3456")
                : answer("200 OK", state, "0123456789");
    }

    private static byte[] answer(String status, String headers, String body) {
        return bytes("HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers + "Content-Length: " + body.length()
                + "\r\n\r\n" + body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Object run(Kind kind, long seed) {
        try (Backend backend = Connecting.impatient(server.endpoint(), folder)) {
            return kind.call.run(backend);
        } catch (BackendException | IOException e) {
            return e;
        } catch (InvalidArgumentException e) {
            // The range begins beyond the end, as some answer says.
            if (kind == Kind.PART) {
                return e;
            }
            throw new AssertionError(how(seed, kind), e);
        } catch (AudModelException | Error e) {
            throw new AssertionError(how(seed, kind), e);
        }
    }

    private static void assertBorneOut(Kind kind, boolean odd, Object result, String how) {
        if (result.equals("absent") || result instanceof ObjectNotFoundException) {
            assertThat(kind == Kind.MISS && !odd
                            || server.gave(answer -> answer.status().startsWith("404")
                                    && answer.text().contains("<Code>NoSuchKey<")))
                    .as(how)
                    .isTrue();
        } else if (result instanceof List<?> listed) {
            assertThat(listed).as(how).isNotEmpty();
            assertThat(!odd
                            || server.gave(answer -> answer.status().startsWith("200")
                                            && answer.text().startsWith("<ListBucketResult")
                                    || answer.kind() == RandomAnswer.Body.GZIP
                                    || answer.kind() == RandomAnswer.Body.OTHER_ENCODING))
                    .as(how)
                    .isTrue();
        } else if (result instanceof ObjectInfo info && (kind == Kind.CREATE || kind == Kind.OVERWRITE)) {
            assertThat(info.checksum()).as(how).contains(Checksum.md5(CONTENT));
            assertThat(!odd
                            || server.given().stream()
                                    .anyMatch(answer -> answer.status().startsWith("200")
                                            && answer.headers().contains("ETag: ")))
                    .as(how)
                    .isTrue();
        } else if (result instanceof ObjectInfo info && kind == Kind.PARTS) {
            assertThat(info.size()).as(how).isEqualTo(LARGE.length);
        }
    }

    private static byte[] read(Backend backend, ObjectPath path, ByteRange range) throws IOException {
        try (ObjectBody body = backend.get(path, range)) {
            byte[] bytes = body.stream().readNBytes(1 << 20);
            assertThat(bytes.length).isEqualTo((int)
                    Math.min(1 << 20, range.lengthWithin(body.info().size())));
            return bytes;
        }
    }

    private static String nameOf(Object result) {
        return result instanceof String text ? text : result.getClass().getSimpleName();
    }
}
