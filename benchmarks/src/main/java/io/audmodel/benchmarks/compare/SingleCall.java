package io.audmodel.benchmarks.compare;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.model.Compression;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * One call in a process that does nothing else. Prints a line of JSON: the answer, the seconds that the call took inside
 * the process and, with {@code -Dheap=true}, the most heap that was ever in use.
 */
public final class SingleCall {

    private SingleCall() {}

    /** @param arguments {@code publish|load|inflate}, and what that needs, as {@code compare.py} has it */
    public static void main(String[] arguments) {
        long start = System.nanoTime();
        String answer = switch (arguments[0]) {
            case "publish" -> publish(arguments);
            case "load" -> load(arguments);
            case "inflate" -> inflate(Path.of(arguments[1]));
            default -> throw new IllegalArgumentException(arguments[0]);
        };
        double seconds = (System.nanoTime() - start) / 1e9;
        // Formats, and the beans that tell of memory, take longer to set up than a small call.
        String heap = Boolean.getBoolean("heap") ? ", \"heap\": " + peakHeap() : "";
        System.out.println("{\"answer\": \"" + answer + "\", \"seconds\": " + seconds + heap + "}");
    }

    private static String publish(String[] arguments) {
        Compression policy = switch (arguments[4]) {
            case "auto" -> Compression.auto();
            case "stored" -> Compression.stored();
            default -> Compression.deflated(Integer.parseInt(arguments[4]));
        };
        PublishRequest request = PublishRequest.of(Path.of(arguments[3]), "onnx", Version.of("1.0.0"))
                .parameters(Map.of("model", "cnn10"))
                .compression(policy);
        return with(arguments, null, client -> () -> client.publish(request).toString());
    }

    private static String load(String[] arguments) {
        Path cache = Path.of(arguments[3]);
        return with(
                arguments,
                cache,
                client -> () -> client.load(ModelRef.of(arguments[4])).toString());
    }

    private static String with(
            String[] arguments, Path cache, java.util.function.Function<AudModel, Supplier<String>> call) {
        String host = arguments[2];
        Path root = cache == null ? Path.of(System.getProperty("java.io.tmpdir"), "no-cache") : cache;
        try (AudModel client = AudModel.builder()
                .repository(new Repository(arguments[1], host, "models"))
                .cacheRoot(root)
                .build()) {
            return call.apply(client).get();
        }
    }

    /** What no load of a deflated entry can do without: one thread that inflates it. */
    private static String inflate(Path archive) {
        byte[] block = new byte[1 << 16];
        long bytes = 0;
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    for (int count = in.read(block); count >= 0; count = in.read(block)) {
                        bytes += count;
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Long.toString(bytes);
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
