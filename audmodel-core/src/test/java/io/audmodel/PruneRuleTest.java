package io.audmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.model.ModelId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PruneRuleTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, 1L << 55, 3_000_000_000L * 86_400})
    void timesLongerThanThereAreInstants_keepAll(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        CachedModel model = usedAt(Instant.EPOCH);

        assertThat(PruneRule.unusedFor(time).isTooOld(model, NOW)).isFalse();
        assertThat(PruneRule.maxBytes(0).sparing(time).isSpared(model, NOW)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 86_400})
    void useIsOld_whereTheWholeTimeHasPassed(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        CachedModel atThatTime = usedAt(NOW.minus(time));
        CachedModel since = usedAt(NOW.minus(time).plus(1, ChronoUnit.NANOS));

        assertThat(PruneRule.unusedFor(time).isTooOld(atThatTime, NOW)).isTrue();
        assertThat(PruneRule.unusedFor(time).isTooOld(since, NOW)).isFalse();
        assertThat(PruneRule.maxBytes(0).sparing(time).isSpared(atThatTime, NOW))
                .isFalse();
        assertThat(PruneRule.maxBytes(0).sparing(time).isSpared(since, NOW)).isTrue();
    }

    private static CachedModel usedAt(Instant lastUse) {
        ModelId id = ModelId.of("c8067f36-1.0.0");
        return new CachedModel(id, id.version(), Path.of("folder"), 1, lastUse, null, false);
    }
}
