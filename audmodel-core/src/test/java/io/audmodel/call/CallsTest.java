package io.audmodel.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.deadline.CallDeadline;
import io.audmodel.error.CallTimeoutException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.event.delivery.EventHub;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallsTest {

    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration LATE = Duration.ofMinutes(10);

    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        release.countDown();
    }

    private String waitUntilInterrupted() {
        try {
            release.await();
            return "released";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted", e);
        }
    }

    private String waitDeaf() {
        boolean released = false;
        while (!released) {
            try {
                release.await();
                released = true;
            } catch (InterruptedException e) {
                released = release.getCount() == 0;
            }
        }
        return "released";
    }

    @Test
    void run_givesWhatTheWorkGives_fromAnotherThread() {
        Calls calls = new Calls(LATE, false, EventHub.none());
        assertThat(calls.run("load", "x", () -> Thread.currentThread().getName()))
                .isEqualTo("audmodel-call for " + Thread.currentThread().getName());
        assertThat(calls.run(
                        "load", "x", () -> calls.run("header", "x", Thread::currentThread) == Thread.currentThread()))
                .as("a call within a call is a part of it")
                .isTrue();
        assertThat(new Calls(LATE, true, EventHub.none()).run("load", "x", Thread::currentThread))
                .isSameAs(Thread.currentThread());
    }

    @Test
    void run_whoseTimeIsOver_saysWhatItWaitedFor_andInterruptsNobodyElse() {
        assertThatThrownBy(() -> new Calls(SOON, false, EventHub.none())
                        .run(
                                "load",
                                "3e120e8d-1.0.0",
                                () -> CallDeadline.current()
                                        .orElseThrow()
                                        .waitFor("get", "a/b", "s3:host#models", this::waitUntilInterrupted)))
                .isInstanceOf(CallTimeoutException.class)
                .hasMessageContaining("load 3e120e8d-1.0.0 did not end within its time")
                .hasMessageContaining("it waited for get a/b in s3:host#models for ")
                .hasMessageContaining("callTimeout");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void run_whoseWorkIgnoresInterrupts_isLeftBehind_andBeginsNothingMore() throws Exception {
        CompletableFuture<@Nullable Throwable> late = new CompletableFuture<>();
        assertThatThrownBy(() -> new Calls(SOON, false, EventHub.none()).run("load", "x", () -> {
                    waitDeaf();
                    try {
                        CallDeadline.current().orElseThrow().waitFor("put", "header", "", () -> late.complete(null));
                    } catch (CallTimeoutException e) {
                        late.complete(e);
                    }
                    return "late";
                }))
                .isInstanceOf(CallTimeoutException.class);
        release.countDown();
        assertThat(late.get(1, TimeUnit.MINUTES)).isInstanceOf(CallTimeoutException.class);
    }

    @Test
    void run_whoseEndComesNearerWhileItsCallerWaits_endsThen() {
        assertThatThrownBy(() -> new Calls(SOON, false, EventHub.none()).run("load", "x", () -> {
                    CallDeadline deadline = CallDeadline.current().orElseThrow();
                    CallDeadline.Pause pause = deadline.pause(LATE);
                    // The caller has seen the later end when it comes to this.
                    Call.current().orElseThrow().atCaller(() -> {});
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                    pause.end();
                    return waitUntilInterrupted();
                }))
                .isInstanceOf(CallTimeoutException.class);
    }

    @Test
    void grace_isATwentieth_andLessThanATenthWithAllElse() {
        assertThat(Call.grace(Duration.ofSeconds(2))).isEqualTo(Duration.ofMillis(100));
        assertThat(Call.grace(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(3));
        assertThat(Call.grace(LATE)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void close_afterTheTimeIsOver_waitsForAMomentAlone() {
        StepwiseCall call = new StepwiseCall("find", "x", new Calls(SOON, false, EventHub.none()));
        assertThatThrownBy(() -> call.step(this::waitUntilInterrupted)).isInstanceOf(CallTimeoutException.class);
        long begun = System.nanoTime();
        call.close(this::waitDeaf);
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("ten seconds, if time is left")
                .isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void close_whileThereIsTime_waits() {
        StepwiseCall call = new StepwiseCall("find", "x", new Calls(LATE, false, EventHub.none()));
        CountDownLatch closed = new CountDownLatch(1);
        call.close(() -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            closed.countDown();
        });
        assertThat(closed.getCount()).isZero();
    }

    @Test
    void run_interruptedCaller_isCancelled_andStaysInterrupted() {
        Thread caller = Thread.currentThread();
        assertThatThrownBy(() -> new Calls(LATE, false, EventHub.none()).run("load", "x", () -> {
                    caller.interrupt();
                    return waitUntilInterrupted();
                }))
                .isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        caller.interrupt();
        assertThatThrownBy(() -> new Calls(LATE, false, EventHub.none()).run("load", "x", this::waitUntilInterrupted))
                .as("interrupted before")
                .isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void run_interruptedCaller_ofWorkThatIgnoresIt_isCancelledInTheEnd() {
        Thread caller = Thread.currentThread();
        assertThatThrownBy(() -> new Calls(SOON, false, EventHub.none()).run("load", "x", () -> {
                    caller.interrupt();
                    return waitDeaf();
                }))
                .isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void run_workThatInterruptsItself_interruptsItsCaller() {
        assertThat(new Calls(LATE, false, EventHub.none()).run("load", "x", () -> {
                    Thread.currentThread().interrupt();
                    return "done";
                }))
                .isEqualTo("done");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void run_thatEndsAsItsTimeDoes_leavesNoInterruptAnywhere() {
        int over = 0;
        long nanos = 200_000;
        for (int i = 0; i < 2000; i++) {
            long most = 2 * nanos;
            try {
                new Calls(Duration.ofNanos(nanos), false, EventHub.none()).run("load", "x", () -> {
                    if (Thread.currentThread().isInterrupted() && !isOver()) {
                        throw new AssertionError("interrupted by an earlier call");
                    }
                    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
                    return "done";
                });
                nanos -= nanos / 20;
            } catch (CallTimeoutException e) {
                over++;
                // So that a slow machine is in time about as often, and its threads end when their time does.
                nanos += nanos / 20;
            }
            assertThat(Thread.interrupted()).isFalse();
        }
        assertThat(over).isBetween(100, 1900);
    }

    private static boolean isOver() {
        return CallDeadline.current().orElseThrow().isOver();
    }

    @Test
    void run_thatFails_tellsWhoCalled() {
        assertThatThrownBy(() -> new Calls(LATE, false, EventHub.none()).run("load", "x", () -> {
                    throw new InvalidArgumentException("wrong");
                }))
                .isInstanceOf(InvalidArgumentException.class)
                .satisfies(e -> assertThat(e.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("run_thatFails_tellsWhoCalled")));
        assertThatThrownBy(() -> new Calls(LATE, false, EventHub.none()).run("load", "x", () -> {
                    throw new AssertionError("a bug");
                }))
                .isInstanceOf(AssertionError.class);
    }
}
