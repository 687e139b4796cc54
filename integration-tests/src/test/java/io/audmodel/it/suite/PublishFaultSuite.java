package io.audmodel.it.suite;

import static io.audmodel.testkit.FaultyBackend.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.error.PublishInProgressException;
import io.audmodel.error.UnavailableException;
import io.audmodel.it.kit.Crashing;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Version;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A publish that fails somewhere on its way: nothing is visible or all of it, and trying again succeeds. */
interface PublishFaultSuite extends OnStorage {

    String[] STEPS = {".zip", ".meta.yaml", ".header.yaml"};

    @Test
    default void failure_beforeAnyStep_leavesNothingVisible_andARetrySucceeds(Workshop workshop) {
        for (String step : STEPS) {
            FaultyBackend backend = workshop.faulty();
            backend.before(1, call -> call.is(Operation.PUT, step), failing(UnavailableException::new));
            AudModel client = workshop.client(backend);
            PublishRequest request = workshop.request("onnx" + step, "1.0.0");
            assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> client.publish(request));
            assertThat(client.exists(request.id())).as(step).isFalse();
            assertThat(backend.calls())
                    .filteredOn(call -> call.operation() == Operation.DELETE)
                    .allMatch(call -> Layouts.isAnnouncement(call.path().text()));
            assertThat(client.load(client.publish(request))).as(step).isNotEmptyDirectory();
        }
    }

    @Test
    default void answerLost_beforeTheWrite_leavesNothingVisible_andARetrySucceeds(Workshop workshop) {
        for (String step : STEPS) {
            FaultyBackend backend = workshop.faulty();
            backend.before(1, call -> call.is(Operation.PUT, step), failing(OutcomeUnknownException::new));
            AudModel client = workshop.client(backend);
            PublishRequest request = workshop.request("onnx" + step, "1.0.0");
            assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> client.publish(request));
            assertThat(client.exists(request.id())).as(step).isFalse();
            assertThat(client.load(client.publish(request))).as(step).isNotEmptyDirectory();
        }
    }

    @Test
    default void answerLost_afterTheWrite_isFoundDone(Workshop workshop) {
        for (String step : STEPS) {
            FaultyBackend backend = workshop.faulty();
            backend.after(1, call -> call.is(Operation.PUT, step), failing(OutcomeUnknownException::new));
            AudModel client = workshop.client(backend);
            PublishRequest request = workshop.request("onnx" + step, "1.0.0");
            ModelId id = client.publish(request);
            assertThat(workshop.client().load(id)).as(step).isNotEmptyDirectory();
        }
    }

    @Test
    default void crash_afterAnyChange_showsNoModelOrAWholeOne_andARepeatCompletesIt(Workshop workshop) {
        boolean died = true;
        for (int changes = 0; died; changes++) {
            PublishRequest request =
                    workshop.request("crash" + changes, "1.0.0").alias(Alias.of("alias" + changes));
            Crashing backend = new Crashing(workshop.connect(workshop.repository()), changes);
            try {
                workshop.client(backend).publish(request);
            } catch (UnavailableException e) {
                assertThat(backend.hasDied()).isTrue();
            }
            died = backend.hasDied();
            AudModel reader = workshop.client();
            if (reader.exists(request.id())) {
                assertThat(reader.load(request.id())).isNotEmptyDirectory();
                assertThat(reader.meta(request.id())).isEmpty();
            } else {
                assertThat(reader.load(workshop.client().publish(request))).isNotEmptyDirectory();
                assertThat(reader.aliases(request.id())).hasSize(1);
            }
            assertThat(changes).isLessThan(20);
        }
    }

    @Test
    default void remains_withOtherContent_areRefusedAtFirst_andReplacedAfterTheGracePeriod(Workshop workshop) {
        PublishRequest crashed = crash(workshop);
        Path other = workshop.model("other");
        PublishRequest request = PublishRequest.of(other, "onnx", Version.of("1.0.0"));
        assertThatExceptionOfType(PublishInProgressException.class)
                .isThrownBy(() -> workshop.client().publish(request))
                .withMessageContaining(crashed.id().toString())
                .withMessageContaining("takeOver");
        assertThat(workshop.client().exists(crashed.id())).isFalse();

        // They grow old by the clock of the store.
        workshop.everything(workshop.repository()).stream()
                .filter(Layouts::isAnnouncement)
                .forEach(workshop::delete);
        Clock tomorrow = Clock.offset(Clock.systemDefaultZone(), Duration.ofHours(25));
        AudModel later = workshop.open(workshop.builder(workshop.repository()).clock(tomorrow));
        assertThat(FileTree.of(later.load(later.publish(request)))).isEqualTo(FileTree.of(other));
    }

    @Test
    default void remains_withOtherContent_areReplacedAtOnceByTakeOver(Workshop workshop) {
        crash(workshop);
        Path other = workshop.model("other");
        AudModel client = workshop.client();
        ModelId id = client.publish(
                PublishRequest.of(other, "onnx", Version.of("1.0.0")).takeOver());
        assertThat(FileTree.of(client.load(id))).isEqualTo(FileTree.of(other));
    }

    @Test
    default void takeOver_neverReplacesAModel(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        FileTree before = FileTree.of(client.load(id));
        PublishRequest other = PublishRequest.of(workshop.model("other"), "onnx", Version.of("1.0.0"))
                .takeOver();
        assertThatExceptionOfType(AlreadyExistsException.class).isThrownBy(() -> client.publish(other));
        assertThat(FileTree.of(workshop.client().load(id))).isEqualTo(before);
    }

    @Test
    default void remains_withTheSameContent_areCompletedWithoutWritingThemAgain(Workshop workshop) {
        PublishRequest crashed = crash(workshop);
        String archive = Layouts.archive("onnx", crashed.id());
        var backend = workshop.connect(workshop.repository());
        var before = backend.stat(new ObjectPath(archive)).orElseThrow();
        workshop.client().publish(crashed);
        var after = backend.stat(new ObjectPath(archive)).orElseThrow();
        assertThat(after.revision()).isEqualTo(before.revision());
        assertThat(after.modified()).isEqualTo(before.modified());
    }

    @Test
    default void interrupt_duringAPublish_leavesNothing(Workshop workshop) {
        Path model = Samples.write(workshop.fresh("model"), "large", 3_000_000);
        PublishRequest request =
                PublishRequest.of(model, "onnx", Version.of("1.0.0")).alias(Alias.of("live"));
        AudModel client = workshop.client();
        try {
            assertThatExceptionOfType(CancelledException.class)
                    .isThrownBy(() -> client.withProgress(
                                    progress -> Thread.currentThread().interrupt())
                            .publish(request));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertThat(workshop.objects()).isEmpty();
        assertThat(client.load(client.publish(request))).isNotEmptyDirectory();
    }

    /** Publishes archive and metadata of a sample model, and no more. */
    private static PublishRequest crash(Workshop workshop) {
        PublishRequest request = workshop.request("onnx", "1.0.0");
        Crashing backend = new Crashing(workshop.connect(workshop.repository()), 2);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> workshop.client(backend).publish(request));
        assertThat(workshop.objects())
                .containsExactlyInAnyOrder(Layouts.archive("onnx", request.id()), Layouts.meta(request.id()));
        return request;
    }
}
