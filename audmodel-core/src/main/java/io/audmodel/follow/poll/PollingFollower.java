package io.audmodel.follow.poll;

import io.audmodel.event.FollowerChanged;
import io.audmodel.event.FollowerCheckFailed;
import io.audmodel.follow.FollowedModel;
import io.audmodel.follow.Follower;
import io.audmodel.follow.FollowerState;
import io.audmodel.follow.ModelHolder;
import io.audmodel.follow.ModelMaker;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelRef;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A follower that a poll tells what it learned; without one, its reference cannot move. */
final class PollingFollower implements Follower {

    private final ModelRef ref;
    private final long every;
    private final ModelSource source;
    private final Consumer<PollingFollower> closing;
    private final CurrentLease lease;
    private final Stoppable load = new Stoppable();
    private final List<FollowerListener> listeners = new CopyOnWriteArrayList<>();
    private final List<CountedHolder<?>> holders = new CopyOnWriteArrayList<>();

    /** Written by the poll alone. */
    private volatile FollowerState state;

    private volatile @Nullable Poll poll;

    /**
     * @param every nanoseconds between two checks
     * @param closing is called when this is closed
     */
    PollingFollower(
            ModelRef ref, long every, ModelSource source, LoadedModel first, Consumer<PollingFollower> closing) {
        this.ref = ref;
        this.every = every;
        this.source = source;
        this.closing = closing;
        this.lease = new CurrentLease(first.lease());
        Instant since = first.model().since();
        this.state = new FollowerState(first.model(), since, earlier(first.seen(), since), 0, 0, Optional.empty());
    }

    /** By a clock that was set back since, a success would be later than what came after it. */
    private static Instant earlier(Instant success, Instant check) {
        return success.isBefore(check) ? success : check;
    }

    long every() {
        return every;
    }

    @Override
    public ModelRef ref() {
        return ref;
    }

    @Override
    public FollowerState state() {
        return state;
    }

    @Override
    public void addListener(Consumer<? super FollowedModel> listener) {
        listeners.add(new FollowerListener(Objects.requireNonNull(listener, "the listener is null")));
    }

    @Override
    public <T, X extends Exception> ModelHolder<T> hold(ModelMaker<T, X> maker) throws X {
        requireOpen();
        CountedHolder<T> holder = CountedHolder.open(maker, current(), source.holder(), holders::remove);
        holders.add(holder);
        // A check may have changed the model before it knew of the holder.
        holder.update(current());
        return holder;
    }

    private void requireOpen() {
        if (load.isStopped()) {
            throw new IllegalStateException(
                    "the follower of " + ref + " is closed, or its client is: it serves what it served last."
                            + " Follow the reference again, with an open client");
        }
    }

    /** For the one who made this, before anybody else knows it. */
    void isToldBy(Poll teller) {
        poll = teller;
    }

    @Nullable
    Poll poll() {
        return poll;
    }

    @Override
    public FollowerState checkNow() {
        requireOpen();
        Poll teller = poll;
        if (teller != null) {
            teller.checkNow();
        }
        return state;
    }

    @Override
    public void close() {
        load.stop();
        closing.accept(this);
        lease.close();
    }

    /** @param answer the model to be served, for one that is served */
    void check(UnaryOperator<ExactRef> answer) {
        FollowedModel served = state.model();
        Optional<LoadedModel> changed;
        long begun = System.nanoTime();
        try {
            changed = load.run(() -> change(served, answer));
        } catch (Throwable e) { // of whatever kind: it must not end the following
            failed(e);
            return;
        }
        if (load.isStopped()) {
            changed.ifPresent(unwanted -> unwanted.lease().close());
            return;
        }
        if (state.failedChecks() > 0) {
            System.getLogger("io.audmodel").log(Level.INFO, "{0} can be followed again", ref);
        }
        Duration duration = Duration.ofNanos(System.nanoTime() - begun);
        Instant now = source.now();
        FollowedModel model = changed.map(LoadedModel::model).orElse(served);
        state = new FollowerState(model, now, now, state.checks() + 1, 0, Optional.empty());
        update();
        changed.ifPresent(loaded -> {
            source.events().send(() -> new FollowerChanged(ref, served.ref(), model.ref(), duration));
            listeners.forEach(listener -> tell(listener, model));
            lease.replace(loaded.lease());
        });
    }

    private Optional<LoadedModel> change(FollowedModel served, UnaryOperator<ExactRef> answer) {
        return Optional.of(answer.apply(served.ref()))
                .filter(target -> !target.equals(served.ref()))
                .map(target -> source.load(ref, target));
    }

    void failed(Throwable failure) {
        if (load.isStopped()) {
            return;
        }
        FollowerState last = state;
        System.getLogger("io.audmodel")
                .log(
                        last.failedChecks() == 0 ? Level.WARNING : Level.DEBUG,
                        "{0} stays at {1}: {2}",
                        ref,
                        last.model().ref(),
                        failure.toString());
        Instant now = source.now();
        state = new FollowerState(
                last.model(),
                now,
                earlier(last.lastSuccess(), now),
                last.checks() + 1,
                last.failedChecks() + 1,
                Optional.of(failure));
        source.events()
                .send(() -> new FollowerCheckFailed(
                        ref,
                        last.model().ref(),
                        last.failedChecks() + 1,
                        failure.getClass().getSimpleName()));
        update();
    }

    private void update() {
        FollowedModel model = current();
        holders.forEach(holder -> holder.update(model));
        Thread.interrupted();
    }

    private void tell(FollowerListener listener, FollowedModel now) {
        if (!load.isStopped()) {
            listener.call(ref, now);
        }
    }
}
