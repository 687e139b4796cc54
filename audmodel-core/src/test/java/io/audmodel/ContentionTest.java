package io.audmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.CancelledException;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.error.UnavailableException;
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
    void settle_interrupted_isCancelledAndKeepsTheFlag() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Contention.settle(Optional::empty)).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
