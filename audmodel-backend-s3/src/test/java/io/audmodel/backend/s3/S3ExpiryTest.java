package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AuthenticationException;
import io.audmodel.servers.S3Stub;
import io.audmodel.servers.StubAnswer;
import io.audmodel.servers.StubBucket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Session tokens that expire while they are used. {@code -Daudmodel.skew.runs=100} asks for more runs. */
@Tag("reliability")
@Tag("one-jdk")
class S3ExpiryTest {

    private static final ObjectPath PATH = new ObjectPath("a/model.zip");
    private static final byte[] LARGE = new byte[17 << 20];

    @TempDir
    private Path folder;

    private final AtomicInteger chains = new AtomicInteger();
    private S3Stub server;
    private StubBucket bucket;
    private volatile String valid = "token-1";
    private volatile int status = 400;

    static LongStream seeds() {
        return S3ClockTest.seeds();
    }

    @BeforeEach
    void start() throws IOException {
        server = S3Stub.watched("models");
        bucket = server.bucket("models");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void tokenThatExpiresInAnUpload_isRenewedOnce(long seed) throws IOException {
        Random random = new Random(seed);
        expireAt(random.nextInt(6), random.nextBoolean() ? 400 : 403);
        try (Backend backend = Connecting.asking(chains(), server.endpoint(), folder)) {
            backend.put(PATH, Content.of(LARGE), PutMode.create());
        }
        String replay = "-Daudmodel.seed=" + seed;
        assertThat(bucket.object(PATH.text()).bytes()).as(replay).isEqualTo(LARGE);
        assertThat(chains).as(replay).hasValue(2);
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void tokenThatNobodyRenews_isToldAndNothingIsVisible(long seed) throws IOException {
        Random random = new Random(seed);
        expireAt(1 + random.nextInt(5), random.nextBoolean() ? 400 : 403);
        Map<String, String> options =
                Map.of("access_key", "a", "secret_key", "hidden-secret", "session_token", "token-1");
        try (Backend backend = Connecting.to(server.endpoint(), folder, options)) {
            assertThatExceptionOfType(AuthenticationException.class)
                    .as("-Daudmodel.seed=" + seed)
                    .isThrownBy(() -> backend.put(PATH, Content.of(LARGE), PutMode.create()))
                    .withMessageContaining("ExpiredToken")
                    .satisfies(e -> assertThat(e).hasMessageNotContainingAny("token-1", "hidden-secret"));
        }
        assertThat(bucket.keys()).isEmpty();
        assertThat(folder).isEmptyDirectory();

        try (Backend backend = Connecting.asking(chains(), server.endpoint(), folder)) {
            backend.put(PATH, Content.of(LARGE), PutMode.create());
        }
        assertThat(bucket.object(PATH.text()).bytes()).isEqualTo(LARGE);
    }

    @Test
    void uploadThatFails_isRemoved_whereTheTokenIsGoodForThat() throws IOException {
        // Each attempt asks once. A part that is slow on a busy machine has two, unless ETags do not tell its content.
        bucket.encrypt();
        server.rules().refuse(request -> request.isPart(2), 400, "ExpiredToken");
        try (Backend backend = Connecting.asking(chains(), server.endpoint(), folder)) {
            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> backend.put(PATH, Content.of(LARGE), PutMode.create()));
        }
        assertThat(chains).hasValue(2);
        assertThat(bucket.keys()).isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void tokenThatHasExpiredBetweenTwoCalls_isRenewed() {
        try (Backend backend = Connecting.asking(chains(), server.endpoint(), folder)) {
            expireAt(1, 403);
            assertThat(backend.stat(PATH)).isEmpty();
            assertThat(chains).hasValue(1);
            assertThat(backend.stat(PATH)).isEmpty();
            assertThat(chains).hasValue(2);
        }
    }

    @Test
    void keysThatDoNotExpire_areNotAskedForAgain() {
        AwsCredentialsProvider lasting = () -> AwsBasicCredentials.create("a", "b");
        server.rules().refuse(request -> true, 400, "ExpiredToken");
        Supplier<AwsCredentialsProvider> source = () -> {
            chains.incrementAndGet();
            return lasting;
        };
        try (Backend backend = Connecting.asking(source, server.endpoint(), folder)) {
            assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> backend.delete(PATH));
        }
        assertThat(chains).hasValue(1);
        assertThat(server.requests()).hasSize(1);
    }

    /** Takes another token after so many requests, and says what Amazon does to the old one. */
    private void expireAt(int count, int refusal) {
        status = refusal;
        AtomicInteger taken = new AtomicInteger();
        server.rules().add(request -> {
            if (taken.getAndIncrement() == count) {
                valid = "token-2";
            }
            boolean good = request.header("X-Amz-Security-Token").equals(Optional.of(valid));
            return good
                    ? Optional.empty()
                    : Optional.of(StubAnswer.error(request.is("HEAD") ? 400 : status, "ExpiredToken"));
        });
    }

    /** Each keeps what it found, as those of the SDK do. */
    private Supplier<AwsCredentialsProvider> chains() {
        return () -> {
            chains.incrementAndGet();
            AwsSessionCredentials found = AwsSessionCredentials.create("a", "b", valid);
            return () -> found;
        };
    }

    private void assertNothingIsLeft() throws IOException {
        assertThat(bucket.openUploads()).isZero();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
