package io.audmodel.it.kit;

import io.audmodel.AudModel;
import io.audmodel.CopyRequest;
import io.audmodel.FoundModel;
import io.audmodel.ModelQuery;
import io.audmodel.PruneReport;
import io.audmodel.PruneRule;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Environment;
import io.audmodel.error.AudModelException;
import io.audmodel.error.CallTimeoutException;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The main class of the other JVMs: does what it reads from standard input, a command a line, and answers each with a
 * line. Its arguments are the repository, the cache root and a file that reads of archives are noted in.
 */
public final class Worker {

    /** Its first line. */
    public static final String READY = "ready";

    private static final PruneRule EVERYTHING = PruneRule.maxBytes(0).sparing(Duration.ZERO);

    private final AudModel client;
    private final Holds holds;
    private final Followings followings;

    private Worker(AudModel client) {
        this.client = client;
        this.holds = new Holds(client);
        this.followings = new Followings(client);
    }

    public static void main(String[] arguments) throws Exception {
        Repository repository = Repository.of(arguments[0]);
        Path cacheRoot = Path.of(arguments[1]);
        try (ReportingBackend backend = new ReportingBackend(Connections.open(repository), Path.of(arguments[2]));
                AudModel client = AudModel.builder()
                        .environment(Environment.of(Map.of(), cacheRoot.resolveSibling("nobody"), Workshop.USER))
                        .cacheRoot(cacheRoot)
                        .repository(repository, backend)
                        .build()) {
            new Worker(client).obey();
        }
    }

