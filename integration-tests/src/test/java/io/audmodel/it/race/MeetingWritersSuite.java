package io.audmodel.it.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.it.kit.Workshop;
import io.audmodel.it.python.BesidePython;
import io.audmodel.it.python.Python;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Processes publish, take over and copy one model at once and move an alias to it, while their clocks are hours apart
 * and some of them stop or die: no reader ever sees a mixture, and a publisher with a success finds its own model.
 * {@code -Daudmodel.meetings=5000} sets the number of rounds, and {@code -Daudmodel.meetings.parallel} how many run at
 * a time, each with processes and models of its own.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it sends signals")
@Tag("reliability")
@Tag("one-jdk")
interface MeetingWritersSuite extends BesidePython {

    int ROUNDS = Integer.getInteger("audmodel.meetings", 3);
    int PARALLELISM = Integer.getInteger("audmodel.meetings.parallel", 1);

    /** A long run tells how it goes. */
    int REPORTED = 100;

    Executor THREADS = task -> new Thread(task, "meetings").start();

    /** How many bytes a model has at least. */
    default int size() {
        return 2_000;
    }

    /** Whether S3 gets models in parts. */
    default boolean isInParts() {
        return false;
    }

    /**
     * Whether the store keeps the conditions that it declares at every moment. If not, readers may meet a mixture in
     * passing: those of this library refuse it, and those of Python cannot tell.
     */
    default boolean keepsConditions() {
        return true;
    }

    @Test
    default void writersThatMeet_neverMixAModel(Workshop workshop) {
        long seed = Long.getLong("audmodel.seed", 20_261_128);
        System.out.println("writers that meet: -Daudmodel.seed=" + seed);
        AtomicInteger next = new AtomicInteger();
        List<CompletableFuture<Meetings>> all = IntStream.range(0, PARALLELISM)
                .mapToObj(number ->
                        CompletableFuture.supplyAsync(() -> hold(workshop, "onnx" + number, seed, next), THREADS))
                .toList();
        for (CompletableFuture<Meetings> each : all) {
            Meetings meetings = each.join();
            assertThat(meetings.mixedForJava()).as("seed %s", seed).isEmpty();
            assertThat(meetings.deceived()).as("seed %s", seed).isEmpty();
            if (keepsConditions()) {
                assertThat(meetings.mixedForPython()).as("seed %s", seed).isEmpty();
                assertThat(meetings.refused()).as("seed %s", seed).isEmpty();
            }
        }
    }

    private Meetings hold(Workshop workshop, String name, long seed, AtomicInteger next) {
        Path cacheOfPython = workshop.fresh("cache");
        try (Python python = python(workshop, cacheOfPython);
                Meetings meetings = new Meetings(workshop, python, cacheOfPython, name, size(), isInParts(), seed)) {
            for (int round = next.incrementAndGet(); round <= ROUNDS; round = next.incrementAndGet()) {
                meetings.hold(round);
                if (round % REPORTED == 0) {
                    System.out.println("writers that meet as " + name + ": " + meetings);
                }
            }
            System.out.println("writers that meet as " + name + ", in the end: " + meetings);
            return meetings;
        }
    }
}
