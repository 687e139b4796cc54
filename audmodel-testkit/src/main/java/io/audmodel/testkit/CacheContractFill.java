package io.audmodel.testkit;

import static io.audmodel.testkit.CacheContractSamples.KEY;
import static io.audmodel.testkit.CacheContractSamples.LONG;
import static io.audmodel.testkit.CacheContractSamples.counting;
import static io.audmodel.testkit.CacheContractSamples.failing;
import static io.audmodel.testkit.CacheContractSamples.writing;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Staging;
import io.audmodel.error.CacheException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The part of {@link CacheContract} about filling. */
public interface CacheContractFill {

    /** See {@link CacheContract#open}. */
    Cache open();

    @Test
    default void find_isEmptyForWhatWasNeverFilled() {
        assertThat(open().find(KEY)).isEmpty();
    }

    @Test
    default void find_givesWhatWasFilled() {
        Path filled = open().getOrFill(KEY, LONG, writing("model"));

        assertThat(open().find(KEY)).contains(filled);
        assertThat(filled.resolve("model.txt")).hasContent("model");
    }

    @Test
    default void getOrFill_fillsOnce_andGivesTheSameFolderAgain() {
        Cache cache = open();
        AtomicInteger fills = new AtomicInteger();

        Path first = cache.getOrFill(KEY, LONG, counting(fills));
        Path second = cache.getOrFill(KEY, LONG, counting(fills));
        Path elsewhere = open().getOrFill(KEY, LONG, counting(fills));

        assertThat(fills).hasValue(1);
        assertThat(List.of(second, elsewhere)).containsOnly(first);
        assertThat(first).isAbsolute().startsWith(cache.root());
    }

    @Test
    default void getOrFill_passesTheFillersException_andLeavesNothing() {
        Cache cache = open();
        IllegalStateException failure = new IllegalStateException("the repository is gone");
        AtomicReference<Staging> used = new AtomicReference<>();

        assertThatThrownBy(() -> cache.getOrFill(KEY, LONG, staging -> {
                    used.set(staging);
                    failing(failure).fill(staging);
                }))
                .isSameAs(failure);

        assertThat(cache.find(KEY)).isEmpty();
        assertThat(requireNonNull(used.get()).content()).doesNotExist();
        assertThat(requireNonNull(used.get()).scratch()).doesNotExist();
    }

    @Test
    default void getOrFill_fillsAfterAFailure() {
        Cache cache = open();
        assertThatThrownBy(() -> cache.getOrFill(KEY, LONG, failing(new IllegalStateException("once"))))
                .isInstanceOf(IllegalStateException.class);

        Path filled = cache.getOrFill(KEY, LONG, staging -> {
            assertThat(staging.content()).isEmptyDirectory();
            writing("whole").fill(staging);
        });

        assertThat(filled).isDirectoryContaining(file -> file.endsWith("model.txt"));
        assertThat(filled.toFile().list()).hasSize(1);
        assertThat(filled.resolve("model.txt")).hasContent("whole");
    }

    @Test
    default void getOrFill_refusesAFillerThatPutsNothing() {
        Cache cache = open();

        assertThatThrownBy(() -> cache.getOrFill(KEY, LONG, staging -> {}))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining(KEY.id())
                .hasMessageContaining(KEY.version().text());

        assertThat(cache.find(KEY)).isEmpty();
    }

    @Test
    default void getOrFill_ofManyThreads_fillsOnce() throws Exception {
        Cache cache = open();
        AtomicInteger fills = new AtomicInteger();
        Callable<Path> load = () -> cache.getOrFill(KEY, LONG, counting(fills));

        List<Path> folders = CacheContractSamples.together(Collections.nCopies(8, load));

        assertThat(fills).hasValue(1);
        assertThat(folders).containsOnly(folders.get(0));
    }

    @Test
    default void getOrFill_ofManyInstances_fillsOnce() throws Exception {
        AtomicInteger fills = new AtomicInteger();
        Callable<Path> load = () -> open().getOrFill(KEY, LONG, counting(fills));

        List<Path> folders = CacheContractSamples.together(Collections.nCopies(8, load));

        assertThat(fills).hasValue(1);
        assertThat(folders).containsOnly(folders.get(0));
    }
}
