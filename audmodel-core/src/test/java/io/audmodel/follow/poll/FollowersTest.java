package io.audmodel.follow.poll;

import static io.audmodel.follow.poll.Bench.EVERY;
import static io.audmodel.follow.poll.Bench.LIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.AliasNotFoundException;
import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.error.StorageException;
import io.audmodel.error.UnavailableException;
import io.audmodel.event.FollowerChanged;
import io.audmodel.event.FollowerCheckFailed;
import io.audmodel.follow.FollowOption;
import io.audmodel.follow.Follower;
import io.audmodel.model.ModelId;
import io.audmodel.store.Layout;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What followers make of the answers of repositories; time passes when a test says so. */
class FollowersTest {

    private static final ModelId ONE = ModelId.of("3e120e8d-1.0.0");
    private static final ModelId TWO = ModelId.of("3e120e8d-2.0.0");

    private final ManualScheduler scheduler = new ManualScheduler();
    private final Followers followers = new Followers(scheduler, () -> 0.5);
    private final Bench bench = new Bench(1);

    @Test
    void follow_loadsTheModelOnce() {
        bench.shelf().point(LIVE, ONE);

        Follower follower = bench.follow(followers, LIVE);

        assertThat(follower.ref()).isEqualTo(LIVE);
        assertThat(follower.current().ref()).isEqualTo(ONE);
        assertThat(follower.current().folder()).isEqualTo(Path.of("3e120e8d-1.0.0"));
        assertThat(follower.state().checks()).isZero();
        assertThat(follower.state().lastSuccess()).isEqualTo(follower.current().since());
        assertThat(bench.loads).containsExactly(ONE);
    }

