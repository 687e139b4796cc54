package io.audmodel.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.audmodel.PublishRequest;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A user of the group puts every kind of file in every place of a cache, once or again and again while the other works:
 * nothing outside changes, nothing waits, and every call ends with a result or an error of ours.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "it takes setpriv")
@Tag("reliability")
@Tag("one-jdk")
class CacheAttackTest implements OnStorage {

    private static final int ATTACKS = Integer.getInteger("audmodel.attacks", 120);
    private static final int SWAPS = Integer.getInteger("audmodel.attacks.swaps", 24);
    private static final int CALLS_BESIDE_SWAPS = Integer.getInteger("audmodel.attacks.calls", 5);
    private static final long SEED = Long.getLong("audmodel.seed", 20_261_128);
    private static final long LONGEST_WAIT = 60;

    /** At many models, of which one is no reason to end. */
    private static final Set<CacheCall> LOOKS = EnumSet.of(CacheCall.LIST, CacheCall.PRUNE, CacheCall.FIND_OFFLINE);

    /** One thing put in one place of a cache that is filled or not, and one call. */
    private record Attack(Plant plant, String place, CacheCall call, boolean isFilled) {}

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    @BeforeEach
    void requireTheSuperuser() {
        assumeTrue(
                System.getProperty("user.name").equals("root"),
                "the superuser alone can start processes of other users");
    }

    @Test
    void whateverIsPlanted_nothingOutsideChanges_andNothingWaits(Workshop workshop, TestReporter reporter)
            throws IOException {
        try (AttackedCache cache = new AttackedCache(workshop, published(workshop))) {
            SortedMap<String, String> before = cache.outside();
            SortedMap<String, Integer> ends = new TreeMap<>();
            int impossible = 0;
            for (Attack attack : chosen(cache, ATTACKS)) {
                cache.reset(attack.isFilled());
                if (!cache.plant(attack.plant(), attack.place())) {
                    impossible++;
                    continue;
                }
                String end = end(cache, attack, 1);
                ends.merge(end, 1, Integer::sum);
                assertThat(cache.outside()).as("%s", attack).isEqualTo(before);
                if (LOOKS.contains(attack.call())) {
                    assertThat(end).as("%s ends no look at many", attack).isEqualTo("done");
                }
            }
            report(reporter, ends, impossible);
        }
    }

    @Test
    void whateverIsSwappedMeanwhile_nothingOutsideChanges_andNothingWaits(Workshop workshop, TestReporter reporter)
            throws IOException {
        try (AttackedCache cache = new AttackedCache(workshop, published(workshop))) {
            SortedMap<String, String> before = cache.outside();
            SortedMap<String, Integer> ends = new TreeMap<>();
            List<Attack> attacks = chosen(cache, Integer.MAX_VALUE);
            attacks.removeIf(attack -> attack.plant().takesTheSuperuser() || !attack.isFilled());
            for (Attack attack : attacks.subList(0, Math.min(SWAPS, attacks.size()))) {
                cache.reset(true);
                cache.startSwapping(attack.plant(), attack.place());
                ends.merge(end(cache, attack, CALLS_BESIDE_SWAPS), 1, Integer::sum);
                cache.stopSwapping();
                assertThat(cache.outside()).as("%s", attack).isEqualTo(before);
            }
            report(reporter, ends, 0);
        }
    }

    private static ModelId published(Workshop workshop) {
        return workshop.client()
                .publish(PublishRequest.of(workshop.model("files"), "onnx", Version.of("1.0.0"))
                        .meta(Map.of("uar", 0.7))
                        .alias(Alias.of("live")));
    }

    /** Of all that can be combined, so many at random. */
    private static List<Attack> chosen(AttackedCache cache, int most) throws IOException {
        List<Attack> all = new ArrayList<>();
        for (String place : cache.places()) {
            for (Plant plant : Plant.values()) {
                for (CacheCall call : CacheCall.values()) {
                    all.add(new Attack(plant, place, call, true));
                    all.add(new Attack(plant, place, call, false));
                }
            }
        }
        Collections.shuffle(all, new Random(SEED));
        return most < all.size() ? all.subList(0, most) : all;
    }

    private static String end(AttackedCache cache, Attack attack, int times) {
        try {
            String answer = CompletableFuture.supplyAsync(() -> cache.ask(attack.call(), times))
                    .get(LONGEST_WAIT, TimeUnit.SECONDS);
            assertThat(answer).as("%s", attack).doesNotStartWith(CacheVictim.WRONG);
            return answer.split(" ", 2)[0];
        } catch (TimeoutException e) {
            cache.kill();
            throw new AssertionError(attack + " made the call wait", e);
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(attack + " failed", e);
        }
    }

    private static void report(TestReporter reporter, SortedMap<String, Integer> ends, int impossible) {
        int attacks = ends.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(attacks).isPositive();
        reporter.publishEntry(Map.of(
                "attacks", Integer.toString(attacks),
                "changed outside", "0",
                "hangs", "0",
                "impossible here", Integer.toString(impossible),
                "ends", ends.toString()));
    }
}
