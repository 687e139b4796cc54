package io.audmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.call.Calls;
import io.audmodel.event.delivery.EventHub;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallerProgressTest {

    private static final Duration LATE = Duration.ofMinutes(1);

    @Test
    void listener_isToldOnTheThreadThatCalled_andWhatItThrowsEndsTheCall() {
        AtomicReference<@Nullable Thread> told = new AtomicReference<>();
        ProgressListener listener = new CallerProgress(progress -> {
            told.set(Thread.currentThread());
            if (progress.done() == 2) {
                throw new IllegalStateException("enough");
            }
        });
        Calls calls = new Calls(LATE, false, EventHub.none());
        assertThatThrownBy(() -> calls.run("load", "x", () -> {
                    listener.onProgress(new Progress(Progress.Phase.UNPACK, 1, 3));
                    assertThat(told.get()).isNotNull().isNotSameAs(Thread.currentThread());
                    listener.onProgress(new Progress(Progress.Phase.UNPACK, 2, 3));
                    return "never";
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("enough");
        assertThat(told).hasValue(Thread.currentThread());
    }

    @Test
    void progress_isNoStandstill() {
        ProgressListener listener = new CallerProgress(CallerProgress.SILENT);
        String result = new Calls(Duration.ofSeconds(1), false, EventHub.none()).run("load", "x", () -> {
            for (int i = 1; i <= 30; i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                listener.onProgress(new Progress(Progress.Phase.UNPACK, i << 20, 30 << 20));
            }
            return "done";
        });
        assertThat(result).isEqualTo("done");
    }
}
