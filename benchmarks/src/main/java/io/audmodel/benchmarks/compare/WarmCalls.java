package io.audmodel.benchmarks.compare;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Publishes and loads a model again and again in one process, as a service does, each time into an empty repository and
 * an empty cache. Prints a line of JSON with the medians of both, in seconds.
 */
public final class WarmCalls {

    private WarmCalls() {}

    /** @param arguments the host, the model's folder, the cache, and how many rounds come before and are measured */
    public static void main(String[] arguments) throws IOException {
        Path host = Path.of(arguments[0]);
        Path cache = Path.of(arguments[2]);
        int before = Integer.parseInt(arguments[3]);
        double[] published = new double[Integer.parseInt(arguments[4])];
        double[] loaded = new double[published.length];
        PublishRequest request = PublishRequest.of(Path.of(arguments[1]), "onnx", Version.of("1.0.0"))
                .parameters(Map.of("model", "cnn10"));
        for (int i = -before; i < published.length; i++) {
            empty(host);
            empty(cache);
            Files.createDirectories(host.resolve("models"));
            // A client keeps documents: another one asks again, as it would for another model.
            try (AudModel client = AudModel.builder()
                    .repository(new Repository("file-system", host.toString(), "models"))
                    .cacheRoot(cache)
                    .build()) {
                long start = System.nanoTime();
                ModelId id = client.publish(request);
                long middle = System.nanoTime();
                client.load(id);
                long end = System.nanoTime();
                if (i >= 0) {
                    published[i] = (middle - start) / 1e9;
                    loaded[i] = (end - middle) / 1e9;
                }
            }
        }
        System.out.println("{\"publish\": " + median(published) + ", \"load\": " + median(loaded) + "}");
    }

    private static double median(double[] seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> tree = Files.walk(folder)) {
                List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
                for (Path each : deepestFirst) {
                    Files.delete(each);
                }
            }
        }
        Files.createDirectories(folder);
    }
}
