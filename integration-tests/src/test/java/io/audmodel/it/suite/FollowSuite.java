package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.CachedModel;
import io.audmodel.PruneRule;
import io.audmodel.PublishRequest;
import io.audmodel.follow.FollowOption;
import io.audmodel.follow.FollowedModel;
import io.audmodel.follow.Follower;
import io.audmodel.follow.ModelHolder;
import io.audmodel.follow.ModelUse;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Quiet;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Version;
import io.audmodel.testkit.FaultyBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Followers of references that move, on every storage. */
interface FollowSuite extends OnStorage {

    Alias SERVED = new Alias("served");

    /** Nothing is checked but what a test asks for. */
    PruneRule EVERYTHING = PruneRule.maxBytes(0).sparing(Duration.ZERO);

    Duration NEVER = Duration.ofDays(1);

    @Test
    default void movedAlias_isServed_withAllItsFiles(Workshop workshop) {
        AudModel publisher = workshop.client();
        Path second = workshop.model("second");
        ModelId one = publisher.publish(workshop.request("onnx", "1.0.0").alias(SERVED));
        ModelId two = publisher.publish(PublishRequest.of(second, "onnx", Version.of("2.0.0")));
        AudModel client = workshop.client();
        try (Follower follower = client.follow(SERVED, NEVER)) {
            assertThat(follower.current().ref()).isEqualTo(one);
            publisher.setAlias(SERVED, two);

            FollowedModel model = follower.checkNow().model();

            assertThat(model.ref()).isEqualTo(two);
            assertThat(model).isEqualTo(follower.current());
            assertThat(FileTree.of(model.folder())).isEqualTo(FileTree.of(second));
            assertThat(model.folder()).isEqualTo(client.load(two));
        }
    }

    @Test
    default void checkThatFindsNothingNew_isOneRequest(Workshop workshop) {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0").alias(SERVED));
        for (ModelRef ref : List.of(SERVED, id.shortId(), id)) {
            FaultyBackend backend = workshop.faulty();
            try (Follower follower = workshop.client(backend).follow(ref, NEVER)) {
                int before = backend.calls().size();
                for (int check = 0; check < 5; check++) {
                    assertThat(follower.checkNow().lastFailure()).isEmpty();
                }
                assertThat(backend.calls()).as("%s", ref).hasSize(before + (ref == id ? 0 : 5));
            }
        }
    }

    @Test
    default void prune_leavesWhatIsServed_andTakesWhatWas(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId one = client.publish(workshop.request("onnx", "1.0.0").alias(SERVED));
        ModelId two = client.publish(workshop.request("onnx", "2.0.0"));
        try (Follower follower = client.follow(SERVED, NEVER);
                ModelHolder<Path> holder = follower.hold(FollowedModel::folder);
                ModelUse<Path> use = holder.acquire()) {
            client.setAlias(SERVED, two);
            follower.checkNow();
            assertThat(client.cache().prune(EVERYTHING).removed()).isEmpty();
            assertThat(use.get()).isNotEmptyDirectory();
            use.close();

            assertThat(client.cache().prune(EVERYTHING).removed())
                    .extracting(CachedModel::ref)
                    .containsExactly(one);
            assertThat(follower.current().folder()).isNotEmptyDirectory();
        }
        assertThat(client.cache().prune(EVERYTHING).removed()).hasSize(1);
    }

    @Test
    default void regularChecks_tellOfLaterVersions(Workshop workshop) throws InterruptedException {
        AudModel publisher = workshop.client();
        ModelId one = publisher.publish(workshop.request("onnx", "1.0.0"));
        BlockingQueue<ExactRef> told = new LinkedBlockingQueue<>();
        try (Follower follower = workshop.client().follow(one.shortId(), Duration.ofMillis(20))) {
            follower.addListener(model -> told.add(model.ref()));
            ModelId two = publisher.publish(workshop.request("onnx", "2.0.0"));

            assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo(two);
            assertThat(follower.current().ref()).isEqualTo(two);
            assertThat(follower.state().checks()).isPositive();
        }
    }

    @Test
    @Quiet
    default void removedAlias_leavesTheModelServed_andShows(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId one = client.publish(workshop.request("onnx", "1.0.0").alias(SERVED));
        Follower follower = client.follow(SERVED, NEVER, FollowOption.VERIFIED);
        client.removeAlias(SERVED);

        assertThat(follower.checkNow().lastFailure()).isPresent();
        assertThat(follower.current().ref()).isEqualTo(one);
        client.setAlias(SERVED, one);
        assertThat(follower.checkNow().lastFailure()).isEmpty();
    }

    @Test
    default void followerOfAView_usesItsCache_andEndsWithTheClient(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId one = client.publish(workshop.request("onnx", "1.0.0").alias(SERVED));
        ModelId two = client.publish(workshop.request("onnx", "2.0.0"));
        AudModel view = client.withCacheRoot(workshop.fresh("view"));
        Follower follower = view.follow(SERVED, NEVER);
        view.close();
        client.setAlias(SERVED, two);
        assertThat(follower.checkNow().model().folder()).startsWith(view.cacheRoot());

        client.close();
        workshop.client().setAlias(SERVED, one);

        assertThatThrownBy(follower::checkNow).isInstanceOf(IllegalStateException.class);
        assertThat(follower.current().ref()).isEqualTo(two);
        assertThat(follower.state().checks()).isEqualTo(1);
    }
}
