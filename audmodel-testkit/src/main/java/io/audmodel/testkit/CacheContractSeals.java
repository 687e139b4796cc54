package io.audmodel.testkit;

import static io.audmodel.testkit.CacheContractSamples.KEY;
import static io.audmodel.testkit.CacheContractSamples.LONG;
import static io.audmodel.testkit.CacheContractSamples.writing;
import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Seal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The part of {@link CacheContract} about seals. A cache may keep none: what it finds sealed has to be. */
public interface CacheContractSeals {

    /** See {@link CacheContract#open}. */
    Cache open();

    @Test
    default void findSealed_isEmptyForWhatWasNeverSealed() {
        open().getOrFill(KEY, LONG, writing("model"));

        assertThat(open().findSealed(KEY, "rules")).isEmpty();
        assertThat(open().findSealed(KEY, "")).isEmpty();
    }

    @Test
    default void findSealed_findsTheSealedFolder_byTheseRulesAlone() throws IOException {
        Path model = open().getOrFill(KEY, LONG, writing("model"));
        open().seal(KEY, new Seal("rules", Instant.MAX, Seal.stampOf(model)));

        assertThat(open().findSealed(KEY, "rules").orElse(model)).isEqualTo(model);
        assertThat(open().findSealed(KEY, "other rules")).isEmpty();
        assertThat(open().findSealed(KEY, "")).isEmpty();
    }

    @Test
    default void findSealed_isEmptyWhenTheSealHasEnded() throws IOException {
        Path model = open().getOrFill(KEY, LONG, writing("model"));
        open().seal(KEY, new Seal("rules", Instant.EPOCH, Seal.stampOf(model)));

        assertThat(open().findSealed(KEY, "rules")).isEmpty();
    }

    @Test
    default void seal_isOfOneFolder_andOfNoneThatIsPutInItsPlace() throws IOException {
        Cache cache = open();
        Path model = cache.getOrFill(KEY, LONG, writing("model"));
        Seal seal = new Seal("rules", Instant.MAX, Seal.stampOf(model));
        cache.seal(KEY, seal);
        cache.findSealed(KEY, "rules");
        cache.remove(KEY, Instant.MAX, LONG);

        assertThat(cache.findSealed(KEY, "rules")).isEmpty();
        cache.getOrFill(KEY, LONG, writing("another"));
        assertThat(cache.findSealed(KEY, "rules")).isEmpty();
        cache.seal(KEY, seal);
        assertThat(cache.findSealed(KEY, "rules")).isEmpty();
        assertThat(open().findSealed(KEY, "rules")).isEmpty();
    }
}
