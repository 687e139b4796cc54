package io.audmodel.testkit;

import static io.audmodel.cache.Cache.Document.HEADER;
import static io.audmodel.cache.Cache.Document.META;
import static io.audmodel.testkit.CacheContractSamples.KEY;
import static io.audmodel.testkit.CacheContractSamples.LONG;
import static io.audmodel.testkit.CacheContractSamples.key;
import static io.audmodel.testkit.CacheContractSamples.write;
import static io.audmodel.testkit.CacheContractSamples.writing;
import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Usage;
import io.audmodel.error.LockTimeoutException;
import io.audmodel.model.ModelKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The part of {@link CacheContract} about listing and removing models. */
public interface CacheContractRemoval {

    /** See {@link CacheContract#open}. */
    Cache open();

    @Test
    default void models_areThoseThatWereFilled() {
        Cache cache = open();
        assertThat(cache.models()).isEmpty();
        List<ModelKey> keys = List.of(
                KEY,
                key("3e120e8d", "1.0.0-rc1"),
                key("00000000", "2.1"),
                key("65206614-dbb7-d61a-b00c-153db7b525c0", "1.0.0"));
        keys.forEach(key -> cache.getOrFill(key, LONG, writing("model")));
        cache.write(key("3e120e8d", "9.0.0"), HEADER, new byte[] {1});

        assertThat(open().models()).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    default void usage_tellsFolderSizeAndTime() {
        Instant before = Instant.now().minusSeconds(60);
        Path filled = open().getOrFill(KEY, LONG, staging -> {
            write(staging.content().resolve("a.txt"), "12345");
            Path nested = staging.content().resolve("nested");
            assertThat(nested.toFile().mkdir()).isTrue();
            write(nested.resolve("b.txt"), "123");
        });

        Usage usage = open().usage(KEY).orElseThrow();
        assertThat(usage.folder()).isEqualTo(filled);
        assertThat(usage.bytes()).isEqualTo(8);
        assertThat(usage.lastUse()).isBetween(before, Instant.now().plusSeconds(60));
        assertThat(open().usage(key("3e120e8d", "2.0.0"))).isEmpty();
    }

    @Test
    default void remove_takesTheModelAndItsDocuments_andNothingElse() {
        Cache cache = open();
        ModelKey other = key("3e120e8d", "2.0.0");
        for (ModelKey key : List.of(KEY, other)) {
            cache.getOrFill(key, LONG, writing(key.toString()));
            cache.write(key, HEADER, new byte[] {1});
            cache.write(key, META, new byte[] {2});
        }

        assertThat(open().remove(KEY, Instant.MAX, LONG)).isTrue();

        assertThat(cache.find(KEY)).isEmpty();
        assertThat(cache.usage(KEY)).isEmpty();
        assertThat(cache.read(KEY, HEADER)).isEmpty();
        assertThat(cache.read(KEY, META)).isEmpty();
        assertThat(cache.models()).containsExactly(other);
        assertThat(cache.find(other).orElseThrow().resolve("model.txt")).hasContent(other.toString());
        assertThat(cache.read(other, META)).isPresent();
    }

    @Test
    default void remove_ofWhatIsNotHere_doesNothing() {
        assertThat(open().remove(KEY, Instant.MAX, LONG)).isFalse();
        open().write(KEY, HEADER, new byte[] {1});
        assertThat(open().remove(KEY, Instant.MAX, LONG)).isFalse();
        assertThat(open().read(KEY, HEADER)).isPresent();
    }

    @Test
    default void remove_leavesWhatWasUsedSince() {
        Cache cache = open();
        Path filled = cache.getOrFill(KEY, LONG, writing("used"));
        Instant lastUse = cache.usage(KEY).orElseThrow().lastUse();

        assertThat(cache.remove(KEY, lastUse.minusSeconds(1), LONG)).isFalse();
        assertThat(cache.find(KEY)).contains(filled);
        assertThat(cache.remove(KEY, lastUse, LONG)).isTrue();
    }

    @Test
    default void removed_canBeFilledAgain() {
        Cache cache = open();
        cache.getOrFill(KEY, LONG, writing("one"));
        cache.remove(KEY, Instant.MAX, LONG);

        Path filled = cache.getOrFill(KEY, LONG, writing("two"));
        assertThat(filled.resolve("model.txt")).hasContent("two");
        assertThat(open().find(KEY)).contains(filled);
    }

    @Test
    default void remove_leavesWhatIsBeingFilled() {
        Cache cache = open();
        Path filled = cache.getOrFill(KEY, LONG, staging -> {
            writing("model").fill(staging);
            assertThat(removesNow(KEY)).isFalse();
        });
        assertThat(filled.resolve("model.txt")).hasContent("model");
    }

    @Test
    default void getOrFill_besideRemovals_neverFails() throws Exception {
        AtomicInteger loading = new AtomicInteger(4);
        AtomicInteger removed = new AtomicInteger();
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(() -> {
                try {
                    Cache cache = open();
                    for (int round = 0; round < 100; round++) {
                        cache.getOrFill(KEY, LONG, writing("model"));
                    }
                } finally {
                    loading.decrementAndGet();
                }
                return 100;
            });
        }
        calls.add(() -> {
            do {
                removed.addAndGet(open().remove(KEY, Instant.MAX, LONG) ? 1 : 0);
            } while (loading.get() > 0 || removed.get() == 0);
            return removed.get();
        });

        CacheContractSamples.together(calls);
        assertThat(removed).hasPositiveValue();
        assertThat(open().getOrFill(KEY, LONG, writing("model")).resolve("model.txt"))
                .hasContent("model");
    }

    /** Removes without waiting; models in use stay. */
    private boolean removesNow(ModelKey key) {
        try {
            return open().remove(key, Instant.MAX, Duration.ZERO);
        } catch (LockTimeoutException e) {
            return false;
        }
    }
}
