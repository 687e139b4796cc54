package io.audmodel.it.suite;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.UnavailableException;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Operation;
import io.audmodel.testkit.Pause;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A publish on a thread of its own that is held up before one of its calls to the store. */
final class HeldPublish implements AutoCloseable {

    private final Pause pause = new Pause();
    private final CompletableFuture<ModelId> outcome;

    private HeldPublish(Workshop workshop, PublishRequest request, Operation operation, String ending, boolean fails) {
        FaultyBackend backend = workshop.faulty();
        backend.before(1, call -> call.is(operation, ending), pause);
        if (fails) {
            backend.before(
                    1,
                    call -> call.is(Operation.PUT, ".header.yaml"),
                    FaultyBackend.failing(UnavailableException::new));
        }
        AudModel client = workshop.client(backend);
        outcome = CompletableFuture.supplyAsync(() -> client.publish(request), task -> new Thread(task).start());
        pause.awaitReached();
    }

    /** Begins, and returns when the first such call is about to be made. */
    static HeldPublish before(Operation operation, String ending, Workshop workshop, PublishRequest request) {
        return new HeldPublish(workshop, request, operation, ending, false);
    }

    /** As {@link #before} such a call of a publish that cannot write its header, and so is undone. */
    static HeldPublish failing(Operation operation, String ending, Workshop workshop, PublishRequest request) {
        return new HeldPublish(workshop, request, operation, ending, true);
    }

    /** Lets it run to its end, which has to be a success. */
    ModelId succeed() {
        pause.resume();
        return outcome.orTimeout(1, TimeUnit.MINUTES).join();
    }

    /** Lets it run to its end, which has to be a failure. */
    Throwable fail() {
        try {
            throw new AssertionError("it published " + succeed());
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    /** Lets the thread end that a failed test left behind. */
    @Override
    public void close() {
        pause.resume();
    }
}
