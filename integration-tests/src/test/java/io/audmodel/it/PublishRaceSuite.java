package io.audmodel.it;

import static io.audmodel.testkit.FaultyBackend.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.UnavailableException;
import io.audmodel.model.ModelId;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Operation;
import io.audmodel.testkit.Pause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two publishes of one id, held up at the worst moments: one model, whole, of one of them. */
interface PublishRaceSuite extends OnStorage {

    /** Runs a publish up to a point, then something else, then the rest; returns the outcome of the publish. */
    private static Future<ModelId> interleave(Callable<ModelId> publish, Pause pause, Runnable meanwhile) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<ModelId> outcome = thread.submit(publish);
            pause.awaitReached();
            meanwhile.run();
            pause.resume();
            thread.shutdown();
            assertThat(thread.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            return outcome;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        } finally {
            pause.resume();
            thread.shutdownNow();
        }
    }

    private static void requireWhole(Workshop workshop, ModelId id, Path model, String author) {
        AudModel reader = workshop.client();
        assertThat(reader.author(id)).isEqualTo(author);
        assertThat(reader.meta(id)).isEmpty();
        assertThat(FileTree.of(reader.load(id))).isEqualTo(FileTree.of(model));
    }

    @Test
    default void sameContent_committedByTheSecond_isRefusedToTheFirst(Workshop workshop) {
        Path model = workshop.model("same");
        PublishRequest first = PublishRequest.of(model, "onnx", "1.0.0").author("first");
        PublishRequest second = PublishRequest.of(model, "onnx", "1.0.0").author("second");
        FaultyBackend slow = workshop.faulty();
        Pause pause = new Pause();
        slow.before(1, call -> call.is(Operation.PUT, ".header.yaml"), pause);
        AudModel client = workshop.client(slow);
        Future<ModelId> outcome = interleave(
                () -> client.publish(first), pause, () -> workshop.client().publish(second));
        assertThat(outcome)
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(AlreadyExistsException.class);
        requireWhole(workshop, first.id(), model, "second");
    }

    @Test
    default void otherContent_isRefusedToTheSecond_whileTheFirstIsAtWork(Workshop workshop) throws Exception {
        Path model = workshop.model("first");
        PublishRequest first = PublishRequest.of(model, "onnx", "1.0.0").author("first");
        PublishRequest second = PublishRequest.of(workshop.model("second"), "onnx", "1.0.0");
        FaultyBackend slow = workshop.faulty();
        Pause pause = new Pause();
        slow.before(1, call -> call.is(Operation.PUT, ".meta.yaml"), pause);
        AudModel client = workshop.client(slow);
        Future<ModelId> outcome = interleave(
                () -> client.publish(first),
                pause,
                () -> assertThatExceptionOfType(AlreadyExistsException.class)
                        .isThrownBy(() -> workshop.client().publish(second)));
        requireWhole(workshop, outcome.get(), model, "first");
    }

    @Test
    default void failureOfTheFirst_leavesTheModelOfTheSecond(Workshop workshop) {
        Path model = workshop.model("same");
        PublishRequest first = PublishRequest.of(model, "onnx", "1.0.0").author("first");
        PublishRequest second = PublishRequest.of(model, "onnx", "1.0.0").author("second");
        FaultyBackend slow = workshop.faulty();
        Pause pause = new Pause();
        slow.before(1, call -> call.is(Operation.PUT, ".header.yaml"), pause);
        slow.before(1, call -> call.is(Operation.PUT, ".header.yaml"), failing(UnavailableException::new));
        AudModel client = workshop.client(slow);
        Future<ModelId> outcome = interleave(
                () -> client.publish(first), pause, () -> workshop.client().publish(second));
        assertThat(outcome)
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(UnavailableException.class);
        requireWhole(workshop, first.id(), model, "second");
    }

    @Test
    default void failureOfTheFirst_betweenTheStepsOfTheSecond_leavesAWholeModel(Workshop workshop) throws Exception {
        Path model = workshop.model("same");
        PublishRequest first = PublishRequest.of(model, "onnx", "1.0.0").author("first");
        PublishRequest second = PublishRequest.of(model, "onnx", "1.0.0").author("second");

        FaultyBackend failing = workshop.faulty();
        Pause firstWrote = new Pause();
        failing.before(1, call -> call.is(Operation.PUT, ".header.yaml"), firstWrote);
        failing.before(1, call -> call.is(Operation.PUT, ".header.yaml"), failing(UnavailableException::new));
        FaultyBackend slow = workshop.faulty();
        Pause secondAdopted = new Pause();
        slow.before(1, call -> call.is(Operation.PUT, ".header.yaml"), secondAdopted);
        AudModel firstClient = workshop.client(failing);
        AudModel secondClient = workshop.client(slow);

        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<ModelId> undone = thread.submit(() -> firstClient.publish(first));
            firstWrote.awaitReached();
            Future<ModelId> committed = interleave(() -> secondClient.publish(second), secondAdopted, () -> {
                firstWrote.resume();
                assertThat(undone)
                        .failsWithin(Duration.ofMinutes(1))
                        .withThrowableOfType(ExecutionException.class)
                        .withCauseInstanceOf(UnavailableException.class);
            });
            requireWhole(workshop, committed.get(), model, "second");
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    default void oneClient_isSharedByManyThreads(Workshop workshop) throws Exception {
        AudModel client = workshop.client();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            var published = new ArrayList<Future<ModelId>>();
            for (int i = 0; i < 24; i++) {
                PublishRequest request = workshop.request("onnx", i + ".0.0").alias("a" + i % 4);
                published.add(threads.submit(() -> {
                    ModelId id = client.publish(request);
                    client.load(id);
                    return id;
                }));
            }
            for (Future<ModelId> id : published) {
                assertThat(client.exists(id.get(1, TimeUnit.MINUTES))).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(client.versions(workshop.request("onnx", "1.0.0").id())).hasSize(24);
    }
}
