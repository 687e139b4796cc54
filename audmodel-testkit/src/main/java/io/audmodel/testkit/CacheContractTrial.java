package io.audmodel.testkit;

import static io.audmodel.testkit.CacheContractSamples.KEY;
import static io.audmodel.testkit.CacheContractSamples.LONG;
import static io.audmodel.testkit.CacheContractSamples.writing;
import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.cache.Cache;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The part of {@link CacheContract} about trying a cache out. */
public interface CacheContractTrial {

    /** See {@link CacheContract#open}. */
    Cache open();

    @Test
    default void tryOut_leavesNothing_andTellsTheSameEachTime() {
        Cache cache = open();
        Cache.Locks locks = cache.tryOut();

        assertThat(cache.root()).isEmptyDirectory();
        assertThat(open().tryOut()).isEqualTo(locks);
        assertThat(cache.models()).isEmpty();
        assertThat(cache.sweep()).isZero();
    }

    @Test
    default void tryOut_besideAFill_waitsForNobody_andDisturbsNothing() {
        Cache cache = open();
        Path filled = cache.getOrFill(KEY, LONG, staging -> {
            assertThat(open().tryOut()).isNotNull();
            writing("model").fill(staging);
        });
        cache.tryOut();

        assertThat(open().find(KEY)).contains(filled);
        assertThat(filled).isNotEmptyDirectory();
    }
}
