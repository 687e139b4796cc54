package io.audmodel.testkit;

import static io.audmodel.testkit.CacheContractSamples.KEY;
import static io.audmodel.testkit.CacheContractSamples.LONG;
import static io.audmodel.testkit.CacheContractSamples.key;
import static io.audmodel.testkit.CacheContractSamples.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.cache.Cache;
import io.audmodel.cache.HeldModel;
import io.audmodel.error.ModelHeldException;
import io.audmodel.model.ModelKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The part of {@link CacheContract} about holding models. */
public interface CacheContractHold {

    /** See {@link CacheContract#open}. */
    Cache open();

    @Test
    default void held_staysWhateverItsUse_andCanBeRemovedAfterwards() {
        Path filled = open().getOrFill(KEY, LONG, writing("model"));
        try (HeldModel held = open().hold(KEY, LONG).orElseThrow()) {
            assertThat(held.folder()).isEqualTo(filled);
            assertThat(held.ref()).isEqualTo(KEY.ref());
            for (Duration timeout : List.of(Duration.ZERO, LONG)) {
                assertThatThrownBy(() -> open().remove(KEY, Instant.MAX, timeout))
                        .isInstanceOf(ModelHeldException.class)
                        .hasMessageContaining(filled.toString());
            }
            assertThat(open().find(KEY)).contains(filled);
            assertThat(filled.resolve("model.txt")).hasContent("model");
        }
        assertThat(open().remove(KEY, Instant.MAX, LONG)).isTrue();
        assertThat(open().find(KEY)).isEmpty();
    }

    @Test
    default void held_byMany_staysUntilTheLastCloses_howeverOftenOneCloses() {
        open().getOrFill(KEY, LONG, writing("model"));
        HeldModel first = open().hold(KEY, LONG).orElseThrow();
        HeldModel second = open().hold(KEY, LONG).orElseThrow();
        HeldModel third = open().hold(KEY, Duration.ZERO).orElseThrow();
        first.close();
        first.close();
        first.close();
        second.close();
        assertThatThrownBy(() -> open().remove(KEY, Instant.MAX, LONG)).isInstanceOf(ModelHeldException.class);

        third.close();
        assertThat(open().remove(KEY, Instant.MAX, LONG)).isTrue();
    }

    @Test
    default void hold_ofWhatIsNotHere_isNothing() throws Exception {
        assertThat(open().hold(KEY, LONG)).isEmpty();
        open().write(KEY, Cache.Document.HEADER, new byte[] {1});
        assertThat(open().hold(KEY, LONG)).isEmpty();
        try (CacheContractSlowFill slow = new CacheContractSlowFill(open())) {
            assertThat(open().hold(KEY, LONG)).as("while it is filled").isEmpty();
            slow.finish();
        }
        open().hold(KEY, LONG).orElseThrow().close();
    }

    @Test
    default void held_isListedAndLoadedAsBefore_andAlone() {
        ModelKey other = key("3e120e8d", "2.0.0");
        Path filled = open().getOrFill(KEY, LONG, writing("model"));
        open().getOrFill(other, LONG, writing("other"));
        try (HeldModel held = open().hold(KEY, LONG).orElseThrow()) {
            assertThat(open().models()).containsExactlyInAnyOrder(KEY, other);
            assertThat(open().usage(KEY).orElseThrow().bytes()).isEqualTo(5);
            assertThat(open().getOrFill(KEY, Duration.ZERO, CacheContractSamples::neverCalled))
                    .isEqualTo(held.folder())
                    .isEqualTo(filled);
            assertThat(open().remove(other, Instant.MAX, LONG)).isTrue();
        }
        assertThat(open().models()).containsExactly(KEY);
    }

    @Test
    default void held_isKnown_untilTheLastCloses() {
        ModelKey other = key("3e120e8d", "2.0.0");
        open().getOrFill(KEY, LONG, writing("model"));
        open().getOrFill(other, LONG, writing("other"));
        HeldModel first = open().hold(KEY, LONG).orElseThrow();
        HeldModel second = open().hold(KEY, LONG).orElseThrow();
        first.close();
        assertThat(open().holderOf(KEY)).isPresent();
        assertThat(open().holderOf(other)).isEmpty();
        second.close();
        assertThat(open().holderOf(KEY)).isEmpty();
        open().remove(KEY, Instant.MAX, LONG);
        assertThat(open().holderOf(KEY)).isEmpty();
    }

    @Test
    default void held_inAPart_staysThere() {
        Cache part = open().part("weights");
        part.getOrFill(KEY, LONG, writing("part"));
        open().getOrFill(KEY, LONG, writing("model"));
        try (HeldModel held = open().part("weights").hold(KEY, LONG).orElseThrow()) {
            assertThat(open().remove(KEY, Instant.MAX, LONG)).isTrue();
            assertThatThrownBy(() -> part.remove(KEY, Instant.MAX, LONG)).isInstanceOf(ModelHeldException.class);
            assertThat(held.folder().resolve("model.txt")).hasContent("part");
        }
        assertThat(part.remove(KEY, Instant.MAX, LONG)).isTrue();
    }

    @Test
    default void held_besideRemovals_isThere() throws Exception {
        AtomicInteger holding = new AtomicInteger(4);
        AtomicInteger removed = new AtomicInteger();
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(() -> {
                try {
                    Cache cache = open();
                    for (int round = 0; round < 50; round++) {
                        holdAndRead(cache);
                    }
                } finally {
                    holding.decrementAndGet();
                }
                return 50;
            });
        }
        calls.add(() -> {
            do {
                removed.addAndGet(removesNow() ? 1 : 0);
            } while (holding.get() > 0 || removed.get() == 0);
            return removed.get();
        });

        CacheContractSamples.together(calls);
        assertThat(removed).hasPositiveValue();
    }

    private void holdAndRead(Cache cache) {
        Optional<HeldModel> held = Optional.empty();
        while (held.isEmpty()) {
            cache.getOrFill(KEY, LONG, writing("model"));
            held = cache.hold(KEY, LONG);
        }
        try (HeldModel model = held.get()) {
            Path file = model.folder().resolve("model.txt");
            for (int i = 0; i < 10; i++) {
                assertThat(file).hasContent("model");
            }
        }
    }

    private boolean removesNow() {
        try {
            return open().remove(KEY, Instant.MAX, LONG);
        } catch (ModelHeldException e) {
            return false;
        }
    }
}
