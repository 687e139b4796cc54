package io.audmodel.backend.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.deadline.CallDeadline;
import io.audmodel.error.CancelledException;
import io.audmodel.event.ClientEvent;
import io.audmodel.event.RequestRetried;
import io.audmodel.event.delivery.EventHub;
import io.audmodel.event.delivery.Recorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryTest {

    private final List<Duration> pauses = new ArrayList<>();
    private long now;
    private int requests;

    @Test
    void run_passingFailure_isRepeatedUntilItSucceeds() throws IOException {
        assertThat(failingTwice(longest(10), new IOException("busy"), Duration.ZERO))
                .isEqualTo("answer");
        assertThat(pauses).containsExactly(Duration.ofMillis(200), Duration.ofMillis(400));
    }

    @Test
    void run_lastingFailure_isThrownAtOnce() {
        IOException lasting = new IOException("forbidden");
        assertThatThrownBy(() -> longest(10).run(() -> fail(lasting), e -> Optional.empty()))
                .isSameAs(lasting);
        assertThat(requests).isEqualTo(1);
    }

    @Test
    void run_endsAfterItsAttempts_withPausesThatDoubleUpToALimit() {
        assertThatThrownBy(() -> longest(9).run(() -> fail(new IOException("busy")), e -> Optional.of(Duration.ZERO)))
                .hasMessage("busy");
        assertThat(requests).isEqualTo(9);
        assertThat(pauses.stream().map(Duration::toMillis))
                .containsExactly(200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 10_000L, 10_000L);
    }

    @Test
    void run_waitsAtLeastAsLongAsTheServerWants() throws IOException {
        failingTwice(shortest(), new IOException("busy"), Duration.ofSeconds(7));
        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
    }

    @Test
    void run_beginsNoAttemptAfterItsTime() {
        assertThatThrownBy(() ->
                        longest(100).run(() -> fail(new IOException("busy")), e -> Optional.of(Duration.ofSeconds(29))))
                .hasMessage("busy");
        assertThat(requests).isEqualTo(3);
    }

    @Test
    void run_beginsNoAttemptForWhichItsCallHasNoTime() {
        CallDeadline second = CallDeadline.in(Duration.ofSeconds(1));
        assertThatThrownBy(() -> second.over(() -> longest(100)
                        .<String, IllegalStateException>run(
                                () -> {
                                    requests++;
                                    throw new IllegalStateException("busy");
                                },
                                e -> Optional.of(requests < 3 ? Duration.ZERO : Duration.ofSeconds(2)))))
                .hasMessage("busy");
        assertThat(requests).isEqualTo(3);
    }

    @Test
    void run_reportsEachRetry_beforeItsPause() {
        List<ClientEvent> heard = new ArrayList<>();
        new EventHub(List.of(heard::add), Recorder.none()).call("load", "x", () -> {
            try {
                return failingTwice(shortest(), new IOException("busy"), Duration.ofSeconds(7));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(heard)
                .startsWith(
                        new RequestRetried("", "", 1, Duration.ofSeconds(7), "IOException"),
                        new RequestRetried("", "", 2, Duration.ofSeconds(7), "IOException"))
                .hasSize(3);
    }

    @Test
    void run_interrupted_isCancelled() {
        Retry real = Retry.standard();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> real.run(() -> fail(new IOException("busy")), e -> Optional.of(Duration.ZERO)))
                .isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private String failingTwice(Retry retry, IOException failure, Duration atLeast) throws IOException {
        return retry.run(() -> requests < 2 ? fail(failure) : "answer", e -> Optional.of(atLeast));
    }

    private String fail(IOException failure) throws IOException {
        requests++;
        throw failure;
    }

    private Retry longest(int attempts) {
        return new Retry(attempts, Duration.ofMinutes(1), bound -> bound, this::sleep, () -> now);
    }

    private Retry shortest() {
        return new Retry(5, Duration.ofMinutes(1), bound -> 0, this::sleep, () -> now);
    }

    private void sleep(Duration duration) {
        pauses.add(duration);
        now += duration.toNanos();
    }
}
