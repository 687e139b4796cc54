package io.audmodel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.deadline.CallDeadline;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.CallTimeoutException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.error.StorageException;
import io.audmodel.error.UnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ContentionTest {

    private static final Failure FAILURE = new Failure("file-system:/data#models", "put", "a", "test");

    private final AtomicInteger rounds = new AtomicInteger();

    @Test
    void settle_repeatsLostAndUnknownRounds() {
        String settled = Contention.settle(() -> switch (rounds.incrementAndGet()) {
            case 1 -> throw new ConflictException(FAILURE);
            case 2 -> throw new ObjectExistsException(FAILURE);
            case 3 -> throw new OutcomeUnknownException(FAILURE);
            case 4 -> Optional.empty();
            default -> Optional.of("done");
        });
        assertThat(settled).isEqualTo("done");
        assertThat(rounds).hasValue(5);
    }

    @Test
    void settle_passesOtherFailuresOn() {
        assertThatThrownBy(() -> Contention.settle(() -> {
                    rounds.incrementAndGet();
                    throw new UnavailableException(FAILURE);
                }))
                .isInstanceOf(UnavailableException.class);
        assertThat(rounds).hasValue(1);
    }

    @Test
    void settle_ofOutcomesThatStayUnknown_endsSoon() {
        assertThatThrownBy(() -> Contention.settle(() -> {
                    rounds.incrementAndGet();
                    throw new OutcomeUnknownException(FAILURE);
                }))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(rounds).hasValue(5);
    }

    @Test
    void settle_withinAnother_doesNotMultiply() {
        assertThatThrownBy(() -> Contention.settle(() -> Optional.of(Contention.settleWithin(() -> {
                    rounds.incrementAndGet();
                    throw new OutcomeUnknownException(FAILURE);
                }))))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(rounds).hasValue(5);
        rounds.set(0);
        assertThatThrownBy(() -> Contention.settle(() -> Optional.of(Contention.settleWithin(() -> {
                    rounds.incrementAndGet();
                    throw new ConflictException(FAILURE);
                }))))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("put a in file-system:/data#models")
                .hasMessageContaining("each of 200 writes was refused");
        assertThat(rounds).hasValue(200);
    }

    @Test
    void settle_ofACallWhoseTimeIsOver_ends() {
        CallDeadline over = CallDeadline.in(Duration.ofNanos(1));
        assertThatThrownBy(() -> over.over(() -> Contention.settle(() -> {
                    rounds.incrementAndGet();
                    return Optional.empty();
                })))
                .isInstanceOf(CallTimeoutException.class);
        assertThat(rounds).hasValue(1);
    }

    @Test
    void settle_interrupted_isCancelledAndKeepsTheFlag() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Contention.settle(Optional::empty)).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
