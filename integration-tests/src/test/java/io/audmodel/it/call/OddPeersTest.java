package io.audmodel.it.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.it.call.OddRound.Outcome;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Quiet;
import io.audmodel.servers.SelfSigned;
import io.audmodel.servers.odd.Oddities;
import io.audmodel.servers.odd.Oddity;
import io.audmodel.servers.odd.Oddity.Place;
import io.audmodel.servers.odd.Oddity.Speaks;
import io.audmodel.servers.odd.Route;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each call of the client, while a server or a proxy does to it one of some hundred things that have no end or no meaning:
 * over in time, by what is true or by an error of ours, and nothing left behind. {@code -Daudmodel.kinds=all} takes all of
 * them; a number takes so many at random, {@code 100-200} others, a text those that have it in their names, such as {@code
 * TLS: deaf / LOAD}, several with semicolons between them.
 */
@Tag("reliability")
class OddPeersTest {

    private static final String KINDS = System.getProperty("audmodel.kinds", "16");
    private static final int LANES = Integer.getInteger("audmodel.kinds.lanes", 8);
    private static final long SEED = Long.getLong("audmodel.seed", 20_261_123);
    private static final int[] AFTER = {0, 0, 0, 1, 2, 3, 5};

    private final Queue<OddRound> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<AssertionError> failures = new ConcurrentLinkedQueue<>();
    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final AtomicInteger begun = new AtomicInteger();

    @TempDir
    private Path folder;

    private SelfSigned keys;
    private Path bundle;

    /** Each kind and call once, with one of the stores, and then with the other. */
    static List<OddRound> rounds() {
        List<OddRound> first = new ArrayList<>();
        List<OddRound> second = new ArrayList<>();
        Random random = new Random(SEED);
        for (Oddity oddity : Oddities.all()) {
            for (TimedCall call : TimedCall.all()) {
                List<OddRound> both = new ArrayList<>();
                for (Speaks store : List.of(Speaks.S3, Speaks.ARTIFACTORY)) {
                    if (oddity.speaks() == Speaks.ANY || oddity.speaks() == store) {
                        both.add(round(oddity, call, store, random));
                    }
                }
                first.add(both.remove(random.nextInt(both.size())));
                second.addAll(both);
            }
        }
        Collections.shuffle(first, random);
        Collections.shuffle(second, random);
        List<OddRound> all = Stream.concat(first.stream(), second.stream()).toList();
        if (KINDS.matches("\\d+(-\\d+)?")) {
            String[] bounds = ("0-" + KINDS).split("-");
            return all.subList(
                    Integer.parseInt(bounds[bounds.length - 2]), Integer.parseInt(bounds[bounds.length - 1]));
        }
        return KINDS.equals("all")
                ? all
                : all.stream()
                        .filter(each -> Arrays.stream(KINDS.split(";")).anyMatch(each.toString()::contains))
                        .toList();
    }

    private static OddRound round(Oddity oddity, TimedCall call, Speaks store, Random random) {
        List<Route> routes = Arrays.stream(Route.values())
                .filter(route -> route.fits(oddity))
                .toList();
        int after = oddity.place() == Place.ANSWER ? AFTER[random.nextInt(AFTER.length)] : 0;
        return new OddRound(oddity, call, store, routes.get(random.nextInt(routes.size())), after);
    }

    @Test
    @Quiet
    void call_whateverThePeerDoes_endsInTime_byWhatIsTrueOrAnErrorOfOurs() throws Exception {
        List<OddRound> rounds = rounds();
        keys = OddStorage.keys(folder);
        bundle = keys.bundle(folder.resolve("bundle.pem"));
        run(rounds, LANES);
        List<Outcome> all = List.copyOf(outcomes);
        List<OddRound> late =
                all.stream().filter(Outcome::isLate).map(Outcome::round).toList();
        outcomes.clear();
        run(late, 1);
        tell(all, late);
        assertThat(failures).isEmpty();
        assertThat(all).hasSize(rounds.size()).isNotEmpty();
    }

    private void run(List<OddRound> rounds, int lanes) throws InterruptedException {
        waiting.addAll(rounds);
        List<Thread> threads = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            Thread thread = new Thread(this::work, "lane-" + lane);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void work() {
        for (OddRound round = waiting.poll(); round != null; round = waiting.poll()) {
            try {
                Path place = Files.createDirectory(folder.resolve("round-" + begun.incrementAndGet()));
                outcomes.add(round.run(place, keys, bundle));
                FileTree.delete(place);
            } catch (Throwable e) { // of whatever kind: the next one goes on
                failures.add(new AssertionError("-Daudmodel.kinds='" + round + "'", e));
            }
        }
    }

    /** What took too long may have done so for what else the machine did, and was tried again alone. */
    private void tell(List<Outcome> all, List<OddRound> late) {
        Map<String, Integer> results = new TreeMap<>();
        all.forEach(outcome -> results.merge(outcome.what(), 1, Integer::sum));
        Set<String> met = all.stream()
                .filter(Outcome::met)
                .map(outcome -> outcome.round().oddity().name())
                .collect(Collectors.toCollection(TreeSet::new));
        System.out.printf(
                "odd peers: %d kinds met, %d rounds, %d met%n", met.size(), all.size(), count(all, Outcome::met));
        System.out.printf(
                "beyond the deadline and a tenth: %d, alone %d; at most %s, alone %s; left behind for %s at most%n",
                late.size(),
                count(outcomes, Outcome::isLate),
                longest(all, Outcome::took),
                longest(outcomes, Outcome::took),
                longest(all, Outcome::left));
        System.out.printf("%s; %d MB of heap in use%n%s%n", results, used(), KINDS.equals("all") ? met : "");
    }

    private static long count(Collection<Outcome> outcomes, Predicate<Outcome> wanted) {
        return outcomes.stream().filter(wanted).count();
    }

    private static Duration longest(Collection<Outcome> outcomes, Function<Outcome, Duration> duration) {
        return outcomes.stream().map(duration).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private static long used() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }
}
