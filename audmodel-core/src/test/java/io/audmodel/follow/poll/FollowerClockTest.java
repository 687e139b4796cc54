package io.audmodel.follow.poll;

import static io.audmodel.follow.poll.Bench.EVERY;
import static io.audmodel.follow.poll.Bench.LIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.cache.HeldModel;
import io.audmodel.follow.FollowedModel;
import io.audmodel.follow.Follower;
import io.audmodel.follow.FollowerState;
import io.audmodel.model.ModelId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Followers of a client whose clock is set, while time passes as ever. */
class FollowerClockTest {

    private static final ModelId ONE = ModelId.of("3e120e8d-1.0.0");
    private static final ModelId TWO = ModelId.of("3e120e8d-2.0.0");

    private final ManualScheduler scheduler = new ManualScheduler();
    private final Followers followers = new Followers(scheduler, () -> 0.5);
    private final Bench bench = new Bench(1);

    @BeforeEach
    void point() {
        bench.shelf().point(LIVE, ONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P1D", "-P1D"})
    void clockThatIsSet_neitherMakesACheckNorKeepsOneBack(Duration jump) {
        Follower follower = bench.follow(followers, LIVE);
        Instant since = follower.current().since();

        bench.clock.jump(jump);
        scheduler.advance(EVERY.minusNanos(1));
        assertThat(follower.state().checks()).isZero();
        scheduler.advance(Duration.ofNanos(1));
        assertThat(follower.state().checks()).isEqualTo(1);

        assertThat(follower.state().lastCheck()).isBetween(since.plus(jump), since.plus(jump.plusSeconds(1)));
        assertThat(follower.state().lastSuccess()).isEqualTo(follower.state().lastCheck());
        assertThat(follower.current().since()).isEqualTo(since);
        scheduler.advance(EVERY.multipliedBy(3));
        assertThat(follower.state().checks()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P1D", "-P1D"})
    void modelThatIsServedAfterAJump_hasTheTimeOfTheClock(Duration jump) {
        Follower follower = bench.follow(followers, LIVE);
        Instant since = follower.current().since();
        bench.clock.jump(jump);
        bench.shelf().point(LIVE, TWO);

        scheduler.advance(EVERY);

        assertThat(follower.current().ref()).isEqualTo(TWO);
        assertThat(follower.current().since()).isBetween(since.plus(jump), since.plus(jump.plusSeconds(1)));
        assertThat(follower.state().lastSuccess())
                .isAfterOrEqualTo(follower.current().since());
    }

    @Test
    void clockThatIsSetBackInAnOutage_makesNoSuccessOfTheFuture() {
        Follower follower = bench.follow(followers, LIVE);
        Instant since = follower.current().since();
        bench.shelf().down(true);

        scheduler.advance(EVERY);
        assertThat(follower.state().lastSuccess()).isEqualTo(since);
        bench.clock.jump(Duration.ofDays(-1));
        scheduler.advance(EVERY);

        FollowerState inTheOutage = follower.state();
        assertThat(inTheOutage.failedChecks()).isEqualTo(2);
        assertThat(inTheOutage.lastSuccess()).isEqualTo(inTheOutage.lastCheck()).isBefore(since);
        scheduler.advance(EVERY);
        assertThat(follower.state().lastSuccess()).isEqualTo(inTheOutage.lastCheck());
        bench.shelf().down(false);
        scheduler.advance(EVERY);
        assertThat(follower.state().lastSuccess()).isEqualTo(follower.state().lastCheck());
    }

    @Test
    void clockThatWasSetBackBeforeTheFollowerBegan_makesNoSuccessOfTheFuture() {
        Instant now = bench.clock.instant();
        FollowedModel model = new FollowedModel(ONE, Path.of("one"), now);
        HeldModel lease = bench.source().holder().apply(ONE);

        Follower follower = new PollingFollower(
                LIVE, 1, bench.source(), new LoadedModel(model, now.plus(Duration.ofDays(1)), lease), closed -> {});

        assertThat(follower.state().lastSuccess()).isEqualTo(now);
    }

    @Test
    void machineThatSleptForDays_checksOnce_andThenAsBefore() {
        Follower follower = bench.follow(followers, LIVE);
        bench.shelf().point(LIVE, TWO);
        Duration asleep = Duration.ofDays(3);

        bench.clock.jump(asleep);
        scheduler.sleep(asleep);

        assertThat(follower.state().checks()).isEqualTo(1);
        assertThat(follower.current().ref()).isEqualTo(TWO);
        scheduler.advance(EVERY.minusNanos(1));
        assertThat(follower.state().checks()).isEqualTo(1);
        scheduler.advance(Duration.ofNanos(1));
        assertThat(follower.state().checks()).isEqualTo(2);
    }
}
