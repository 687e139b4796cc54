package io.audmodel.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.deadline.CallDeadline;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.CancelledException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ParallelCheckTest {

    private final CountDownLatch working = new CountDownLatch(1);
    private final CountDownLatch checked = new CountDownLatch(1);

    @Test
    void checkRunsBesideTheWork_onAThreadOfTheSameCall() {
        AtomicReference<Optional<CallDeadline>> seen = new AtomicReference<>(Optional.empty());
        AtomicReference<Thread> thread = new AtomicReference<>();
        ParallelCheck check = new ParallelCheck(() -> {
            await(working);
            seen.set(CallDeadline.current());
            thread.set(Thread.currentThread());
            checked.countDown();
        });
        CallDeadline deadline = CallDeadline.in(Duration.ofMinutes(1));
        deadline.over(() -> {
            check.during(() -> {
                working.countDown();
                await(checked);
                check.requireNoFailure();
            });
            return deadline;
        });
        assertThat(seen.get()).containsSame(deadline);
        assertThat(thread.get()).isNotSameAs(Thread.currentThread());
        assertThat(thread.get().isAlive()).isFalse();
    }

    @Test
    void failureOfTheCheck_endsTheWorkAtItsNextStep() {
        AlreadyExistsException taken = new AlreadyExistsException("taken");
        ParallelCheck check = new ParallelCheck(() -> {
            throw taken;
        });
        assertThatThrownBy(() -> check.during(() -> {
                    while (true) {
                        check.requireNoFailure();
                        Thread.onSpinWait();
                    }
                }))
                .isSameAs(taken);
        check.requireNoFailure();
    }

    @Test
    void failureOfTheCheck_isThrownInPlaceOfThatOfTheWork() {
        AlreadyExistsException taken = new AlreadyExistsException("taken");
        ParallelCheck check = new ParallelCheck(() -> {
            await(working);
            throw taken;
        });
        assertThatThrownBy(() -> check.during(working::countDown)).isSameAs(taken);
        CountDownLatch failed = new CountDownLatch(1);
        ParallelCheck quick = new ParallelCheck(() -> {
            failed.countDown();
            throw taken;
        });
        assertThatThrownBy(() -> quick.during(() -> {
                    await(failed);
                    try {
                        while (true) {
                            quick.requireNoFailure();
                        }
                    } catch (AlreadyExistsException e) {
                        throw new IllegalStateException("of the work", e);
                    }
                }))
                .isSameAs(taken);
    }

    @Test
    void failureOfTheWork_interruptsTheCheck_andWaitsForItsEnd() {
        AtomicBoolean ended = new AtomicBoolean();
        ParallelCheck check = new ParallelCheck(() -> {
            working.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                ended.set(true);
            }
        });
        assertThatThrownBy(() -> check.during(() -> {
                    await(working);
                    throw new IllegalStateException("of the work");
                }))
                .hasMessage("of the work");
        assertThat(ended).isTrue();
    }

    @Test
    void interruptOfTheThreadThatWaits_endsTheCheck() {
        Thread caller = Thread.currentThread();
        AtomicBoolean ended = new AtomicBoolean();
        ParallelCheck check = new ParallelCheck(() -> {
            await(working);
            caller.interrupt();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                ended.set(true);
            }
        });
        assertThatThrownBy(() -> check.during(working::countDown)).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ended).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
