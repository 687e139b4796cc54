package io.audmodel.follow.poll;

import static io.audmodel.follow.poll.Bench.EVERY;
import static io.audmodel.follow.poll.Bench.LIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.error.CancelledException;
import io.audmodel.follow.Follower;
import io.audmodel.follow.FollowerState;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Followers on threads of their own. */
@Timeout(120)
class TimerThreadsTest {

    private static final ModelId ONE = ModelId.of("3e120e8d-1.0.0");
    private static final ModelId TWO = ModelId.of("3e120e8d-2.0.0");

    private final Followers followers = new Followers();
    private final Bench bench = new Bench(1);

    @BeforeEach
    void point() {
        bench.shelf().point(LIVE, ONE);
    }

    @AfterEach
    void end() {
        followers.close();
    }

    @Test
    void checks_comeByThemselves() throws Exception {
        CompletableFuture<ModelRef> told = new CompletableFuture<>();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        Follower follower = followers.follow(LIVE, Duration.ofMillis(1), bench.source());
        follower.addListener(model -> {
            thread.complete(Thread.currentThread());
            told.complete(model.ref());
        });

        bench.shelf().point(LIVE, TWO);

        assertThat(told.get(60, TimeUnit.SECONDS)).isEqualTo(TWO);
        assertThat(thread.get().isDaemon()).isTrue();
        assertThat(thread.get().getName()).isEqualTo("audmodel-follow");
    }

    @Test
    void checkNow_waitsForACheckThatBeginsAfterIt() throws Exception {
        Follower follower = bench.follow(followers, LIVE);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        bench.shelf().onRequest(() -> {
            bench.shelf().onRequest(() -> {});
            asked.countDown();
            await(goOn);
        });
        CompletableFuture<FollowerState> early = CompletableFuture.supplyAsync(follower::checkNow);
        asked.await();
        bench.shelf().point(LIVE, TWO);
        CompletableFuture<FollowerState> late = CompletableFuture.supplyAsync(follower::checkNow);
        goOn.countDown();

        assertThat(early.get(60, TimeUnit.SECONDS).checks()).isPositive();
        assertThat(late.get(60, TimeUnit.SECONDS).model().ref()).isEqualTo(TWO);
        assertThat(follower.state().checks()).isEqualTo(2);
    }

    @Test
    void checkNow_inAListener_returnsAtOnce() {
        Follower follower = bench.follow(followers, LIVE);
        follower.addListener(model -> follower.checkNow());
        bench.shelf().point(LIVE, TWO);

        assertThat(follower.checkNow().model().ref()).isEqualTo(TWO);
        assertThat(follower.state().checks()).isEqualTo(1);
    }

    @Test
    void checkNow_interrupted_isCancelled() throws Exception {
        Follower follower = bench.follow(followers, LIVE);
        CountDownLatch goOn = new CountDownLatch(1);
        bench.shelf().onRequest(() -> await(goOn));
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(CancelledException.class).isThrownBy(follower::checkNow);

        assertThat(Thread.interrupted()).isTrue();
        goOn.countDown();
    }

    @Test
    void close_endsTheLoadThatIsUnderWay_andTheThreads() throws Exception {
        Follower follower = bench.follow(followers, LIVE);
        CompletableFuture<Thread> loading = new CompletableFuture<>();
        bench.onLoad.set(ref -> {
            loading.complete(Thread.currentThread());
            await(new CountDownLatch(1));
        });
        bench.shelf().point(LIVE, TWO);
        CompletableFuture<FollowerState> check = CompletableFuture.supplyAsync(follower::checkNow);
        Thread thread = loading.get(60, TimeUnit.SECONDS);

        follower.close();

        assertThat(check.get(60, TimeUnit.SECONDS).model().ref()).isEqualTo(ONE);
        thread.join(60_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(follower.state().lastFailure()).isEmpty();
    }

    @Test
    void close_endsTheRequestThatIsUnderWay() throws Exception {
        Follower follower = followers.follow(LIVE, EVERY, bench.source());
        CompletableFuture<Thread> requesting = new CompletableFuture<>();
        bench.shelf().onRequest(() -> {
            requesting.complete(Thread.currentThread());
            await(new CountDownLatch(1));
        });
        CompletableFuture<FollowerState> check = CompletableFuture.supplyAsync(follower::checkNow);
        requesting.get(60, TimeUnit.SECONDS);

        follower.close();

        check.get(60, TimeUnit.SECONDS);
        assertThat(follower.current().ref()).isEqualTo(ONE);
        assertThat(follower.state().checks()).isZero();
    }

    @Test
    void listeners_haveTheClassLoaderOfTheFollowing() throws Exception {
        ClassLoader mine = new ClassLoader(getClass().getClassLoader()) {};
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(mine);
        CompletableFuture<ClassLoader> seen = new CompletableFuture<>();
        try {
            Follower follower = bench.follow(followers, LIVE);
            follower.addListener(model -> seen.complete(Thread.currentThread().getContextClassLoader()));
            bench.shelf().point(LIVE, TWO);
            follower.checkNow();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        assertThat(seen.get()).isSameAs(mine);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new CancelledException("interrupted", e);
        }
    }
}
