package io.audmodel.it.crash;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Environment;
import io.audmodel.error.AudModelException;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The main class of a process that publishes, loads, tags and describes models at random, through whatever is between it
 * and the repository, and holds every model that it loads against what was published. It prints how often each call went
 * well and how often it ended with an error of ours, and ends with 1 where anything else happened.
 *
 * <p>Arguments: repository, cache root, folder of its own, seconds, seed.
 */
final class Soak {

    /** Models that all processes publish, load and tag: each version has a content of its own. */
    private static final int VERSIONS = 40;

    static final List<Alias> ALIASES =
            IntStream.range(0, 4).mapToObj(i -> new Alias("alias-" + i)).toList();

    private static final int SMALL = 20_000;
    private static final int LARGE = 6_000_000;

    /** Beside those of threads that are at work when somebody counts. */
    private static final int FEW = 16;

    private final AudModel client;
    private final Path folder;
    private final Random random;
    private final int number;
    private final Map<String, Integer> counts = new TreeMap<>();

    private Soak(AudModel client, Path folder, long seed) {
        this.client = client;
        this.folder = folder;
        this.random = new Random(seed);
        this.number = (int) seed;
    }

    public static void main(String[] arguments) throws IOException {
        Path cacheRoot = Path.of(arguments[1]);
        Path folder = Path.of(arguments[2]);
        long end = System.nanoTime()
                + Duration.ofSeconds(Long.parseLong(arguments[3])).toNanos();
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        Soak soak;
        int descriptors;
        try (AudModel client = AudModel.builder()
                .environment(Environment.of(Map.of(), folder.resolve("nobody"), Workshop.USER))
                .cacheRoot(cacheRoot)
                .temporaryRoot(temporary)
                .repository(
                        Repository.of(arguments[0]),
                        Map.of("access_key", "a", "secret_key", "b", "read_timeout", "1", "connect_timeout", "2"))
                .build()) {
            soak = new Soak(client, folder, Long.parseLong(arguments[4]));
            // What the first calls open stays open, such as jars and random numbers.
            for (int i = 0; i < 20; i++) {
                soak.step();
            }
            descriptors = descriptors();
            while (System.nanoTime() < end) {
                soak.step();
            }
        }
        System.out.println(soak.counts);
        require(descriptors() <= descriptors + FEW, "file descriptors: " + descriptors + ", then " + descriptors());
        require(threads().isEmpty(), "threads are left: " + threads());
        require(isEmpty(temporary), "temporary files are left in " + temporary);
    }

    /** One call; an error of ours is counted, and anything else ends the process. */
    private void step() throws IOException {
        int version = 1 + random.nextInt(VERSIONS);
        ModelId id = request(version).id();
        Alias alias = ALIASES.get(random.nextInt(ALIASES.size()));
        switch (random.nextInt(10)) {
            case 0, 1 -> count("publish", () -> client.publish(request(version).alias(alias)));
            case 2, 3, 4, 5 ->
                count("load", () -> {
                    compare(client.load(id), model(version));
                    if (random.nextInt(3) == 0) {
                        client.cache().remove(id);
                    }
                });
            case 6 -> count("set alias", () -> client.setAlias(alias, id));
            case 7 -> count("resolve", () -> client.header(client.resolveAlias(alias)));
            case 8 -> count("update meta", () -> client.updateMeta(id, Map.of("process-" + number, version)));
            default -> count("versions", () -> client.versions(id.shortId()));
        }
    }

    private interface Call {
        void run() throws IOException;
    }

    private void count(String what, Call call) throws IOException {
        try {
            call.run();
            counts.merge(what, 1, Integer::sum);
        } catch (AudModelException e) {
            counts.merge(what + ": " + e.getClass().getSimpleName(), 1, Integer::sum);
        }
    }

    /** Another process may remove a model while it is compared; it is in its place again then, or gone. */
    private void compare(Path model, Path published) throws IOException {
        Object before = key(model);
        boolean same;
        try {
            same = FileTree.of(model).digest().equals(FileTree.of(published).digest());
        } catch (UncheckedIOException e) {
            same = false;
        }
        if (!same && before != null && before.equals(key(model))) {
            throw new IllegalStateException(model + " is not what was published");
        }
        if (!same) {
            counts.merge("load: removed meanwhile", 1, Integer::sum);
        }
    }

    private static @Nullable Object key(Path model) throws IOException {
        try {
            BasicFileAttributes folder = Files.readAttributes(model, BasicFileAttributes.class);
            // A file system may give the number of a folder that is gone to the next one.
            return List.of(folder.fileKey(), folder.lastModifiedTime());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private PublishRequest request(int version) throws IOException {
        return PublishRequest.of(model(version), "soak", Version.of(version + ".0.0"))
                .meta(Map.of("version", version));
    }

    private Path model(int version) throws IOException {
        Path model = folder.resolve("model-" + version);
        if (!Files.exists(model)) {
            Samples.write(model, "version " + version, version % 8 == 0 ? LARGE : SMALL);
        }
        return model;
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalStateException(complaint);
        }
    }

    private static int descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return (int) open.count();
        }
    }

    /** Those of the library that do not end by themselves in a moment. */
    private static List<String> threads() {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        List<String> left = new ArrayList<>();
        do {
            left.clear();
            Thread.getAllStackTraces().keySet().stream()
                    .map(Thread::getName)
                    .filter(name -> name.startsWith("audmodel-"))
                    .forEach(left::add);
        } while (!left.isEmpty() && System.nanoTime() < end);
        return left;
    }

    private static boolean isEmpty(Path temporary) throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.findAny().isEmpty();
        }
    }
}
