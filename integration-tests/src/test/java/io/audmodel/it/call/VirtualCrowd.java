package io.audmodel.it.call;

import io.audmodel.AudModel;
import io.audmodel.FoundModel;
import io.audmodel.ModelQuery;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Environment;
import io.audmodel.cache.HeldModel;
import io.audmodel.follow.FollowedModel;
import io.audmodel.follow.Follower;
import io.audmodel.follow.ModelHolder;
import io.audmodel.follow.ModelUse;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Worker;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A program that does everything at once on virtual threads. Sources are those of a JDK without them, and so they are
 * started by reflection. Its arguments are the repository, the cache root and a folder to work in.
 */
public final class VirtualCrowd {

    private static final Alias LIVE = Alias.of("live");
    private static final Duration OFTEN = Duration.ofMillis(20);

    private final AudModel client;
    private final Path work;
    private final Map<ExactRef, FileTree> models = new HashMap<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger done = new AtomicInteger();

    private VirtualCrowd(AudModel client, Path work) {
        this.client = client;
        this.work = work;
    }

    /** One thing that a thread does, in a round. */
    private interface Task {
        void run(int round) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Path cacheRoot = Path.of(arguments[1]);
        try (AudModel client = AudModel.builder()
                .environment(Environment.of(Map.of(), cacheRoot.resolveSibling("nobody"), Workshop.USER))
                .cacheRoot(cacheRoot)
                .repository(Repository.of(arguments[0]))
                .build()) {
            Worker.say(Worker.READY);
            BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                String[] sizes = line.split(" ");
                VirtualCrowd crowd = new VirtualCrowd(client, Path.of(arguments[2]));
                Worker.say(crowd.gather(Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1])));
            }
        }
    }

    private String gather(int ofEachKind, int rounds) throws Exception {
        for (int version = 1; version <= 3; version++) {
            Path model = Samples.write(work.resolve("model-" + version), "crowd " + version, 20_000);
            models.put(
                    client.publish(PublishRequest.of(model, "onnx", Version.of(version + ".0.0"))), FileTree.of(model));
        }
        client.setAlias(LIVE, target(0));
        try (Follower shared = client.follow(LIVE, OFTEN);
                ModelHolder<FileTree> sessions = shared.hold(VirtualCrowd::open)) {
            List<Thread> threads = new ArrayList<>();
            CountDownLatch start = new CountDownLatch(1);
            for (int i = 0; i < ofEachKind; i++) {
                int number = i;
                for (Task task : List.<Task>of(
                        round -> load(),
                        round -> hold(),
                        round -> follow(),
                        round -> use(shared, sessions),
                        round -> publish(number, round),
                        round -> ask(number),
                        round -> client.setAlias(LIVE, target(number + round)))) {
                    threads.add(begin(() -> repeat(start, task, rounds)));
                }
            }
            start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            return failures.isEmpty() ? done + " done by " + threads.size() : "wrong: " + failures;
        }
    }

    private static Thread begin(Runnable work) throws ReflectiveOperationException {
        Thread thread = (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
        if (!(Boolean) Thread.class.getMethod("isVirtual").invoke(thread)) {
            throw new IllegalStateException(thread + " is not virtual");
        }
        return thread;
    }

    private void repeat(CountDownLatch start, Task task, int rounds) {
        try {
            start.await();
            for (int round = 0; round < rounds; round++) {
                task.run(round);
                done.incrementAndGet();
            }
        } catch (Throwable e) { // of whatever kind: the answer says it
            failures.add(e);
        }
    }

    private ExactRef target(int number) {
        List<ExactRef> all = models.keySet().stream()
                .sorted(Comparator.comparing(ExactRef::toString))
                .toList();
        return all.get(number % all.size());
    }

    private static FileTree open(FollowedModel model) {
        return FileTree.of(model.folder());
    }

    private void requireWhole(ModelRef ref, FileTree files) {
        if (!files.equals(models.get(ref))) {
            throw new IllegalStateException(ref + " is not whole");
        }
    }

    private void load() {
        FileTree files = FileTree.of(client.load(LIVE));
        if (!models.containsValue(files)) {
            throw new IllegalStateException("what was loaded is not whole");
        }
    }

    private void hold() {
        try (HeldModel held = client.hold(target(done.get()))) {
            load();
            FileTree.of(held.folder());
        }
    }

    private void follow() {
        try (Follower follower = client.follow(LIVE, OFTEN);
                ModelHolder<FileTree> sessions = follower.hold(VirtualCrowd::open)) {
            follower.addListener(model -> requireWhole(model.ref(), open(model)));
            use(follower, sessions);
        }
    }

    private void use(Follower follower, ModelHolder<FileTree> sessions) {
        follower.checkNow().lastFailure().ifPresent(failures::add);
        try (ModelUse<FileTree> use = sessions.acquire()) {
            requireWhole(use.model().ref(), use.get());
            requireWhole(use.model().ref(), open(use.model()));
        }
    }

    private void publish(int number, int round) throws IOException {
        Path model = Samples.write(work.resolve("own-" + number + "-" + round), "own " + number + " " + round, 5_000);
        ModelId id = client.publish(PublishRequest.of(model, "own" + number, Version.of((round + 1) + ".0.0"))
                .meta(Map.of("round", round)));
        client.updateMeta(id, Map.of("number", number));
        if (!FileTree.of(client.load(id)).equals(FileTree.of(model))) {
            throw new IllegalStateException(id + " is not what was published");
        }
        client.cache().remove(id);
    }

    private void ask(int number) {
        try (Stream<FoundModel> found = client.find(ModelQuery.all())) {
            if (found.count() < models.size()) {
                throw new IllegalStateException("a model was not found");
            }
        }
        client.versions(((ModelId) target(number)).shortId());
        client.check();
    }
}
