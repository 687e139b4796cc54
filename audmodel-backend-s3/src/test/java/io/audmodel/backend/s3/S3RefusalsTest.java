package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.support.Retry;
import io.audmodel.error.AudModelException;
import io.audmodel.error.BackendException;
import io.audmodel.servers.S3Stub;
import io.audmodel.servers.StubAnswer;
import io.audmodel.servers.StubBucket;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals of a server, and the errors that callers get. */
@Tag("one-jdk")
class S3RefusalsTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");

    @TempDir
    private Path folder;

    private S3Stub server;
    private StubBucket bucket;
    private Backend backend;

    @BeforeEach
    void start() throws IOException {
        server = S3Stub.watched("models");
        bucket = server.bucket("models");
        backend = Connecting.to(
                server.endpoint(), folder, Map.of("access_key", "known-key", "secret_key", "hidden-secret"));
    }

    @AfterEach
    void stop() {
        backend.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, AccessDeniedException, permission",
        "403, InvalidAccessKeyId, AuthenticationException, credentials",
        "403, SignatureDoesNotMatch, AuthenticationException, credentials",
        "400, ExpiredToken, AuthenticationException, credentials",
        "403, RequestTimeTooSkewed, AuthenticationException, clock",
        "404, NoSuchBucket, RepositoryNotFoundException, bucket",
        "301, PermanentRedirect, StorageException, region",
        "400, AuthorizationHeaderMalformed, StorageException, region",
        "400, KeyTooLongError, StorageException, KeyTooLongError"
    })
    void lastingRefusal_isToldApartAtOnce(int status, String code, String kind, String word) {
        backend.put(PATH, Content.of(new byte[1]), PutMode.overwrite());
        backend.stat(PATH);
        server.rules().refuse(request -> true, status, code);
        int before = server.requests().size();
        for (ThrowingCallable call : calls()) {
            assertThatThrownBy(call)
                    .isInstanceOfSatisfying(BackendException.class, e -> {
                        assertThat(e.getClass().getSimpleName()).isEqualTo(kind);
                        assertThat(e.path()).isEqualTo(PATH.text());
                        assertThat(e.isRetryable()).isFalse();
                    })
                    .hasMessageContaining(word)
                    .satisfies(S3RefusalsTest::showsNoSecret);
        }
        assertThat(server.requests()).hasSize(before + 5);
    }

    @ParameterizedTest
    @CsvSource({"503, SlowDown", "500, InternalError", "429, TooManyRequests", "504, Anything"})
    void passingRefusal_isRepeated(int status, String code) {
        Map<String, Integer> refusals = new ConcurrentHashMap<>();
        server.rules().refuse(request -> refusals.merge(request.form(), 1, Integer::sum) % 2 == 1, status, code);
        ObjectInfo written = backend.put(PATH, Content.of(new byte[1]), PutMode.create());
        assertThat(backend.stat(PATH).orElseThrow().revision()).isEqualTo(written.revision());
        try (Stream<ObjectInfo> found = backend.list(new ObjectPath("a"))) {
            assertThat(found).hasSize(1);
        }
        backend.delete(PATH);
        assertThat(bucket.keys()).isEmpty();
    }

    @Test
    void notFound_whoseCodeWasDamaged_isAskedForAgain() {
        AtomicInteger damaged = new AtomicInteger(1);
        server.rules().refuse(request -> damaged.getAndDecrement() > 0, 404, "^oSuchKey");
        assertThat(backend.stat(PATH)).isEmpty();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void serverThatIsBusyForAMoment_isNoticedByLoads() {
        backend.put(PATH, Content.of(new byte[10]), PutMode.create());
        AtomicInteger refusals = new AtomicInteger(2);
        server.rules().refuse(request -> refusals.getAndDecrement() > 0, 503, "SlowDown");
        AtomicInteger pauses = new AtomicInteger();
        Retry.observed(pauses::incrementAndGet, () -> backend.get(PATH, ByteRange.of(2, 3)))
                .close();
        assertThat(pauses).hasValue(2);
    }

    @Test
    void serverThatIsOverloadedForGood_isUnavailable() {
        server.rules().refuse(request -> true, 503, "SlowDown");
        assertThatThrownBy(() -> backend.get(PATH, ByteRange.all()))
                .isInstanceOfSatisfying(
                        BackendException.class, e -> assertThat(e.isRetryable()).isTrue())
                .hasMessageContaining("overloaded");
        assertThat(server.requests()).hasSize(5);
    }

    @Test
    void serverThatWantsToWaitForLong_isUnavailableAtOnce() {
        StubAnswer answer = StubAnswer.error(503, "SlowDown").with(Map.of("Retry-After", "3600"));
        server.rules().add(request -> Optional.of(answer));
        assertThatThrownBy(() -> backend.get(PATH, ByteRange.all())).hasMessageContaining("overloaded");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void call_interruptedBetweenAttempts_isCancelled() {
        Thread caller = Thread.currentThread();
        server.rules().before(request -> caller.interrupt());
        server.rules().refuse(request -> true, 503, "SlowDown");
        assertThatThrownBy(() -> backend.get(PATH, ByteRange.all()))
                .isInstanceOf(io.audmodel.error.CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private ThrowingCallable[] calls() {
        return new ThrowingCallable[] {
            () -> backend.stat(PATH),
            () -> backend.get(PATH, ByteRange.all()),
            () -> backend.put(PATH, Content.of(new byte[1]), PutMode.overwrite()),
            () -> backend.list(PATH),
            () -> backend.delete(PATH)
        };
    }

    private static void showsNoSecret(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        assertThat(failure).isInstanceOf(AudModelException.class);
        assertThat(text.toString()).doesNotContain("hidden-secret", "Signature=");
    }
}
