package io.audmodel.testkit;

import static io.audmodel.testkit.CacheContractSamples.KEY;
import static io.audmodel.testkit.CacheContractSamples.LONG;
import static io.audmodel.testkit.CacheContractSamples.writing;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.cache.Cache;
import io.audmodel.error.CancelledException;
import io.audmodel.error.LockTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** The part of {@link CacheContract} about waiting while another process fills. */
public interface CacheContractWait {

    /** See {@link CacheContract#open}. */
    Cache open();

    @Test
    default void getOrFill_givesUpWhenTheTimeIsOver() throws Exception {
        try (CacheContractSlowFill slow = new CacheContractSlowFill(open())) {
            Cache cache = open();
            assertThatThrownBy(() -> cache.getOrFill(KEY, Duration.ofMillis(20), CacheContractSamples::neverCalled))
                    .isInstanceOf(LockTimeoutException.class)
                    .hasMessageContaining(KEY.version().text());
            assertThatThrownBy(() -> cache.getOrFill(KEY, Duration.ZERO, CacheContractSamples::neverCalled))
                    .isInstanceOf(LockTimeoutException.class);

            Path filled = slow.finish();
            assertThat(cache.getOrFill(KEY, Duration.ZERO, CacheContractSamples::neverCalled))
                    .isEqualTo(filled);
        }
    }

    @Test
    default void getOrFill_waitsForWhoFills() throws Exception {
        try (CacheContractSlowFill slow = new CacheContractSlowFill(open())) {
            Cache cache = open();
            FutureTask<Path> waiter =
                    new FutureTask<>(() -> cache.getOrFill(KEY, LONG, CacheContractSamples::neverCalled));
            CacheContractSlowFill.awaitWaiting(CacheContractSlowFill.start(waiter));

            assertThat(waiter.isDone()).isFalse();
            assertThat(slow.finish()).isEqualTo(waiter.get(60, SECONDS));
        }
    }

    @Test
    default void getOrFill_waitsForNobodyWhoFillsAnotherModel() throws Exception {
        try (CacheContractSlowFill slow = new CacheContractSlowFill(open())) {
            Path other = open().getOrFill(CacheContractSamples.key("3e120e8d", "2.0.0"), LONG, writing("other"));

            assertThat(other.resolve("model.txt")).hasContent("other");
            slow.finish();
        }
    }

    @Test
    default void find_isEmptyWhileAnotherFills() throws Exception {
        try (CacheContractSlowFill slow = new CacheContractSlowFill(open())) {
            assertThat(open().find(KEY)).isEmpty();
            slow.finish();
        }
    }

    @Test
    default void getOrFill_endsWhenTheWaiterIsInterrupted() throws Exception {
        try (CacheContractSlowFill slow = new CacheContractSlowFill(open())) {
            Cache cache = open();
            FutureTask<Boolean> waiter = new FutureTask<>(() -> {
                assertThatThrownBy(() -> cache.getOrFill(KEY, LONG, CacheContractSamples::neverCalled))
                        .isInstanceOf(CancelledException.class);
                return Thread.currentThread().isInterrupted();
            });
            Thread thread = CacheContractSlowFill.start(waiter);
            CacheContractSlowFill.awaitWaiting(thread);
            thread.interrupt();

            assertThat(waiter.get(60, SECONDS)).as("the interrupt flag").isTrue();
            slow.finish();
        }
    }
}
