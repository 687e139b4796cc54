package io.audmodel.it.race;

import io.audmodel.AudModel;
import io.audmodel.PruneRule;
import io.audmodel.backend.Backend;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.error.PublishInProgressException;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Signals;
import io.audmodel.it.kit.Workshop;
import io.audmodel.it.python.Python;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Rounds in which processes write the same model, and what readers saw of it. Not thread-safe. */
final class Meetings implements AutoCloseable {

    private static final int WRITERS = 4;
    private static final int[] WRONG_HOURS = {0, 30, -30, 26};
    private static final String COPIED = "copied";

    private final Workshop workshop;
    private final Python python;
    private final Path cacheOfPython;
    private final long seed;
    private final String name;
    private final boolean inParts;
    private final Repository source;
    private final List<Path> models = new ArrayList<>();
    private final Path copied;
    private final List<Jvm> writers = new ArrayList<>();
    private final Signals signals = new Signals();
    private final AudModel passing;
    private final AudModel judging;
    private final AudModel publishing;
    private final List<Backend> stores = new ArrayList<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final List<String> mixedForJava = new ArrayList<>();
    private final List<String> mixedForPython = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<String> deceived = new ArrayList<>();
    private Random random;
    private int rounds;

    /**
     * @param cacheOfPython where that process keeps what it has loaded
     * @param name of the models, which nobody else writes in this repository
     * @param size how many bytes a model has at least
     * @param inParts whether S3 gets it in parts
     */
    Meetings(Workshop workshop, Python python, Path cacheOfPython, String name, int size, boolean inParts, long seed) {
        this.workshop = workshop;
        this.python = python;
        this.cacheOfPython = cacheOfPython;
        this.name = name;
        this.inParts = inParts;
        this.seed = seed;
        this.random = new Random(seed);
        this.source = workshop.repository("source");
        for (int number = 0; number < WRITERS; number++) {
            models.add(model("writer-" + number, size));
        }
        this.copied = model(COPIED, size);
        this.passing = workshop.client();
        this.judging = workshop.client();
        this.publishing = workshop.client(source);
        stores.add(workshop.connect(workshop.repository()));
        stores.add(workshop.connect(source));
        for (int number = 0; number < WRITERS; number++) {
            writers.add(begin(number));
        }
        writers.forEach(Jvm::awaitReady);
    }

    /** All models have the same lengths, so that lengths tell nothing. */
    private Path model(String author, int size) {
        Path folder = workshop.fresh("model");
        byte[] noise = new byte[size];
        new Random(author.hashCode()).nextBytes(noise);
        Samples.file(folder.resolve("weights.bin"), noise);
        Samples.file(folder.resolve("author.txt"), author);
        return folder;
    }

    private Jvm begin(int number) {
        return workshop.launch()
                .program(RacingWriter.class)
                .flag("-D" + RacingWriter.SMALL_UPLOADS + "=" + inParts)
                .begin(
                        workshop.repository(),
                        source,
                        workshop.fresh("cache"),
                        models.get(number),
                        "writer-" + number,
                        WRONG_HOURS[number],
                        name);
    }

