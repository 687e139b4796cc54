package io.audmodel.backend.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AnswerClockTest {

    private final AnswerClock clock = new AnswerClock(() -> Instant.parse("2026-11-29T10:00:00Z"));

    @Test
    void clock_isThatOfTheLastAnswer() {
        assertThat(clock.ahead()).isEmpty();
        clock.update("Sun, 29 Nov 2026 10:20:00 GMT");
        assertThat(clock.ahead()).contains(Duration.ofMillis(1_200_500));
        clock.update("Sun, 29 Nov 2026 09:59:00 GMT");
        assertThat(clock.ahead()).contains(Duration.ofMillis(-59_500));
    }

    @Test
    void whatIsNoDate_tellsNothing() {
        clock.update("Sun, 29 Nov 2026 10:20:00 GMT");
        clock.update("soon");
        assertThat(clock.ahead()).isEmpty();
    }

    @Test
    void latency_isThatOfTheLastAnswer() {
        assertThat(clock.latency()).isEmpty();
        clock.answered(Duration.ofMillis(30));
        clock.answered(Duration.ofMillis(2));
        assertThat(clock.latency()).contains(Duration.ofMillis(2));
    }
}
