package io.audmodel.it.suite;

import static io.audmodel.it.suite.PublishRaceSuite.request;
import static io.audmodel.it.suite.PublishRaceSuite.requireWhole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.PublishRequest;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.PublishInProgressException;
import io.audmodel.error.UnavailableException;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Publishers that are held between their steps: on storage that keeps conditions the second one continues meanwhile;
 * elsewhere it gives way.
 */
public interface HeldRaceSuite extends OnStorage {

    String HEADER = ".header.yaml";

    @Test
    default void sameContent_committedByTheSecond_isRefusedToTheFirst(Workshop workshop) {
        Path model = workshop.model("same");
        try (HeldPublish first = HeldPublish.before(Operation.PUT, HEADER, workshop, request(model, "first"))) {
            workshop.client().publish(request(model, "second"));
            assertThat(first.fail()).isInstanceOf(AlreadyExistsException.class);
        }
        requireWhole(workshop, request(model, "any"), model, "second");
    }

    @Test
    default void failureOfTheFirst_leavesTheModelOfTheSecond(Workshop workshop) {
        Path model = workshop.model("same");
        try (HeldPublish first = HeldPublish.failing(Operation.PUT, HEADER, workshop, request(model, "first"))) {
            workshop.client().publish(request(model, "second"));
            assertThat(first.fail()).isInstanceOf(UnavailableException.class);
        }
        requireWhole(workshop, request(model, "any"), model, "second");
    }

    @Test
    default void failureOfTheFirst_betweenTheStepsOfTheSecond_leavesAWholeModel(Workshop workshop) {
        Path model = workshop.model("same");
        try (HeldPublish first = HeldPublish.failing(Operation.PUT, HEADER, workshop, request(model, "first"));
                HeldPublish second = HeldPublish.before(Operation.PUT, HEADER, workshop, request(model, "second"))) {
            assertThat(first.fail()).isInstanceOf(UnavailableException.class);
            second.succeed();
        }
        requireWhole(workshop, request(model, "any"), model, "second");
    }

    @Test
    default void failureOfTheFirst_whileTheSecondComparesItsArchive_leavesAWholeModel(Workshop workshop) {
        Path model = workshop.model("same");
        try (HeldPublish first = HeldPublish.failing(Operation.PUT, HEADER, workshop, request(model, "first"));
                HeldPublish second = HeldPublish.before(Operation.STAT, ".zip", workshop, request(model, "second"))) {
            assertThat(first.fail()).isInstanceOf(UnavailableException.class);
            second.succeed();
        }
        requireWhole(workshop, request(model, "any"), model, "second");
    }

    @Test
    default void archiveOfAThird_neverMeetsTheHeaderOfTheSecond(Workshop workshop) {
        Path model = workshop.model("same");
        PublishRequest third = request(workshop.model("third"), "third");
        try (HeldPublish first = HeldPublish.failing(Operation.PUT, HEADER, workshop, request(model, "first"));
                HeldPublish second = HeldPublish.before(Operation.PUT, HEADER, workshop, request(model, "second"))) {
            assertThat(first.fail()).isInstanceOf(UnavailableException.class);
            assertThatExceptionOfType(PublishInProgressException.class)
                    .isThrownBy(() -> workshop.client().publish(third))
                    .withMessageContaining(third.id().toString());
            second.succeed();
        }
        requireWhole(workshop, request(model, "any"), model, "second");
    }
}
