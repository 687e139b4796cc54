package io.audmodel.follow.poll;

import static io.audmodel.follow.poll.Bench.EVERY;
import static io.audmodel.follow.poll.Bench.LIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.audmodel.follow.FollowedModel;
import io.audmodel.follow.Follower;
import io.audmodel.follow.ModelHolder;
import io.audmodel.follow.ModelUse;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelHolderTest {

    private static final ModelId ONE = ModelId.of("3e120e8d-1.0.0");
    private static final ModelId TWO = ModelId.of("3e120e8d-2.0.0");

    private final ManualScheduler scheduler = new ManualScheduler();
    private final Followers followers = new Followers(scheduler, () -> 0.5);
    private final Bench bench = new Bench(1);
    private final List<Session> sessions = new ArrayList<>();
    private Follower follower = bench.follow(followers, ONE);

    private record Session(FollowedModel model, AtomicInteger closed) implements AutoCloseable {
        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private Session open(FollowedModel model) {
        Session session = new Session(model, new AtomicInteger());
        sessions.add(session);
        return session;
    }

    @BeforeEach
    void follow() {
        bench.shelf().point(LIVE, ONE);
        follower = bench.follow(followers, LIVE);
    }

    private void moveTo(ModelId target) {
        bench.shelf().point(LIVE, target);
        scheduler.advance(EVERY);
    }

    @Test
    void session_isMadeOnceForEachModel_andClosedWhenItsLastUserIsDone() {
        ModelHolder<Session> holder = follower.hold(this::open);
        ModelUse<Session> one = holder.acquire();
        ModelUse<Session> other = holder.acquire();
        scheduler.advance(EVERY);
        assertThat(sessions).hasSize(1);

        moveTo(TWO);

        assertThat(sessions).hasSize(2);
        assertThat(holder.model().ref()).isEqualTo(TWO);
        assertThat(one.get()).isSameAs(other.get()).isSameAs(sessions.get(0));
        assertThat(one.model().ref()).isEqualTo(ONE);
        one.close();
        one.close();
        assertThat(sessions.get(0).closed()).hasValue(0);
        other.close();
        assertThat(sessions.get(0).closed()).hasValue(1);
        try (ModelUse<Session> later = holder.acquire()) {
            assertThat(later.get()).isSameAs(sessions.get(1));
        }
        assertThat(sessions.get(1).closed()).hasValue(0);
        holder.close();
        holder.close();
        assertThat(sessions.get(1).closed()).hasValue(1);
        moveTo(ONE);
        assertThat(sessions).hasSize(2);
    }

    @Test
    void listener_findsTheNewSessionHeld() {
        ModelHolder<Session> holder = follower.hold(this::open);
        List<Boolean> same = new ArrayList<>();
        follower.addListener(model -> same.add(holder.model().equals(model)));

        moveTo(TWO);

        assertThat(same).containsExactly(true);
    }

    @Test
    void failureToMakeTheFirst_isTheCallers() {
        assertThatIOException()
                .isThrownBy(() -> follower.<Session, IOException>hold(model -> {
                    throw new IOException("a test wants it so");
                }))
                .withMessage("a test wants it so");
        assertThat(bench.leases).as("those of two followers").hasSize(2);
        moveTo(TWO);
        assertThat(sessions).isEmpty();
    }

    @Test
    void failureToMake_leavesTheOldSession_shows_andIsTriedAgainAfterEachCheck() throws IOException {
        AtomicBoolean broken = new AtomicBoolean();
        ModelHolder<Session> holder = follower.hold(model -> {
            if (broken.get()) {
                throw new IOException("a test wants it so");
            }
            return open(model);
        });
        broken.set(true);

        moveTo(TWO);
        assertThat(follower.current().ref()).isEqualTo(TWO);
        assertThat(follower.state().lastFailure()).isEmpty();
        assertThat(holder.model().ref()).isEqualTo(ONE);
        assertThat(holder.lastFailure()).containsInstanceOf(IOException.class);
        assertThat(sessions.get(0).closed()).hasValue(0);

        bench.shelf().down(true);
        broken.set(false);
        scheduler.advance(EVERY);
        assertThat(holder.model().ref()).isEqualTo(TWO);
        assertThat(holder.lastFailure()).isEmpty();
        assertThat(sessions.get(0).closed()).hasValue(1);
    }

    @Test
    void modelThatChangesWhileTheFirstIsMade_isNotMissed() {
        ModelHolder<Session> holder = follower.hold(model -> {
            if (sessions.isEmpty()) {
                moveTo(TWO);
            }
            return open(model);
        });

        assertThat(holder.model().ref()).isEqualTo(TWO);
        assertThat(sessions.get(0).closed()).hasValue(1);
    }

    @Test
    void holderThatIsClosedWhileItMakes_closesWhatItMade() {
        List<ModelHolder<Session>> holders = new ArrayList<>();
        holders.add(follower.hold(model -> {
            holders.forEach(ModelHolder::close);
            return open(model);
        }));

        moveTo(TWO);

        assertThat(sessions)
                .hasSize(2)
                .allSatisfy(session -> assertThat(session.closed()).hasValue(1));
    }

    @Test
    void session_leasesItsModel_untilItIsClosed() {
        ModelHolder<Session> holder = follower.hold(this::open);
        ModelUse<Session> use = holder.acquire();
        moveTo(TWO);
        assertThat(bench.leases).containsExactlyInAnyOrder(ONE, ONE, TWO, TWO);

        use.close();
        assertThat(bench.leases).containsExactlyInAnyOrder(ONE, TWO, TWO);
        follower.close();
        assertThat(bench.leases).containsExactlyInAnyOrder(ONE, TWO);
        holder.close();
        assertThat(bench.leases).as("that of another follower").containsExactly(ONE);
    }

    @Test
    void whatIsClosed_saysSo() {
        ModelHolder<String> holder = follower.hold(model -> "a text of " + model.ref());
        ModelUse<String> use = holder.acquire();
        assertThat(use.get()).isEqualTo("a text of " + ONE);
        use.close();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(use::get);
        holder.close();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(holder::acquire);
        follower.close();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> follower.hold(this::open));
    }

    @Test
    void closeThatFails_keepsNothingFromBeingReplaced() {
        ModelHolder<AutoCloseable> holder = follower.hold(model -> () -> {
            throw new IOException("a test wants it so");
        });

        moveTo(TWO);

        assertThat(holder.model().ref()).isEqualTo(TWO);
    }
}
