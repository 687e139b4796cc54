package io.audmodel.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.call.Calls;
import io.audmodel.error.CallTimeoutException;
import io.audmodel.error.CancelledException;
import io.audmodel.event.delivery.EventHub;
import io.audmodel.fetch.MemoryBudget.Lease;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    private static final int MIB = 1 << 20;

    private final MemoryBudget memory = new MemoryBudget(64 * MIB);

    @Test
    void tryTake_getsWhatIsFree_andNeverLess() {
        try (Lease lease = memory.take(10 * MIB, 10 * MIB)) {
            assertThat(lease).isNotNull();
            assertThat(memory.tryTake(7 * MIB)).isEmpty();
            memory.tryTake(6 * MIB).orElseThrow().close();
        }
        assertThat(memory.tryTake(17 * MIB)).as("more than there is").isEmpty();
        memory.tryTake(16 * MIB).orElseThrow().close();
    }

    @Test
    void tryTakeSpare_leavesHalfOfItToOthers() {
        try (Lease spare = memory.tryTakeSpare(8 * MIB).orElseThrow()) {
            assertThat(spare.bytes()).isEqualTo(8L * MIB);
            assertThat(memory.tryTakeSpare(MIB)).isEmpty();
            memory.tryTake(8 * MIB).orElseThrow().close();
        }
        memory.tryTakeSpare(8 * MIB).orElseThrow().close();
    }

    @Test
    void keep_givesTheRestBack_once() {
        Lease lease = memory.take(16 * MIB, 16 * MIB);
        lease.keep(4 * MIB);
        lease.keep(8 * MIB);
        assertThat(memory.tryTake(13 * MIB)).isEmpty();
        memory.tryTake(12 * MIB).orElseThrow().close();
        lease.close();
        lease.close();
        assertThat(memory.tryTake(17 * MIB)).isEmpty();
        memory.tryTake(16 * MIB).orElseThrow().close();
    }

    @Test
    void take_moreThanThereIs_takesAll() {
        try (Lease lease = memory.take(100L * MIB, 100L * MIB)) {
            assertThat(lease).isNotNull();
            assertThat(memory.tryTake(1)).isEmpty();
        }
    }

    @Test
    void take_waitsForOthers() throws Exception {
        Lease first = memory.take(16 * MIB, 16 * MIB);
        CompletableFuture<Lease> second = CompletableFuture.supplyAsync(() -> memory.take(16 * MIB, 16 * MIB));
        assertThat(second).isNotDone();
        first.close();
        second.get(1, TimeUnit.MINUTES).close();
    }

    @Test
    void take_whileOpenFilesHoldAllTheyMay_doesNotWait() {
        for (int i = 0; i < 4; i++) {
            memory.takeForFile(2 * MIB, 2 * MIB, "file " + i);
        }
        try (Lease load = memory.take(MIB, 16 * MIB)) {
            assertThat(load.bytes()).isEqualTo(8L * MIB);
        }
    }

    @Test
    void take_getsWhatIsFree_andAtLeastTheLeast() {
        try (Lease first = memory.take(MIB, 15 * MIB);
                Lease second = memory.take(MIB, 15 * MIB)) {
            assertThat(first.bytes()).isEqualTo(15L * MIB);
            assertThat(second.bytes()).isEqualTo(MIB);
        }
    }

    @Test
    void takeForFile_ofMoreThanFilesMayHold_getsLess_thenEndsWithItsCall_andNamesThem() {
        Lease wide = memory.takeForFile(MIB, 6 * MIB, "'weights' of model 1");
        Lease narrow = memory.takeForFile(MIB, 6 * MIB, "'weights' of model 2");
        Lease last = memory.takeForFile(MIB, 2 * MIB, "'weights' of model 3");
        assertThat(wide.bytes()).isEqualTo(6L * MIB);
        assertThat(narrow.bytes()).isEqualTo(MIB);
        assertThatThrownBy(() -> new Calls(Duration.ofMillis(100), false, EventHub.none())
                        .run("read", "x", () -> memory.takeForFile(MIB, MIB, "'weights' of model 4")))
                .isInstanceOf(CallTimeoutException.class)
                .hasMessageContaining("3 are not closed")
                .hasMessageContaining("'weights' of model 2")
                .hasMessageContaining("close what open() returned");
        last.close();
        wide.close();
        memory.takeForFile(MIB, 6 * MIB, "'weights' of model 5").close();
        narrow.close();
        memory.tryTake(16 * MIB).orElseThrow().close();
    }

    @Test
    void take_interrupted_isCancelled() {
        try (Lease lease = memory.take(16 * MIB, 16 * MIB)) {
            assertThat(lease).isNotNull();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> memory.take(1, 1)).isInstanceOf(CancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
        memory.tryTake(16 * MIB).orElseThrow().close();
    }
}