    /** The same round has the same turns, whichever came before. */
    void hold(int round) {
        rounds++;
        random = new Random(seed + 1_000_003L * round);
        String version = round + ".0.0";
        ModelId id = RacingWriter.request(copied, name, version, COPIED).id();
        publishing.publish(RacingWriter.request(copied, name, version, COPIED));
        List<RacingWriter.Turn> turns = new ArrayList<>();
        for (int number = 0; number < WRITERS; number++) {
            turns.add(turn(version));
        }
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> lookInPassing(id));
        python.tell(Map.of(), "load", id.toString());
        for (int number = 0; number < WRITERS; number++) {
            writers.get(number).tell(turns.get(number).command());
        }
        int killed = disturb();
        List<String> done = new ArrayList<>();
        for (int number = 0; number < WRITERS; number++) {
            RacingWriter.Turn turn = turns.get(number);
            Optional<String> answer = answer(number, turn.isDeadly() || number == killed);
            count(turn.deed() + " " + answer.map(Meetings::kind).orElse("killed"));
            if (answer.equals(Optional.of(RacingWriter.DONE)) && turn.deed() != RacingWriter.Deed.MOVE_ALIAS) {
                done.add(turn.deed() == RacingWriter.Deed.COPY ? COPIED : "writer-" + number);
            }
        }
        reading.orTimeout(2, TimeUnit.MINUTES).join();
        passingAnswerOfPython(id);
        judge(id, turns, done);
        clear();
    }

    private RacingWriter.Turn turn(String version) {
        int chance = random.nextInt(100);
        RacingWriter.Deed deed = RacingWriter.Deed.MOVE_ALIAS;
        if (chance < 50) {
            deed = RacingWriter.Deed.PUBLISH;
        } else if (chance < 75) {
            deed = RacingWriter.Deed.TAKE_OVER;
        } else if (chance < 92) {
            deed = RacingWriter.Deed.COPY;
        }
        int call = random.nextInt(3) == 0 ? 1 + random.nextInt(10) : 0;
        int pause = random.nextInt(20) == 0 ? -1 : random.nextInt(40);
        return new RacingWriter.Turn(deed, version, random.nextInt(2_000), call, pause, random.nextInt(4) == 0);
    }

    /** Stops a process for a while, or kills one; returns which one was killed, or -1. */
    private int disturb() {
        if (random.nextBoolean()) {
            return -1;
        }
        int number = random.nextInt(WRITERS);
        long process = writers.get(number).pid();
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(20_000)));
        if (random.nextInt(25) == 0) {
            signals.send("KILL", process);
            return number;
        }
        signals.send("STOP", process);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(60)));
        signals.send("CONT", process);
        return -1;
    }

    /** Empty if the process died, in whose place there is another then. */
    private Optional<String> answer(int number, boolean mayDie) {
        Jvm writer = writers.get(number);
        Optional<String> answer = writer.answerUnlessDead();
        if (answer.isEmpty() || mayDie) {
            if (!mayDie) {
                throw new AssertionError("a writer ended by itself");
            }
            writer.kill();
            writers.set(number, begin(number));
            writers.get(number).awaitReady();
        }
        return answer;
    }

    private static String kind(String answer) {
        return answer.split(" ", 2)[0];
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    /** A reader beside writers finds a whole model, or none; the whole one is the one that is there in the end. */
    private void lookInPassing(ModelId id) {
        for (int look = 0; look < 5; look++) {
            try {
                String author = authorOf(passing.load(id));
                String named = passing.header(id).author();
                if (!author.equals(named)) {
                    note(mixedForJava, id + " in passing: files of " + author + ", header of " + named);
                }
            } catch (ModelNotFoundException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            } catch (CorruptContentException e) {
                note(refused, id + " in passing: " + e.getMessage());
            }
        }
    }

    /** What it loaded in passing stays in its cache, where it is looked at in the end. */
    private void passingAnswerOfPython(ModelId id) {
        try {
            python.answer();
            count("Python has loaded in passing");
        } catch (AssertionError e) {
            count("Python has found nothing in passing");
            forgetFence(id);
        }
    }

    /** Python takes whatever is in the place of a header for one, and keeps it. */
    private void forgetFence(ModelId id) {
        Path header = cacheOfPython.resolve(id.shortId().text()).resolve(id.version() + ".header.yaml");
        try {
            if (Files.exists(header) && Files.readString(header).startsWith("# audmodel: publishing ")) {
                Files.delete(header);
                count("Python has kept a fence");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void judge(ModelId id, List<RacingWriter.Turn> turns, List<String> done) {
        if (!judging.exists(id)) {
            if (!done.isEmpty()) {
                note(deceived, id + ": " + done + " got a success, and there is no model; " + turns);
            }
            done = new ArrayList<>(List.of(COPIED));
            complete(id);
        }
        String author = look(id, turns);
        if (done.stream().anyMatch(other -> !other.equals(author))) {
            note(deceived, id + ": " + done + " got a success, and it is the model of " + author + "; " + turns);
        }
        lookAsPython(id, author, turns);
    }

    /** A publisher that takes over may replace all remains. */
    private void complete(ModelId id) {
        count("completed");
        try {
            judging.publish(RacingWriter.request(copied, name, id.version().text(), COPIED)
                    .takeOver());
        } catch (AlreadyExistsException | PublishInProgressException e) {
            note(deceived, id + ": nobody is there any more, and yet " + e.getMessage());
        }
    }

    private String look(ModelId id, List<RacingWriter.Turn> turns) {
        String author = judging.header(id).author();
        try {
            Object metadata = judging.meta(id).get("author");
            Path folder = judging.load(id);
            if (!author.equals(metadata) || !author.equals(authorOf(folder)) || !isWhole(folder, author)) {
                note(
                        mixedForJava,
                        id + ": header of " + author + ", metadata of " + metadata + ", files of " + authorOf(folder)
                                + "; " + turns);
            }
        } catch (CorruptContentException e) {
            note(refused, id + " of " + author + " in the end: " + e.getMessage() + "; " + turns);
        }
        return author;
    }

    private void lookAsPython(ModelId id, String expected, List<RacingWriter.Turn> turns) {
        String author = (String) python.call("author", id.toString());
        Map<?, ?> metadata = (Map<?, ?>) python.call("meta", id.toString());
        Path folder = Path.of((String) python.call("load", id.toString()));
        String files = authorOf(folder);
        FileTree.delete(folder);
        if (!Stream.of(author, metadata.get("author"), files).allMatch(expected::equals)) {
            note(
                    mixedForPython,
                    id + " of " + expected + ": header of " + author + ", metadata of " + metadata.get("author")
                            + ", files of " + files + "; " + turns);
        }
    }

    private boolean isWhole(Path folder, String author) {
        Path model = author.equals(COPIED) ? copied : models.get(author.charAt(author.length() - 1) - '0');
        try {
            return Files.mismatch(folder.resolve("weights.bin"), model.resolve("weights.bin")) < 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String authorOf(Path folder) {
        try {
            return Files.readString(folder.resolve("author.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** At once, since a long run may be ended before it has ended by itself. */
    private static void note(List<String> findings, String finding) {
        findings.add(finding);
        System.out.println("found: " + finding);
    }

    /** The archives of all rounds would fill the disk. */
    private void clear() {
        for (Backend store : stores) {
            try (Stream<ObjectInfo> archives = store.list(new ObjectPath(name))) {
                archives.map(ObjectInfo::path).toList().forEach(store::delete);
            }
        }
        PruneRule everything = PruneRule.maxBytes(0).sparing(Duration.ZERO);
        passing.cache().prune(everything);
        judging.cache().prune(everything);
    }

    List<String> mixedForJava() {
        return mixedForJava;
    }

    List<String> mixedForPython() {
        return mixedForPython;
    }

    /** What readers of this library refused. */
    List<String> refused() {
        return refused;
    }

    /** Publishers that got a success, and do not find their own model. */
    List<String> deceived() {
        return deceived;
    }

    @Override
    public String toString() {
        return rounds + " rounds, " + outcomes + ", mixed for Java " + mixedForJava.size() + ", mixed for Python "
                + mixedForPython.size() + ", refused " + refused.size() + ", deceived " + deceived.size();
    }

    @Override
    public void close() {
        writers.forEach(Jvm::kill);
        signals.close();
    }
}
