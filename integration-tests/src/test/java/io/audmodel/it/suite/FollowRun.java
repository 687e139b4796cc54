package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.error.AudModelException;
import io.audmodel.follow.FollowedModel;
import io.audmodel.follow.Follower;
import io.audmodel.follow.FollowerState;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.model.Repository;
import io.audmodel.testkit.Fault;
import io.audmodel.testkit.FaultProxy;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A follower of an alias that moves, under one kind of faults. The checks are those that the run asks for. */
final class FollowRun {

    /** Against a follower that never gets there. */
    private static final int MANY = 100;

    private final Fault fault;
    private final Map<ExactRef, Path> models;
    private final List<ExactRef> order;
    private final AudModel mover;
    private final Alias alias;
    private final List<ExactRef> told = new CopyOnWriteArrayList<>();
    private final List<String> damages = new CopyOnWriteArrayList<>();
    private long checks;
    private long failed;
    private int most;

    /**
     * @param models the models and what is in them, in the order of the moves
     * @param mover a client without faults
     */
    FollowRun(Fault fault, Map<ExactRef, Path> models, AudModel mover) {
        this.fault = fault;
        this.models = models;
        this.order = List.copyOf(models.keySet());
        this.mover = mover;
        this.alias = new Alias("served-" + fault);
    }

    int told() {
        return told.size();
    }

    void follow(Workshop workshop, Repository repository, Map<String, String> options, int moves) {
        URI address = URI.create(repository.host());
        mover.setAlias(alias, order.get(0));
        try (FaultProxy proxy = FaultProxy.start(
                new InetSocketAddress(address.getHost(), address.getPort()),
                1,
                FaultKindSuite.halfOf(fault, fault.ordinal()))) {
            String host = repository.host().replace(":" + address.getPort(), ":" + proxy.port());
            Repository disturbed = new Repository(repository.backend(), host, repository.name());
            try (AudModel client =
                            workshop.builder().repository(disturbed, options).build();
                    Follower follower = begin(client)) {
                follower.addListener(this::serve);
                for (int move = 1; move <= moves; move++) {
                    move(follower, move);
                    // So that the model comes by the faulty line again.
                    client.cache().remove(model(move - 1));
                }
                FollowerState end = follower.state();
                assertThat(end.checks()).isEqualTo(checks);
            }
        }
        assertThat(damages).as("%s", fault).isEmpty();
    }

    private ExactRef model(int move) {
        return order.get(move % order.size());
    }

    private Follower begin(AudModel client) {
        for (int attempt = 1; ; attempt++) {
            try {
                return client.follow(alias, Duration.ofDays(1));
            } catch (AudModelException e) {
                assertThat(attempt).as("%s: %s", fault, e).isLessThan(MANY);
            }
        }
    }

    /** Every other move meets a check. */
    private void move(Follower follower, int move) {
        ExactRef target = model(move);
        boolean meets = move % 2 == 0;
        CompletableFuture<FollowerState> met = meets
                ? CompletableFuture.supplyAsync(follower::checkNow, task -> new Thread(task).start())
                : CompletableFuture.completedFuture(follower.state());
        mover.setAlias(alias, target);
        FollowerState before = met.join();
        count(before, meets);
        int since = 0;
        int through = 0;
        while (!follower.current().ref().equals(target)) {
            assertThat(follower.current().ref()).isEqualTo(model(move - 1));
            assertThat(through)
                    .as("%s, move %s: checks that got through", fault, move)
                    .isZero();
            FollowerState state = follower.checkNow();
            count(state, true);
            since++;
            through += state.lastFailure().isEmpty() ? 1 : 0;
            assertThat(since)
                    .as("%s, move %s: %s", fault, move, state.lastFailure())
                    .isLessThan(MANY);
        }
        most = Math.max(most, since);
    }

    private void count(FollowerState state, boolean isCheck) {
        checks += isCheck ? 1 : 0;
        failed += isCheck && state.lastFailure().isPresent() ? 1 : 0;
    }

    /** What a listener throws ends nothing, and so is kept. */
    private void serve(FollowedModel model) {
        told.add(model.ref());
        List<String> wrong = new ArrayList<>();
        if (!model.ref().equals(model(told.size()))) {
            wrong.add("served out of order: " + told);
        }
        if (!FileTree.of(model.folder()).equals(FileTree.of(models.get(model.ref())))) {
            wrong.add("not whole: " + model);
        }
        damages.addAll(wrong);
    }

    @Override
    public String toString() {
        return String.format(
                "follow %s: %d moves served whole and in order, %d checks of which %d failed, at most %d after a move",
                fault, told.size(), checks, failed, most);
    }
}
