package io.audmodel.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.follow.Follower;
import io.audmodel.junit.AudModelTest;
import io.audmodel.junit.ModelFixture;
import io.audmodel.junit.RepositoryFault;
import io.audmodel.junit.TestRepository;
import io.audmodel.model.Alias;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@AudModelTest
class FollowerMetricsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    /** An hour later than the clock of the client. */
    private final MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, later(HOUR));

    private static Clock later(Duration by) {
        return new Clock() {
            @Override
            public long wallTime() {
                return System.currentTimeMillis() + by.toMillis();
            }

            @Override
            public long monotonicTime() {
                return System.nanoTime();
            }
        };
    }

    @Test
    void follower_showsFailedChecksAndHowOldItsKnowledgeIs(AudModel audmodel, TestRepository models) {
        models.publish(ModelFixture.of("emotion", "1.0.0").alias("emotion-production"));
        try (Follower follower = audmodel.follow(Alias.of("emotion-production"), HOUR)) {
            new FollowerMetrics(follower, Tags.of("client", "service")).bindTo(registry);
            assertThat(failedChecks()).isZero();

            models.failWith(RepositoryFault.UNAVAILABLE);
            follower.checkNow();
            follower.checkNow();
            assertThat(failedChecks()).isEqualTo(2);
            assertThat(registry.get("audmodel.followers.staleness")
                            .tags("ref", "emotion-production", "client", "service")
                            .timeGauge()
                            .value(TimeUnit.SECONDS))
                    .isBetween(3_600.0, 7_200.0);

            models.recover();
            follower.checkNow();
            assertThat(failedChecks()).isZero();
        }
    }

    @Test
    void registryWithAnEarlierClock_showsNothingNegative(AudModel audmodel, TestRepository models) {
        models.publish(ModelFixture.of("emotion", "1.0.0").alias("emotion-production"));
        MeterRegistry early = new SimpleMeterRegistry(SimpleConfig.DEFAULT, later(HOUR.negated()));
        try (Follower follower = audmodel.follow(Alias.of("emotion-production"), HOUR)) {
            new FollowerMetrics(follower).bindTo(early);
            assertThat(early.get("audmodel.followers.staleness").timeGauge().value(TimeUnit.SECONDS))
                    .isZero();
        }
    }

    private double failedChecks() {
        return registry.get("audmodel.followers.failed.checks")
                .tag("ref", "emotion-production")
                .gauge()
                .value();
    }
}