    private void obey() throws Exception {
        say(READY);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            say(answer(line.split(" ")));
        }
    }

    /** Flushes, so that a process that is killed has said what it did; ends where nobody listens any more. */
    public static void say(String line) {
        System.out.println(line);
        if (System.out.checkError()) {
            Runtime.getRuntime().halt(1);
        }
    }

    private String answer(String... command) throws Exception {
        try {
            return perform(command);
        } catch (AudModelException e) {
            return e.getClass().getSimpleName() + " " + e.getMessage();
        }
    }

    private String perform(String... command) throws Exception {
        switch (command[0]) {
            case "load" -> {
                return FileTree.of(client.load(ModelRef.of(command[1]))).digest();
            }
            case "load-within" -> {
                AudModel hasty = client.withLockTimeout(Duration.ofMillis(Long.parseLong(command[2])));
                return FileTree.of(hasty.load(ModelRef.of(command[1]))).digest();
            }
            case "get-stuck-in-load" -> {
                ReportingBackend.getStuck();
                return client.load(ModelRef.of(command[1])).toString();
            }
            case "load-some" -> {
                return loadSome(command[1].split(","), new Random(Long.parseLong(command[2])));
            }
            case "load-at-once" -> {
                return atOnce(Integer.parseInt(command[2]), () -> answer("load", command[1]));
            }
            case "load-unseen" -> {
                return client.load(ModelRef.of(command[1])).toString();
            }
            case "load-by-ranges" -> {
                ReportingBackend.hideFiles();
                return perform("load-unseen", command[1]);
            }
            case "find" -> {
                return find();
            }
            case "open-by-ranges" -> {
                ReportingBackend.hideFiles();
                return openMany(ModelRef.of(command[1]), Integer.parseInt(command[2]));
            }
            case "copy-all" -> {
                return copyAll(Repository.of(command[1]), command[2].split(","));
            }
            case "header" -> {
                return client.header(ModelRef.of(command[1])).name();
            }
            case "meta" -> {
                return client.meta(ModelRef.of(command[1])).toString();
            }
            case "publish" -> {
                return client.publish(request(Path.of(command[1]), command[2], command[3]))
                        .toString();
            }
            case "move-alias" -> {
                return moveAlias(
                        new Alias(command[1]),
                        command[2].split(","),
                        Long.parseLong(command[3]),
                        Integer.parseInt(command[4]));
            }
            case "prune-all" -> {
                PruneReport report = client.cache().prune(EVERYTHING);
                return report.removed().size() + " removed, " + report.kept().size() + " kept";
            }
            case "prune-often" -> {
                return pruneOften(Integer.parseInt(command[1]));
            }
            case "hold-some" -> {
                holds.change(command[1].split(","), new Random(Long.parseLong(command[2])));
                return tellHeld();
            }
            case "follow" -> {
                return followings.begin(command[1].split(","));
            }
            case "use-some" -> {
                followings.change(Integer.parseInt(command[1]), new Random(Long.parseLong(command[2])));
                return tellHeld();
            }
            case "settle" -> {
                return followings.settle();
            }
            case "tell-held" -> {
                return tellHeld();
            }
            case "update-meta" -> {
                return updateMeta(ModelRef.of(command[1]), command[2], Integer.parseInt(command[3]));
            }
            case "publish-forever" -> new Loops(client).publish(Path.of(command[1]), Path.of(command[2]), command[3]);
            case "load-forever-by-ranges" -> {
                ReportingBackend.hideFiles();
                new Loops(client).load(command[1].split(","));
            }
            case "load-forever" -> new Loops(client).load(command[1].split(","));
            default -> throw new IllegalArgumentException(command[0]);
        }
        throw new IllegalStateException("nothing lasts for ever, but " + command[0] + " does");
    }

    /** The request of a model whose every file tells who published it. */
    public static PublishRequest request(Path root, String version, String author) {
        return PublishRequest.of(root, "model", Version.of(version))
                .author(author)
                .date(LocalDate.of(2026, 11, 23))
                .meta(Map.of("author", author));
    }

    /** The models that it holds, serves by following or uses, with the digests of their files. */
    private String tellHeld() {
        Map<String, String> held = holds.digests();
        followings.digests().forEach((id, digest) -> held.put(id, digest));
        return "held "
                + held.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(" "));
    }

    private String find() {
        try (Stream<FoundModel> found = client.find(ModelQuery.all())) {
            return found.count() + " found";
        }
    }

    private static String atOnce(int threads, Callable<String> call) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        try {
            List<Future<String>> answers = IntStream.range(0, threads)
                    .mapToObj(i -> pool.submit(() -> {
                        start.await();
                        return call.call();
                    }))
                    .toList();
            return answers.stream().map(Worker::get).distinct().collect(Collectors.joining(" "));
        } finally {
            pool.shutdownNow();
        }
    }

    private static String get(Future<String> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private String pruneOften(int times) {
        int removed = 0;
        for (int i = 0; i < times; i++) {
            removed += client.cache().prune(EVERYTHING).removed().size();
        }
        return removed + " removed";
    }

    /** Loads models while somebody prunes; tells the digests of those that were in their place until they were read. */
    private String loadSome(String[] ids, Random random) {
        Set<String> digests = new TreeSet<>();
        for (int i = 0; i < ids.length; i++) {
            String id = ids[random.nextInt(ids.length)];
            Path folder = client.load(ModelRef.of(id));
            digests.add(id + "=" + digestUnlessRemoved(folder).orElse("vanished"));
        }
        return String.join(" ", digests);
    }

    private static Optional<String> digestUnlessRemoved(Path folder) {
        try {
            Object before = Files.getAttribute(folder, "fileKey");
            String digest = FileTree.of(folder).digest();
            return before.equals(Files.getAttribute(folder, "fileKey")) ? Optional.of(digest) : Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** Opens a file many times, and closes it never; says how often that went well, and what did not. */
    private String openMany(ModelRef ref, int times) throws IOException {
        AudModel hasty = client.withCallTimeout(Duration.ofSeconds(2));
        for (int i = 0; i < times; i++) {
            try {
                hasty.open(ref, "model.onnx").read();
            } catch (CallTimeoutException e) {
                return i + " " + e.getMessage();
            }
        }
        return times + " all";
    }

    /** Says each model that was copied or there already. */
    private String copyAll(Repository to, String... ids) {
        Path cache = client.cacheRoot().resolveSibling("cache-of-copies");
        try (AudModel destination =
                AudModel.builder().repository(to).cacheRoot(cache).build()) {
            for (String id : ids) {
                client.copy(CopyRequest.of(ModelRef.of(id)).withAliases(), destination);
                say("copied " + id);
            }
        }
        return "done";
    }

    private String moveAlias(Alias alias, String[] ids, long seed, int moves) {
        Random random = new Random(seed);
        for (int i = 0; i < moves; i++) {
            client.setAlias(alias, ModelRef.of(ids[random.nextInt(ids.length)]));
        }
        return "moved";
    }

    private String updateMeta(ModelRef ref, String prefix, int updates) {
        for (int i = 0; i < updates; i++) {
            client.updateMeta(ref, Map.of(prefix + i, i));
        }
        return "updated";
    }
}
