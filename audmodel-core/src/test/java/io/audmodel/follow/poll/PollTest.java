package io.audmodel.follow.poll;

import static io.audmodel.follow.poll.Bench.EVERY;
import static io.audmodel.follow.poll.Bench.LIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.follow.Follower;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When followers check, and whom a check tells. */
class PollTest {

    private static final ModelId ONE = ModelId.of("3e120e8d-1.0.0");
    private static final ModelId TWO = ModelId.of("3e120e8d-2.0.0");
    private static final ModelId THREE = ModelId.of("3e120e8d-3.0.0");

    private final ManualScheduler scheduler = new ManualScheduler();
    private final AtomicReference<Double> random = new AtomicReference<>(0.5);
    private final Followers followers = new Followers(scheduler, random::get);
    private final Bench bench = new Bench(1);

    @BeforeEach
    void point() {
        bench.shelf().point(LIVE, ONE);
    }

    @Test
    void checks_areATenthEarlyOrLateAtMost() {
        random.set(0.0);
        Follower follower = bench.follow(followers, LIVE);
        scheduler.advance(Duration.ofSeconds(89));
        assertThat(follower.state().checks()).isZero();
        random.set(1.0);
        scheduler.advance(Duration.ofSeconds(1));
        assertThat(follower.state().checks()).isEqualTo(1);
        scheduler.advance(Duration.ofSeconds(109));
        assertThat(follower.state().checks()).isEqualTo(1);
        scheduler.advance(Duration.ofSeconds(1));
        assertThat(follower.state().checks()).isEqualTo(2);
    }

    @Test
    void machineThatSlept_checksOnce() {
        Follower follower = bench.follow(followers, LIVE);

        scheduler.sleep(EVERY.multipliedBy(1_000));

        assertThat(follower.state().checks()).isEqualTo(1);
        scheduler.advance(EVERY);
        assertThat(follower.state().checks()).isEqualTo(2);
    }

    @Test
    void nothingIsPlanned_whileACheckLoadsOrTells() {
        Follower follower = bench.follow(followers, LIVE);
        List<Integer> planned = new ArrayList<>();
        bench.onLoad.set(ref -> planned.add(scheduler.planned()));
        follower.addListener(model -> planned.add(scheduler.planned()));
        bench.shelf().point(LIVE, TWO);

        scheduler.advance(EVERY);

        assertThat(planned).containsExactly(0, 0);
        assertThat(scheduler.planned()).isEqualTo(1);
    }

    @Test
    void followersOfOneReference_shareChecks_asOftenAsTheMostEagerWants() {
        Follower slow = bench.follow(followers, LIVE);
        Follower eager = followers.follow(LIVE, EVERY.dividedBy(4), bench.source());
        Follower other = followers.follow(Alias.of("live"), EVERY.multipliedBy(9), bench.source());
        bench.shelf().requests.clear();

        scheduler.advance(EVERY);

        assertThat(bench.shelf().requests).hasSize(4);
        assertThat(List.of(slow, eager, other))
                .allSatisfy(follower -> assertThat(follower.state().checks()).isEqualTo(4));
        eager.close();
        scheduler.advance(EVERY.multipliedBy(2));
        assertThat(slow.state().checks()).isEqualTo(6);
        assertThat(eager.state().checks()).isEqualTo(4);
    }

    @Test
    void followersOfOtherReferences_checkOnTheirOwn() {
        bench.shelf().point(Alias.of("other"), TWO);
        Follower live = bench.follow(followers, LIVE);
        Follower other = bench.follow(followers, Alias.of("other"));
        bench.shelf().point(LIVE, THREE);

        scheduler.advance(EVERY);

        assertThat(live.current().ref()).isEqualTo(THREE);
        assertThat(other.current().ref()).isEqualTo(TWO);
        assertThat(scheduler.opened).hasValue(1);
    }