    @Test
    void follow_whatCannotBeLoaded_throwsAsALoadDoes_andChecksNothing() {
        assertThatExceptionOfType(AliasNotFoundException.class).isThrownBy(() -> bench.follow(followers, LIVE));
        bench.shelf().down(true);
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> bench.follow(followers, LIVE));
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> followers.follow(LIVE, Duration.ZERO, bench.source()))
                .withMessageContaining("positive");
        assertThatNullPointerException()
                .isThrownBy(() -> followers.follow(LIVE, null, bench.source()))
                .withMessage("the time between two checks is null");

        assertThat(scheduler.opened).hasValue(0);
    }

    @Test
    void unchangedAlias_costsOneRequestACheck() {
        bench.shelf().point(LIVE, ONE);
        Follower follower = bench.follow(followers, LIVE);
        bench.shelf().requests.clear();

        scheduler.advance(EVERY.multipliedBy(5));

        assertThat(bench.shelf().requests).hasSize(5).containsOnly(Layout.alias(LIVE));
        assertThat(follower.state().checks()).isEqualTo(5);
        assertThat(bench.loads).hasSize(1);
    }

    @Test
    void unchangedShortId_costsOneRequestACheck() {
        bench.shelf().publish(ONE);
        Follower follower = bench.follow(followers, ONE.shortId());
        bench.shelf().requests.clear();

        scheduler.advance(EVERY.multipliedBy(5));

        assertThat(bench.shelf().requests).hasSize(5);
        assertThat(follower.state().checks()).isEqualTo(5);
    }

    @Test
    void movedAlias_isLoadedBeforeAnybodySeesIt() {
        bench.shelf().point(LIVE, ONE);
        Follower follower = bench.follow(followers, LIVE);
        assertThat(bench.repairs).isEmpty();
        bench.onLoad.set(ref -> assertThat(follower.current().ref()).isEqualTo(ONE));
        bench.shelf().point(LIVE, TWO);

        scheduler.advance(EVERY);

        assertThat(follower.current().ref()).isEqualTo(TWO);
        assertThat(follower.state().lastFailure()).isEmpty();
        assertThat(bench.loads).containsExactly(ONE, TWO);
    }

    @Test
    void aliasThatIsMovedBack_isFollowed() {
        bench.shelf().point(LIVE, TWO);
        Follower follower = bench.follow(followers, LIVE);
        bench.shelf().point(LIVE, ONE);

        scheduler.advance(EVERY);

        assertThat(follower.current().ref()).isEqualTo(ONE);
    }

    @Test
    void whateverFails_theLastGoodModelStays_andTheFailureShows() {
        bench.shelf().point(LIVE, ONE);
        Follower follower = bench.follow(followers, LIVE);

        bench.shelf().forget(LIVE);
        scheduler.advance(EVERY);
        assertFails(follower, 1, AliasNotFoundException.class);

        bench.shelf().write(Layout.alias(LIVE), "uid: ../../etc\n");
        scheduler.advance(EVERY);
        assertFails(follower, 2, CorruptDocumentException.class);

        bench.shelf().down(true);
        scheduler.advance(EVERY);
        assertFails(follower, 3, UnavailableException.class);

        bench.shelf().down(false);
        bench.shelf().point(LIVE, TWO);
        bench.onLoad.set(ref -> {
            throw new OutOfMemoryError("a test wants it so");
        });
        scheduler.advance(EVERY);
        assertFails(follower, 4, OutOfMemoryError.class);

        bench.onLoad.set(ref -> {});
        scheduler.advance(EVERY);
        assertThat(follower.current().ref()).isEqualTo(TWO);
        assertThat(follower.state().failedChecks()).isZero();
        assertThat(follower.state().lastFailure()).isEmpty();
        assertThat(follower.state().checks()).isEqualTo(5);
    }

    private static void assertFails(Follower follower, long times, Class<?> failure) {
        assertThat(follower.current().ref()).isEqualTo(ONE);
        assertThat(follower.state().failedChecks()).isEqualTo(times);
        assertThat(follower.state().lastFailure()).containsInstanceOf(failure);
        assertThat(follower.state().lastSuccess()).isEqualTo(follower.current().since());
    }

    @Test
    void olderAliasOfALaterRepository_neverWins_whileTheFirstIsDown() {
        Bench two = new Bench(2);
        two.shelves.get(0).point(LIVE, TWO);
        two.shelves.get(1).point(LIVE, ONE);
        Follower follower = two.follow(followers, LIVE);

        two.shelf().down(true);
        scheduler.advance(EVERY);
        assertThat(follower.current().ref()).isEqualTo(TWO);
        assertThat(follower.state().lastFailure()).containsInstanceOf(UnavailableException.class);

        two.shelf().down(false);
        scheduler.advance(EVERY);
        assertThat(follower.current().ref()).isEqualTo(TWO);
        assertThat(follower.state().lastFailure()).isEmpty();
    }

    @Test
    void aliasOfALaterRepository_isFollowed_whileThoseBeforeAnswer() {
        Bench three = new Bench(3);
        three.shelves.get(1).point(LIVE, ONE);
        Follower follower = three.follow(followers, LIVE);
        three.shelves.get(1).point(LIVE, TWO);
        three.shelves.get(2).down(true);

        scheduler.advance(EVERY);

        assertThat(follower.current().ref()).isEqualTo(TWO);
    }

    @Test
    void shortId_goesUpOnly() {
        bench.shelf().publish(TWO);
        Follower follower = bench.follow(followers, ONE.shortId());

        bench.shelf().publish(ONE);
        bench.shelf().publish(ModelId.of("3e120e8d-3.0.0-rc1"));
        scheduler.advance(EVERY);
        assertThat(follower.current().ref()).isEqualTo(TWO);
        assertThat(follower.state().lastFailure()).isEmpty();

        bench.shelf().publish(ModelId.of("3e120e8d-10.0.0"));
        scheduler.advance(EVERY);
        assertThat(follower.current().ref()).isEqualTo(ModelId.of("3e120e8d-10.0.0"));
    }

    @Test
    void shortId_ofAPreRelease_goesToTheFirstRelease() {
        bench.shelf().publish(ModelId.of("3e120e8d-2.0.0-rc1"));
        Follower follower = bench.follow(followers, ONE.shortId());
        bench.shelf().publish(ONE);

        scheduler.advance(EVERY);

        assertThat(follower.current().ref()).isEqualTo(ONE);
    }

    @Test
    void shortId_withASilentRepository_goesUp_butNeverSaysThatNothingIsNew() {
        Bench two = new Bench(2);
        two.shelves.get(0).publish(TWO);
        two.shelves.get(1).publish(ONE);
        Follower follower = two.follow(followers, ONE.shortId());

        two.shelf().down(true);
        scheduler.advance(EVERY);
        assertThat(follower.current().ref()).isEqualTo(TWO);
        assertThat(follower.state().lastFailure()).isPresent();

        two.shelves.get(1).publish(ModelId.of("3e120e8d-3.0.0"));
        scheduler.advance(EVERY);
        assertThat(follower.current().ref()).isEqualTo(ModelId.of("3e120e8d-3.0.0"));
        assertThat(follower.state().lastFailure()).isEmpty();
    }

    @Test
    void shortId_whoseVersionsAreAllGone_keepsTheLastOne_andSaysSo() {
        bench.shelf().publish(ONE);
        Follower follower = bench.follow(followers, ONE.shortId());
        bench.shelf().retract(ONE);

        scheduler.advance(EVERY);

        assertFails(follower, 1, ModelNotFoundException.class);
    }

    @Test
    void closed_checksNothing_andSaysSo() {
        bench.shelf().point(LIVE, ONE);
        Follower follower = bench.follow(followers, LIVE);
        followers.close();
        bench.shelf().point(LIVE, TWO);

        assertThatThrownBy(follower::checkNow)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the follower of " + LIVE + " is closed");
        assertThat(follower.current().ref()).isEqualTo(ONE);
    }

    @Test
    void id_isNeverChecked() {
        Follower follower = bench.follow(followers, ONE);

        assertThat(follower.checkNow().model().ref()).isEqualTo(ONE);
        assertThat(scheduler.opened).hasValue(0);
        assertThat(bench.shelf().requests).isEmpty();
    }

    @Test
    void verified_repairsBeforeItLoads() {
        bench.shelf().point(LIVE, ONE);
        followers.follow(LIVE, EVERY, bench.source(), FollowOption.VERIFIED);
        bench.shelf().point(LIVE, TWO);

        scheduler.advance(EVERY);

        assertThat(bench.repairs).containsExactly(ONE, TWO);
        assertThat(bench.loads).containsExactly(ONE, TWO);
    }

    @Test
    void events_tellOfChangesAndFailures() {
        bench.shelf().point(LIVE, ONE);
        bench.follow(followers, LIVE);
        scheduler.advance(EVERY);
        assertThat(bench.events).isEmpty();

        bench.shelf().point(LIVE, TWO);
        scheduler.advance(EVERY);
        bench.shelf().down(true);
        scheduler.advance(EVERY.multipliedBy(2));

        assertThat(bench.events).hasSize(3);
        assertThat(bench.events.get(0))
                .isInstanceOfSatisfying(
                        FollowerChanged.class,
                        event -> assertThat(event).isEqualTo(new FollowerChanged(LIVE, ONE, TWO, event.duration())));
        assertThat(bench.events.subList(1, 3))
                .containsExactly(
                        new FollowerCheckFailed(LIVE, TWO, 1, "UnavailableException"),
                        new FollowerCheckFailed(LIVE, TWO, 2, "UnavailableException"));
    }

    @Test
    void closedClient_isNotFollowed() {
        bench.shelf().point(LIVE, ONE);
        followers.close();

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> bench.follow(followers, LIVE))
                .withMessageContaining("closed");
        assertThat(bench.leases).isEmpty();
    }
}
