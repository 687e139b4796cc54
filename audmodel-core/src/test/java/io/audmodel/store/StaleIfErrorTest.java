package io.audmodel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.call.Calls;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.AudModelException;
import io.audmodel.error.AuthenticationException;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.CallTimeoutException;
import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.error.RepositoriesUnavailableException;
import io.audmodel.error.RepositoryNotFoundException;
import io.audmodel.error.StorageException;
import io.audmodel.error.UnavailableException;
import io.audmodel.event.delivery.EventHub;
import io.audmodel.store.StaleIfError.Cached;
import java.security.cert.CertificateException;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Execution(ExecutionMode.SAME_THREAD) // There is one logger.
class StaleIfErrorTest {

    private static final Failure FAILURE = new Failure("s3:https://s3.example.org#b", "get", "a", "nobody answers");
    private static final Cached<String> KNOWN = new Cached<>("cached", "it was cached when it was last seen");

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final StaleIfError policy = new StaleIfError(true, clock::get);
    private final Logger logger = Logger.getLogger("io.audmodel.stale");
    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
    private final Handler noting = new Handler() {
        @Override
        public void publish(LogRecord message) {
            warnings.add(new MessageFormat(message.getMessage(), Locale.ROOT).format(message.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.setUseParentHandlers(false);
        logger.addHandler(noting);
    }

    @AfterEach
    void silence() {
        logger.removeHandler(noting);
        logger.setUseParentHandlers(true);
    }

    static List<AudModelException> outages() {
        return List.of(
                new UnavailableException(FAILURE),
                new CallTimeoutException("no answer"),
                new RepositoryNotFoundException(FAILURE),
                new RepositoriesUnavailableException(
                        "all", List.of(new UnavailableException(FAILURE), new CallTimeoutException("no answer"))));
    }

    static List<AudModelException> others() {
        return List.of(
                new AccessDeniedException(FAILURE),
                new AuthenticationException(FAILURE),
                new StorageException(FAILURE, null),
                new ModelNotFoundException("not there"),
                new CorruptDocumentException("damaged"),
                new UnavailableException(
                        FAILURE,
                        new SSLHandshakeException("no path").initCause(new CertificateException("not trusted"))),
                new RepositoriesUnavailableException(
                        "one", List.of(new UnavailableException(FAILURE), new AccessDeniedException(FAILURE))));
    }

    private static String fail(AudModelException error) {
        throw error;
    }

    @ParameterizedTest
    @MethodSource("outages")
    void outage_isAnsweredFromTheCache_andWarnedOf(AudModelException outage) {
        assertThat(policy.ask("live", () -> fail(outage), () -> KNOWN)).isEqualTo("cached");
        assertThat(warnings).singleElement().asString().contains("live", KNOWN.story(), outage.getMessage());
    }

    @ParameterizedTest
    @MethodSource("others")
    void otherError_isThrown_whateverIsCached(AudModelException error) {
        assertThatExceptionOfType(AudModelException.class)
                .isThrownBy(() -> policy.ask("live", () -> fail(error), () -> KNOWN))
                .isSameAs(error);
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("outages")
    void outage_isThrown_whereThePolicyIsNotWanted(AudModelException outage) {
        StaleIfError none = new StaleIfError(false, clock::get);
        assertThatExceptionOfType(AudModelException.class)
                .isThrownBy(() -> none.ask("live", () -> fail(outage), () -> KNOWN))
                .isSameAs(outage);
    }

    @ParameterizedTest
    @MethodSource("outages")
    void outage_withNothingCached_isAnErrorWithBothFacts(AudModelException outage) {
        assertThatExceptionOfType(RepositoriesUnavailableException.class)
                .isThrownBy(() -> policy.ask("live", () -> fail(outage), () -> new Cached<>(null, "never seen")))
                .withMessageContainingAll("live", "the cache does not help: never seen", outage.getMessage())
                .satisfies(e -> assertThat(e.failures()).isNotEmpty());
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("outages")
    void outageThatShowsLater_isAnsweredFromTheCache_andWarnedOf(AudModelException outage) {
        assertThat(policy.instead(outage, "for the new one", () -> KNOWN)).isEqualTo("cached");
        assertThat(warnings).singleElement().asString().contains("for the new one", KNOWN.story(), outage.getMessage());
        assertThatExceptionOfType(AudModelException.class)
                .isThrownBy(() -> policy.instead(outage, "for it", () -> new Cached<>(null, "none is cached")))
                .isSameAs(outage);
        assertThatExceptionOfType(AudModelException.class)
                .isThrownBy(() -> new StaleIfError(false, clock::get).instead(outage, "for it", () -> KNOWN))
                .isSameAs(outage);
    }

    @ParameterizedTest
    @MethodSource("others")
    void otherErrorThatShowsLater_isThrown_whateverIsCached(AudModelException error) {
        assertThatExceptionOfType(AudModelException.class)
                .isThrownBy(() -> policy.instead(error, "for the new one", () -> KNOWN))
                .isSameAs(error);
    }

    @Test
    void warning_ofEachReference_isRepeatedAfterAMinute() {
        UnavailableException outage = new UnavailableException(FAILURE);
        for (int second = 0; second < 119; second++) {
            policy.ask("live", () -> fail(outage), () -> KNOWN);
            policy.ask("next", () -> fail(outage), () -> KNOWN);
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
        }
        assertThat(warnings).hasSize(4);
        assertThat(warnings.stream().filter(warning -> warning.contains("live")))
                .hasSize(2);
    }

    @Test
    void repositoriesThatHang_leaveTimeForTheCache() {
        Calls calls = new Calls(Duration.ofMillis(500), false, EventHub.none());
        CountDownLatch never = new CountDownLatch(1);
        String answer = calls.run(
                "load",
                "live",
                () -> policy.ask(
                        "live",
                        () -> {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return fail(new UnavailableException(FAILURE));
                        },
                        () -> KNOWN));
        assertThat(answer).isEqualTo("cached");
        assertThat(warnings).singleElement().asString().contains("did not end within its time");
    }
}
