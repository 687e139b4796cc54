package io.audmodel.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.model.Repository;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Publishes and loads while one kind of fault befalls up to two of any four attempts at a request, which five outlast: nearly
 * every call goes well, none takes longer than its time-outs, and no wrong byte is believed. {@code
 * -Daudmodel.kinds.runs=1000} asks for the full size, and {@code -Daudmodel.kinds.threads} for more runs at once.
 */
interface FaultKindSuite extends OnStorage {

    int RUNS = Integer.getInteger("audmodel.kinds.runs", 2);
    int THREADS = Integer.getInteger("audmodel.kinds.threads", 20);
    long SEED = Long.getLong("audmodel.seed", 1);

    /** No run takes nearly as long, unless it hangs. */
    int BOUND_MINUTES = 5;

    /** How a repository is connected to, beside its address: short time-outs among it. */
    Map<String, String> options();

    @Test
    default void everyKind_isOutlasted_inTime_withoutAWrongByte(Workshop workshop) throws Exception {
        Map<FaultKind, FaultTally> tallies = new EnumMap<>(FaultKind.class);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (FaultKind kind : FaultKind.values()) {
                FaultTally tally = new FaultTally();
                tallies.put(kind, tally);
                Repository repository =
                        workshop.repository(kind.name().toLowerCase(Locale.ROOT).replace("_", ""));
                AudModel healthy = workshop.open(workshop.builder(repository));
                for (int i = 0; i < RUNS; i++) {
                    long seed = SEED * 1_000_003 + i;
                    FaultRun run = new FaultRun(workshop, repository, options(), healthy, kind, seed, tally);
                    runs.add(threads.submit(() -> {
                        run.perform();
                        return null;
                    }));
                }
            }
            for (Future<?> run : runs) {
                run.get(BOUND_MINUTES, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
        tallies.forEach((kind, tally) -> System.out.printf("faults, %s, %s: %s%n", getClass().getSimpleName(), kind, tally));
        assertThat(tallies).allSatisfy((kind, tally) -> {
            assertThat(tally.violations()).as("%s, seed %s", kind, SEED).isEmpty();
            // One hundredth of the two calls of each run, and of a few runs one: which one fails is up to chance.
            assertThat(tally.failures())
                    .as("%s, seed %s", kind, SEED)
                    .hasSizeLessThanOrEqualTo(Math.max(1, RUNS / 50));
            assertThat(tally.disturbed()).as("%s, seed %s", kind, SEED).isPositive();
        });
    }
}
