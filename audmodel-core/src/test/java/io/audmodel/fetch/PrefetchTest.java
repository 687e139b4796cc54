package io.audmodel.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.LimitExceededException;
import io.audmodel.error.UnavailableException;
import io.audmodel.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrefetchTest {

    @Test
    void next_largeThingsAmongSmallOnes_areAnsweredInOrder_eachLargeOneAlone() {
        Thread reading = Thread.currentThread();
        AtomicInteger large = new AtomicInteger();
        List<Integer> together = new ArrayList<>();
        try (Prefetch<Integer, String> ahead =
                new Prefetch<>(IntStream.range(0, 300).iterator(), (thing, most) -> {
                    if (thing % 3 == 0 && most < Store.MAX_DOCUMENT_BYTES) {
                        throw new LimitExceededException("large");
                    }
                    if (thing % 3 == 0) {
                        assertThat(Thread.currentThread()).isSameAs(reading);
                        together.add(large.incrementAndGet());
                        large.decrementAndGet();
                    }
                    return thing % 3 == 1 ? Optional.empty() : Optional.of("thing " + thing);
                })) {
            List<String> answers = new ArrayList<>();
            ahead.forEachRemaining(answers::add);

            assertThat(answers)
                    .containsExactlyElementsOf(IntStream.range(0, 300)
                            .filter(i -> i % 3 != 1)
                            .mapToObj(i -> "thing " + i)
                            .toList());
        }
        assertThat(together).hasSize(100).containsOnly(1);
    }

    @Test
    void next_aFailureOfWhatIsAskedAlone_isThrown() {
        try (Prefetch<Integer, String> ahead =
                new Prefetch<>(IntStream.range(0, 3).iterator(), (thing, most) -> {
                    if (most < Store.MAX_DOCUMENT_BYTES) {
                        throw new LimitExceededException("large");
                    }
                    throw new UnavailableException(new Failure("r", "get", "p", "down"), null);
                })) {
            assertThatExceptionOfType(UnavailableException.class).isThrownBy(ahead::next);
        }
    }
}
