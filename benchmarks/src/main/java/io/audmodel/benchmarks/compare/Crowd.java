package io.audmodel.benchmarks.compare;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.backend.fs.FsBackend;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Asks a repository with few models and one with many the same questions in turn, and prints what an answer costs in
 * each: the median of the microseconds, and the requests.
 */
public final class Crowd {

    private static final int ASKED = 100;
    private static final int ROUNDS = 30;

    /** File systems allow some ten thousand to one file. */
    private static final int LINKS = 10_000;

    private static final List<String> PATHS =
            List.of("_uid/%s/1.0.0/%s.header.yaml", "_uid/%s/1.0.0/%s.meta.yaml", "onnx/%s/1.0.0/%s.zip");

    private static final Version VERSION = Version.of("1.0.0");

    private final Path folder;
    private final int count;
    private final CountingBackend backend;
    private final AudModel client;
    private final Map<String, List<Double>> micros = new LinkedHashMap<>();
    private final Map<String, Long> requests = new LinkedHashMap<>();

    private Crowd(Path folder, int count) throws IOException {
        this.folder = folder;
        this.count = count;
        Files.createDirectories(folder.resolve("models"));
        this.backend = new CountingBackend(new FsBackend(folder.resolve("models")));
        this.client = AudModel.builder()
                .repository(new Repository("file-system", folder.toString(), "models"), backend)
                .cacheRoot(folder.resolve("cache"))
                .build();
    }

    /** @param arguments a folder for both repositories, and how many models the large one has */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Crowd few = new Crowd(Files.createDirectories(folder.resolve("few")), ASKED);
        Crowd many = new Crowd(Files.createDirectories(folder.resolve("many")), Integer.parseInt(arguments[1]));
        few.fill();
        many.fill();
        for (int round = 0; round < ROUNDS; round++) {
            few.ask();
            many.ask();
        }
        List<String> rows = new ArrayList<>();
        few.micros
                .keySet()
                .forEach(call -> rows.add(String.format(
                        Locale.ROOT,
                        "\"%s\": [%.1f, %d, %.1f, %d]",
                        call,
                        few.median(call),
                        few.requests.get(call),
                        many.median(call),
                        many.requests.get(call))));
        System.out.println("{" + String.join(", ", rows) + "}");
    }

    /** Publishes one model, and links the others to its files: what is asked does not depend on what is in them. */
    private void fill() throws IOException {
        Path model = Files.createDirectories(folder.resolve("model"));
        Files.writeString(model.resolve("labels.yaml"), "0: angry\n");
        ModelId origin = client.publish(
                PublishRequest.of(model, "onnx", Version.of("1.0.0")).parameters(Map.of("number", 0)));
        for (int number = 1; number < count; number++) {
            ModelId id = id(number);
            boolean copied = number % LINKS == 0;
            for (String path : PATHS) {
                Path target = file(path, id);
                Files.createDirectories(target.getParent());
                if (Files.exists(target)) {
                    // Short ids have 32 bits: of a hundred thousand, two may well be the same.
                    continue;
                }
                if (copied) {
                    Files.copy(file(path, origin), target);
                } else {
                    Files.createLink(target, file(path, origin));
                }
            }
            origin = copied ? id : origin;
        }
    }

    private Path file(String path, ModelId id) {
        return folder.resolve("models").resolve(String.format(Locale.ROOT, path, id.shortId(), id));
    }

    private static ModelId id(int number) {
        return ModelId.derive("onnx", Subgroup.none(), Map.of("number", number), VERSION);
    }

    private void ask() throws IOException {
        Path cache = Files.createTempDirectory(folder, "cache");
        AudModel cold = client.withCacheRoot(cache);
        for (int i = 0; i < ASKED; i++) {
            ModelId id = id((int) ((long) count * i / ASKED));
            ModelId absent = id(-1 - i);
            measure("exists, it does", () -> client.exists(id));
            measure("exists, it does not", () -> client.exists(absent));
            measure("latest version", () -> client.latestVersion(id.shortId()));
            measure("load, cold", () -> cold.load(id));
        }
        try (Stream<Path> files = Files.walk(cache)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void measure(String name, Runnable call) {
        backend.takeRequests();
        long start = System.nanoTime();
        call.run();
        micros.computeIfAbsent(name, none -> new ArrayList<>()).add((System.nanoTime() - start) / 1e3);
        requests.put(name, backend.takeRequests());
    }

    private double median(String call) {
        List<Double> sorted = micros.get(call).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
