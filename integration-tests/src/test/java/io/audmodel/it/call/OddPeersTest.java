package io.audmodel.it.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Quiet;
import io.audmodel.servers.SelfSigned;
import io.audmodel.servers.odd.Oddities;
import io.audmodel.servers.odd.Oddity;
import io.audmodel.servers.odd.Oddity.Place;
import io.audmodel.servers.odd.Oddity.Speaks;
import io.audmodel.servers.odd.PeerRoute;
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
@Tag("one-jdk")
class OddPeersTest {

    private static final String KINDS = System.getProperty("audmodel.kinds", "16");

    /** In each build, nobody is judged by the time that it takes. */
    private static final boolean IS_SIZED = System.getProperty("audmodel.kinds") != null;

    /** So many rounds, and then it has to be quiet. */
    private static final int BATCH = 200;

    private static final int PARALLELISM = Integer.getInteger("audmodel.kinds.parallel", 8);
    private static final long SEED = Long.getLong("audmodel.seed", 20_261_123);
    private static final int[] AFTER = {0, 0, 0, 1, 2, 3, 5};

    private final Queue<OddRound> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<AssertionError> failures = new ConcurrentLinkedQueue<>();
    private final Queue<OddOutcome> outcomes = new ConcurrentLinkedQueue<>();
    private final List<Residue> residues = new ArrayList<>();
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
        List<PeerRoute> routes = Arrays.stream(PeerRoute.values())
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
        List<OddOutcome> all = run(rounds, PARALLELISM);
        List<OddRound> late =
                all.stream().filter(OddOutcome::isLate).map(OddOutcome::round).toList();
        List<OddOutcome> alone = run(late, 1);
        tell(all, alone);
        assertThat(failures).isEmpty();
        assertThat(all).hasSize(rounds.size()).isNotEmpty();
        requireFlat();
        if (IS_SIZED) {
            assertThat(alone).noneMatch(OddOutcome::isLateByItself);
        }
    }

    private List<OddOutcome> run(List<OddRound> rounds, int parallelism) throws InterruptedException {
        for (int from = 0; from < rounds.size(); from += BATCH) {
            waiting.addAll(rounds.subList(from, Math.min(rounds.size(), from + BATCH)));
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < parallelism; i++) {
                Thread thread = new Thread(this::work, "odd-" + i);
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            residues.add(Residue.whenAllIsQuiet());
            System.out.printf(
                    "%d rounds, %d late, %d by themselves, %d failures; %s%n",
                    outcomes.size(),
                    count(outcomes, OddOutcome::isLate),
                    count(outcomes, OddOutcome::isLateByItself),
                    failures.size(),
                    residues.get(residues.size() - 1));
        }
        List<OddOutcome> all = List.copyOf(outcomes);
        outcomes.clear();
        return all;
    }

    /** What classes and pools need is there after the first batch, but for a thread of each round that may be idle. */
    private void requireFlat() {
        Residue first = residues.get(0);
        assertThat(residues)
                .allMatch(residue -> residue.megabytes() <= first.megabytes() + 8)
                .allMatch(residue -> residue.threads() <= first.threads() + PARALLELISM)
                .allMatch(residue -> residue.descriptors() <= first.descriptors() + 32);
    }

    private void work() {
        for (OddRound round = waiting.poll(); round != null; round = waiting.poll()) {
            try {
                Path place = Files.createDirectory(folder.resolve("round-" + begun.incrementAndGet()));
                OddOutcome outcome = round.run(place, keys, bundle);
                outcomes.add(outcome);
                if (outcome.isLateByItself()) {
                    System.out.println("late: " + outcome + ": " + outcome.story());
                }
                FileTree.delete(place);
            } catch (Throwable e) { // of any kind: the next round runs anyway
                System.out.println("failed: " + round + ": " + e);
                failures.add(new AssertionError("-Daudmodel.kinds='" + round + "'", e));
            }
        }
    }

    /** What took too long may have done so for what else the machine did, and was tried again alone. */
    private void tell(List<OddOutcome> all, List<OddOutcome> alone) {
        Map<String, Integer> results = new TreeMap<>();
        all.forEach(outcome -> results.merge(outcome.what(), 1, Integer::sum));
        Set<String> met = all.stream()
                .filter(OddOutcome::met)
                .map(outcome -> outcome.round().oddity().name())
                .collect(Collectors.toCollection(TreeSet::new));
        System.out.printf(
                "odd peers: %d kinds met, %d rounds, %d met%n", met.size(), all.size(), count(all, OddOutcome::met));
        System.out.println(results);
        tellLate("beyond two seconds and a tenth", all);
        tellLate("these again, alone", alone);
        System.out.printf(
                "left behind for %s at most%n%s%n", longest(all, OddOutcome::left), KINDS.equals("all") ? met : "");
    }

    private static void tellLate(String what, List<OddOutcome> outcomes) {
        System.out.printf(
                "%s: %d, of them beyond what moving bytes allow and what the machine withheld: %d; at most %s%n",
                what,
                count(outcomes, OddOutcome::isLate),
                count(outcomes, OddOutcome::isLateByItself),
                longest(outcomes, OddOutcome::took));
        outcomes.stream().filter(OddOutcome::isLate).forEach(System.out::println);
    }

    private static long count(Collection<OddOutcome> outcomes, Predicate<OddOutcome> wanted) {
        return outcomes.stream().filter(wanted).count();
    }

    private static Duration longest(List<OddOutcome> outcomes, Function<OddOutcome, Duration> duration) {
        return outcomes.stream().map(duration).max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