    @Test
    void followerThatJoinsDuringACheck_isNotTakenBackByIt() {
        Follower first = bench.follow(followers, LIVE);
        List<Follower> joined = new ArrayList<>();
        bench.shelf().onRequest(() -> {
            bench.shelf().onRequest(() -> {});
            bench.shelf().point(LIVE, TWO);
            joined.add(bench.follow(followers, LIVE));
        });

        scheduler.advance(EVERY);

        assertThat(first.current().ref()).isEqualTo(ONE);
        assertThat(joined.get(0).current().ref()).isEqualTo(TWO);
        scheduler.advance(EVERY);
        assertThat(first.current().ref()).isEqualTo(TWO);
    }

    @Test
    void followerWhoseLoadFails_keepsTheOthersFromNothing() {
        Follower first = bench.follow(followers, LIVE);
        Follower second = bench.follow(followers, LIVE);
        bench.shelf().point(LIVE, TWO);
        bench.onLoad.set(ref -> {
            bench.onLoad.set(again -> {});
            throw new IllegalStateException("a test wants it so");
        });

        scheduler.advance(EVERY);

        assertThat(first.current().ref()).isEqualTo(ONE);
        assertThat(second.current().ref()).isEqualTo(TWO);
    }

    @Test
    void scheduler_isThereWhileSomebodyFollows() {
        Follower one = bench.follow(followers, LIVE);
        Follower two = bench.follow(followers, LIVE);
        one.close();
        one.close();
        assertThat(scheduler.closed).hasValue(0);
        two.close();
        assertThat(scheduler.closed).hasValue(1);

        Follower three = bench.follow(followers, LIVE);
        bench.shelf().point(LIVE, TWO);
        scheduler.advance(EVERY);
        assertThat(three.current().ref()).isEqualTo(TWO);
        assertThat(two.current().ref()).isEqualTo(ONE);
        followers.close();
        assertThat(scheduler.closed).hasValue(2);
        scheduler.advance(EVERY);
        assertThat(three.state().checks()).isEqualTo(1);
    }

    @Test
    void listeners_areToldInOrder_whateverOneThrows() {
        Follower follower = bench.follow(followers, LIVE);
        List<String> told = new ArrayList<>();
        follower.addListener(model ->
                told.add("one " + model.ref() + " " + follower.current().ref()));
        follower.addListener(model -> {
            throw new AssertionError("a test wants it so");
        });
        follower.addListener(model -> told.add("two " + model.ref()));

        for (ExactRef target : List.of(TWO, TWO, THREE)) {
            bench.shelf().point(LIVE, target);
            scheduler.advance(EVERY);
        }

        assertThat(told)
                .containsExactly("one " + TWO + " " + TWO, "two " + TWO, "one " + THREE + " " + THREE, "two " + THREE);
        assertThat(follower.state().failedChecks()).isZero();
    }

    @Test
    void lease_isOnTheServedModel_andEndsAfterTheListeners() {
        Follower follower = bench.follow(followers, LIVE);
        List<List<ExactRef>> leases = new ArrayList<>();
        follower.addListener(model -> leases.add(List.copyOf(bench.leases)));
        assertThat(bench.leases).containsExactly(ONE);
        bench.shelf().point(LIVE, TWO);

        scheduler.advance(EVERY);

        assertThat(leases).containsExactly(List.of(ONE, TWO));
        assertThat(bench.leases).containsExactly(TWO);
        follower.close();
        assertThat(bench.leases).isEmpty();
    }

    @Test
    void followerThatClosesWhileItLoads_leavesNoLease() {
        Follower follower = bench.follow(followers, LIVE);
        bench.shelf().point(LIVE, TWO);
        bench.onLoad.set(ref -> follower.close());

        scheduler.advance(EVERY);

        assertThat(bench.loads).containsExactly(ONE, TWO);
        assertThat(bench.leases).isEmpty();
    }

    @Test
    void listenerThatCloses_isTheLastThatIsTold() {
        Follower follower = bench.follow(followers, LIVE);
        List<ExactRef> told = new ArrayList<>();
        follower.addListener(model -> {
            follower.close();
            Thread.currentThread().interrupt();
        });
        follower.addListener(model -> told.add(model.ref()));
        bench.shelf().point(LIVE, TWO);

        scheduler.advance(EVERY);

        assertThat(told).isEmpty();
        assertThat(follower.current().ref()).isEqualTo(TWO);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(scheduler.planned()).isZero();
    }
}
