package io.audmodel.it.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.PublishRequest;
import io.audmodel.error.AudModelException;
import io.audmodel.error.CallTimeoutException;
import io.audmodel.it.kit.InMemoryStorage;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Quiet;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each call of the client, whatever a backend does to it that never ends, is over in time and leaves nothing behind. */
@Tag("reliability")
@Tag("one-jdk")
class CallTimeoutTest implements OnStorage {

    /** Of the table of all kinds of faults and all calls. */
    private static final int COMBINATIONS = Integer.getInteger("audmodel.timeout.combinations", 48);

    private static final long SEED = Long.getLong("audmodel.seed", 20_261_123);
    private static final Duration TIMEOUT = Duration.ofMillis(400);

    /** For a machine that does other things too. */
    private static final Duration LATEST = TIMEOUT.plusSeconds(20);

    @Override
    public Storage storage(Path folder) {
        return new InMemoryStorage();
    }

    record Combination(BackendFault fault, TimedCall call) {

        @Override
        public String toString() {
            return fault + " " + call;
        }
    }

    static Stream<Combination> combinations() {
        List<Combination> all = new ArrayList<>();
        for (BackendFault fault : BackendFault.values()) {
            TimedCall.all().forEach(call -> all.add(new Combination(fault, call)));
        }
        Collections.shuffle(all, new Random(SEED));
        return all.stream().limit(COMBINATIONS);
    }

    @ParameterizedTest
    @MethodSource("combinations")
    @Quiet
    void call_whateverTheBackendDoes_endsInTime(Combination combination, Workshop workshop) throws Exception {
        PublishRequest request = workshop.request("onnx", "1.0.0").alias(Alias.of("live"));
        workshop.client().publish(request);
        Repository second = workshop.repository("second");
        AudModel other = workshop.client(second);
        if (combination.call().name().equals("COPY_TO")) {
            other.publish(request);
        }
        DisturbedBackend backend = new DisturbedBackend(workshop.connect(workshop.repository()), combination.fault());
        AudModel client = workshop.open(client(workshop, backend));
        Samples.write(client.cacheRoot().resolveSibling("again"), "again");
        Threads before = Threads.now();
        backend.begin();

        long begun = System.nanoTime();
        Optional<RuntimeException> failure =
                failure(() -> combination.call().body().run(client, other.withCallTimeout(TIMEOUT), request));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        boolean interrupted = Thread.interrupted();
        boolean met = backend.isMet();
        backend.release();

        assertThat(took).isLessThan(LATEST);
        assertThat(interrupted).as("an unexpected interrupt").isFalse();
        failure.ifPresent(e -> assertThat(e).isInstanceOf(AudModelException.class));
        if (met && combination.fault().isSilence()) {
            assertThat(failure).get().isInstanceOf(CallTimeoutException.class);
            assertThat(failure.orElseThrow()).hasMessageContaining("did not end within its time");
        }
        before.requireThatOthersEnd();
        AudModel patient = client.withCallTimeout(Duration.ofMinutes(10));
        if (failure.isPresent() && combination.call().name().startsWith("LOAD")) {
            assertThat(patient.load(request.id()))
                    .as("nothing is locked any more")
                    .isNotEmptyDirectory();
        }
    }

    private static AudModelBuilder client(Workshop workshop, DisturbedBackend backend) {
        return workshop.builder().repository(workshop.repository(), backend).callTimeout(TIMEOUT);
    }

    private static Optional<RuntimeException> failure(Runnable call) {
        try {
            call.run();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }
}
