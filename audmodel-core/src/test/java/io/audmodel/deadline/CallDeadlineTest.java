package io.audmodel.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.CallTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallDeadlineTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final CallDeadline deadline = CallDeadline.in(MINUTE, clock::get);

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void time_runsOut() {
        deadline.requireTime();
        pass(Duration.ofSeconds(59));
        assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        assertThat(deadline.isOver()).isTrue();
        assertThatThrownBy(deadline::requireTime).isInstanceOf(CallTimeoutException.class);
    }

    @Test
    void moved_putsTheEndOff_butNoFurtherThanAtFirst() {
        pass(Duration.ofSeconds(50));
        deadline.moved(16 << 10);
        assertThat(deadline.remaining()).isBetween(Duration.ofMillis(10_999), Duration.ofSeconds(11));
        deadline.moved(1L << 40);
        assertThat(deadline.remaining()).isEqualTo(MINUTE);
        deadline.moved(Long.MAX_VALUE);
        assertThat(deadline.remaining()).isEqualTo(MINUTE);
    }

    @Test
    void fixed_isPutOffByNothing() {
        CallDeadline fixed = CallDeadline.fixed(MINUTE);
        fixed.handedOver(1L << 40);
        fixed.moved(1L << 40);
        assertThat(fixed.remaining()).isLessThanOrEqualTo(MINUTE);
    }

    @Test
    void moved_aByteASecond_ends() {
        for (int second = 0; second < 60; second++) {
            deadline.requireTime();
            pass(Duration.ofSeconds(1));
            deadline.moved(1);
        }
        pass(Duration.ofSeconds(1));
        assertThat(deadline.isOver()).isTrue();
    }

    @Test
    void moved_fasterThanTheSlowestLine_neverEnds() {
        for (int second = 0; second < 100_000; second++) {
            pass(Duration.ofSeconds(1));
            deadline.requireTime();
            deadline.moved(17 << 10);
        }
        assertThat(deadline.remaining()).isGreaterThan(Duration.ofSeconds(59));
    }

    @Test
    void handedOver_leavesTimeToSendIt() {
        deadline.handedOver(16L << 20);
        assertThat(deadline.remaining()).isBetween(Duration.ofSeconds(60 + 1023), Duration.ofSeconds(60 + 1024));
        deadline.moved(1 << 20);
        assertThat(deadline.remaining()).as("it is not taken back").isGreaterThan(Duration.ofSeconds(60 + 1000));
        deadline.handedOver(Long.MAX_VALUE);
        assertThat(deadline.isOver()).isFalse();
    }

    @Test
    void expired_isOverForGood() {
        deadline.expire();
        deadline.restart(MINUTE);
        deadline.moved(1 << 20);
        assertThat(deadline.isOver()).isTrue();
    }

    @Test
    void restart_beginsAnew() {
        pass(Duration.ofSeconds(59));
        deadline.restart(MINUTE);
        assertThat(deadline.remaining()).isEqualTo(MINUTE);
        deadline.restart(Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(deadline.remaining()).isGreaterThan(Duration.ofDays(30_000));
    }

    @Test
    void pause_takesNoTime_andGivesNone() {
        pass(Duration.ofSeconds(50));
        CallDeadline.Pause pause = deadline.pause(MINUTE);
        pass(Duration.ofSeconds(59));
        assertThat(deadline.isOver()).isFalse();
        pause.end();
        assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(10));
        pass(Duration.ofSeconds(9));
        pause.end();
        assertThat(deadline.remaining()).as("once ended").isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void pause_thatNobodyEnds_isOverAfterItsLongestTime() {
        pass(Duration.ofSeconds(50));
        deadline.pause(MINUTE);
        pass(MINUTE.plusSeconds(10));
        assertThat(deadline.isOver()).isTrue();
    }

    @Test
    void waitFor_saysWhat_andBeginsNothingLate() {
        String seen = deadline.waitFor("get", "a/b", "s3:host#models", () -> {
            pass(Duration.ofMillis(1500));
            return deadline.waitFor("the bytes of", "a/b", "s3:host#models", () -> {
                pass(Duration.ofMillis(250));
                return deadline.waitedFor().orElseThrow();
            });
        });
        assertThat(seen).isEqualTo("the bytes of a/b in s3:host#models for 0.25 s");
        assertThat(deadline.waitedFor()).isEmpty();
        pass(MINUTE);
        assertThatThrownBy(() -> deadline.waitFor("put", "a", "b", () -> "never"))
                .isInstanceOf(CallTimeoutException.class);
        assertThat(deadline.waitedFor()).isEmpty();
    }

    @Test
    void over_isTheDeadlineOfTheThread_untilThen() {
        assertThat(CallDeadline.current()).isEmpty();
        CallDeadline inner = CallDeadline.in(MINUTE);
        deadline.over(() -> {
            assertThat(CallDeadline.current()).contains(deadline);
            inner.over(() -> assertThat(CallDeadline.current()).contains(inner));
            return assertThat(CallDeadline.current()).contains(deadline);
        });
        assertThat(CallDeadline.current()).isEmpty();
    }
}
