package io.audmodel.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Kills JVMs at random moments while they publish or load. A reader sees no model or a whole one then, and whoever comes
 * next succeeds.
 */
class KillTest implements OnStorage {

    private static final int KILLS_EACH = 105;
    private static final int INSIDE_EACH = 50;

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    @Test
    void processesThatAreKilled_leaveNothingHalf(Workshop workshop) throws Exception {
        long seed = System.nanoTime();
        PublishKills publish = new PublishKills(workshop, seed);
        LoadKills load = new LoadKills(workshop, seed + 1);
        ExecutorService lanes = Executors.newFixedThreadPool(2);
        try {
            Future<Map<String, Integer>> published = lanes.submit(() -> run(publish));
            Future<Map<String, Integer>> loaded = lanes.submit(() -> run(load));
            report(published.get(), loaded.get(), seed);
        } finally {
            lanes.shutdownNow();
        }
    }

    /** Kills until there were enough, in all and inside a call. */
    private static Map<String, Integer> run(Kills kills) throws Exception {
        Map<String, Integer> moments = new TreeMap<>();
        int count = 0;
        while (count < KILLS_EACH || inside(moments) < INSIDE_EACH) {
            moments.merge(kills.next(count + 1), 1, Integer::sum);
            count++;
            assertThat(count).as("kills, of which %s", moments).isLessThan(10 * KILLS_EACH);
        }
        kills.finish();
        return moments;
    }

    private static int sum(Map<String, Integer> moments) {
        return moments.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static int inside(Map<String, Integer> moments) {
        return sum(moments) - moments.getOrDefault(Kills.OUTSIDE, 0);
    }

    private static void report(Map<String, Integer> published, Map<String, Integer> loaded, long seed) {
        assertThat(inside(published)).isGreaterThanOrEqualTo(INSIDE_EACH);
        assertThat(inside(loaded)).isGreaterThanOrEqualTo(INSIDE_EACH);
        System.out.printf(
                "kill test: %d kills, %d inside publish %s, %d inside load %s; 0 half models, seed %d%n",
                sum(published) + sum(loaded), inside(published), published, inside(loaded), loaded, seed);
    }
}
