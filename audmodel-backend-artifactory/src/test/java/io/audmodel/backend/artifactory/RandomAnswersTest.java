package io.audmodel.backend.artifactory;

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
import io.audmodel.model.Repository;
import io.audmodel.servers.RandomAnswer;
import io.audmodel.servers.RandomAnswers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every call against answers made at random: a value that the answers bear out, or an error of ours that lets a search
 * continue; no hang. {@code -Daudmodel.answers=20000} for more, {@code -Daudmodel.seed=…} to begin elsewhere.
 */
@Timeout(value = 60, unit = java.util.concurrent.TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("reliability")
@Tag("one-jdk")
class RandomAnswersTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final ObjectPath FREE = new ObjectPath("a/free");
    private static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.UTF_8);
    private static final String FILE =
            "{\"repo\":\"models\",\"size\":\"10\",\"lastModified\":\"2026-01-01T00:00:00.000Z\","
                    + "\"checksums\":{\"md5\":\"" + Checksum.md5(CONTENT) + "\"}}";
    private static final List<String> PLAUSIBLE = List.of(
            FILE,
            "{\"repo\":\"models\",\"children\":[{\"uri\":\"/b\",\"folder\":true},{\"uri\":\"/c\",\"folder\":\"false\"}]}",
            "{\"repo\":\"models\",\"children\":[]}",
            "{\"uri\":\"x\",\"files\":[{\"uri\":\"/b\",\"size\":7,\"folder\":false}]}",
            "{\"files\":[]}",
            "0123456789");
    private static final Map<String, String> HASTY = Map.of("read_timeout", "0.03", "connect_timeout", "0.06");

    private static final Map<Kind, String> CONTENT_OF = Map.of(Kind.GET, "0123456789", Kind.PART, "3456");

    private static RandomAnswers server;

    private interface Call {
        Object run(Backend backend) throws IOException;
    }

    private enum Kind {
        STAT(backend -> backend.stat(PATH).<Object>map(info -> info).orElse("absent")),
        MISS(backend -> backend.stat(FREE).<Object>map(info -> info).orElse("absent")),
        GET(backend -> read(backend, ByteRange.all())),
        PART(backend -> read(backend, ByteRange.of(3, 4))),
        LIST(backend -> {
            try (Stream<ObjectInfo> listed = backend.list(new ObjectPath("a"))) {
                return listed.toList();
            }
        }),
        CREATE(backend -> backend.put(FREE, Content.of(CONTENT), PutMode.create())),
        OVERWRITE(backend -> backend.put(PATH, Content.of(CONTENT), PutMode.overwrite())),
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
        long first = Long.getLong("audmodel.seed", 0);
        LongStream.range(first, first + Long.getLong("audmodel.answers", 200)).forEach(seed -> {
            Kind kind = Kind.values()[(int) (seed / 6 % Kind.values().length)];
            if (seed % 2 == 0) {
                server.begin(seed * 1_000);
            } else {
                server.beginWithOne(seed * 1_000, (int) (seed / 2 % 3), RandomAnswersTest::right);
            }
            Object result = run(kind, seed);
            results.merge(kind + " " + nameOf(result), 1, Integer::sum);
            assertBorneOut(kind, seed, result, "-Daudmodel.seed=" + seed + " " + kind + " after " + server.given());
        });
        System.getLogger(RandomAnswersTest.class.getName()).log(System.Logger.Level.INFO, "{0}", results);
    }

    /** As an Artifactory does in which one object is there, and anything can be stored. */
    private static byte[] right(String line) {
        String head = "HTTP/1.1 200 OK\r\nConnection: close\r\n";
        if (line.startsWith("DELETE")) {
            return bytes("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
        }
        if (line.startsWith("PUT")) {
            return bytes(head.replace("200 OK", "201 Created") + "\r\n" + FILE);
        }
        if (line.contains("?list")) {
            return bytes(head + "\r\n{\"files\":[{\"uri\":\"/object\",\"size\":10}]}");
        }
        if (line.contains("/free")) {
            return bytes("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n");
        }
        if (line.contains("/api/storage/models/a ")) {
            return bytes(head + "\r\n{\"repo\":\"models\",\"children\":[{\"uri\":\"/object\",\"folder\":false}]}");
        }
        if (line.contains("/api/storage/models/")) {
            return bytes(head + "\r\n" + FILE);
        }
        if (line.contains("/api/storage/models")) {
            return bytes(head + "\r\n{\"repo\":\"models\",\"children\":[]}");
        }
        String told = "X-Checksum-Md5: " + Checksum.md5(CONTENT) + "\r\nContent-Length: 10\r\n\r\n";
        return bytes(head + told + (line.startsWith("HEAD") ? "" : "0123456789"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Object run(Kind kind, long seed) {
        Repository repository = Connecting.repository(server.endpoint() + "/artifactory");
        try (Backend backend = Connecting.impatient(Connecting.config(repository, HASTY))) {
            return kind.call.run(backend);
        } catch (BackendException | IOException e) {
            return e;
        } catch (InvalidArgumentException e) {
            // The range begins beyond the end, as some answer says.
            return kind == Kind.PART ? e : fail(seed, kind, e);
        } catch (AudModelException | Error e) {
            return fail(seed, kind, e);
        }
    }

    private static Object fail(long seed, Kind kind, Throwable e) {
        throw new AssertionError("-Daudmodel.seed=" + seed + " " + kind + " after " + server.given(), e);
    }

    private static void assertBorneOut(Kind kind, long seed, Object result, String how) {
        boolean odd = seed % 2 == 0;
        if (result.equals("absent") || result instanceof ObjectNotFoundException) {
            assertThat(kind == Kind.MISS && !odd || server.gave(answer -> is404(answer) || isItem(answer)))
                    .as(how)
                    .isTrue();
        } else if (result instanceof List<?> listed && listed.isEmpty()) {
            assertThat(server.gave(answer -> is404(answer) || isItem(answer) || isList(answer)))
                    .as(how)
                    .isTrue();
        } else if (result instanceof List<?>) {
            assertThat(!odd || server.gave(answer -> isItem(answer) || isList(answer)))
                    .as(how)
                    .isTrue();
        } else if (result instanceof byte[] bytes && !odd) {
            assertThat(CONTENT_OF.get(kind).equals(new String(bytes, StandardCharsets.UTF_8))
                            || server.gave(answer -> answer.headers().contains("X-Checksum-Md5")))
                    .as(how)
                    .isTrue();
        } else if (result instanceof ObjectInfo info && (kind == Kind.CREATE || kind == Kind.OVERWRITE)) {
            assertThat(info.checksum()).as(how).contains(Checksum.md5(CONTENT));
            assertThat(!odd || server.gave(answer -> FILE.equals(answer.text())))
                    .as(how)
                    .isTrue();
        }
    }

    private static boolean is404(RandomAnswer answer) {
        return answer.status().startsWith("404");
    }

    private static boolean isItem(RandomAnswer answer) {
        return answer.text().startsWith("{\"repo\"");
    }

    private static boolean isList(RandomAnswer answer) {
        return answer.text().contains("\"files\":[");
    }

    private static byte[] read(Backend backend, ByteRange range) throws IOException {
        try (ObjectBody body = backend.get(PATH, range)) {
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
