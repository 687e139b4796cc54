package io.audmodel.benchmarks.clients;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendProvider;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.Environment;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.s3.S3Backend;
import io.audmodel.model.Repository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The S3 backend over its own HTTP client and over two of the AWS SDK, on one server in a process of its own: each run is a
 * new JVM, the clients take turns, and the medians are printed beside their ratio to the backend's own.
 */
public final class HttpClients {

    private static final List<String> CLIENTS = List.of("own", "url-connection", "apache5");
    private static final int RUNS = 7;
    private static final int SMALL = 1_000;
    private static final int THREADS = 4;
    private static final int MEGABYTES = 256;
    private static final ObjectPath LARGE = ObjectPath.of("large", "object");
    private static final ObjectPath HEADER = ObjectPath.of("small", "object");

    private HttpClients() {}

    /**
     * @param arguments a folder, in memory best, and the file with the class path of the server; or, in a new JVM, the client,
     *     the server's endpoint and keys, and the folder
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 2) {
            compare(Path.of(arguments[0]), Files.readString(Path.of(arguments[1])));
        } else {
            measure(arguments).forEach((work, figure) -> System.out.println(work + "=" + figure));
            // The SDK has threads that are in no hurry.
            System.exit(0);
        }
    }

    private static void compare(Path folder, String classPathOfServer) throws Exception {
        Path objects = Files.createDirectories(folder.resolve("objects"));
        byte[] noise = new byte[MEGABYTES << 20];
        new Random(1).nextBytes(noise);
        Files.write(folder.resolve("large"), noise);
        Process server = new ProcessBuilder(
                        java(), "-cp", classPathOfServer, "io.audmodel.servers.ServerProcess", "stub", "" + objects, "models")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = server.inputReader(StandardCharsets.UTF_8)) {
            List<String> access = Arrays.asList(said.readLine().split(" "));
            Map<String, Map<String, List<Double>>> figures = new LinkedHashMap<>();
            for (int run = 0; run < RUNS; run++) {
                for (String client : CLIENTS) {
                    runOf(client, access, folder)
                            .forEach((work, figure) -> figures.computeIfAbsent(work, any -> new LinkedHashMap<>())
                                    .computeIfAbsent(client, any -> new ArrayList<>())
                                    .add(figure));
                }
            }
            print(figures);
        } finally {
            server.destroy();
        }
    }

    private static Map<String, Double> runOf(String client, List<String> server, Path folder) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(java(), "-cp", System.getProperty("java.class.path"), HttpClients.class.getName(), client));
        command.addAll(server);
        command.add(folder.toString());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Double> figures = new LinkedHashMap<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines()
                    .map(line -> line.split("="))
                    .forEach(pair -> figures.put(pair[0], Double.valueOf(pair[1])));
        }
        return figures;
    }

    private static Map<String, Double> measure(String[] arguments) throws Exception {
        Map<String, Double> figures = new LinkedHashMap<>();
        Path folder = Path.of(arguments[4]);
        Repository repository = Repository.s3(arguments[1], "models");
        BackendSettings settings = new BackendSettings(
                Map.of("access_key", arguments[2], "secret_key", arguments[3]), Environment.system(), folder);
        try (Backend backend = connect(arguments[0], repository, settings)) {
            backend.stat(HEADER);
            figures.put(
                    "from the start of the JVM to the first answer, ms",
                    (double) System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime());
            backend.put(HEADER, Content.of(new byte[300]), PutMode.overwrite());
            read(backend, HEADER, SMALL);
            figures.put("a small object read, µs", micros(() -> read(backend, HEADER, SMALL)) / SMALL);
            figures.put(
                    "a small object read by one of " + THREADS + " threads, µs",
                    micros(() -> inThreads(() -> read(backend, HEADER, SMALL))) / SMALL);
            figures.put(
                    "256 MiB written, ms",
                    micros(() -> backend.put(LARGE, Content.of(folder.resolve("large")), PutMode.overwrite())) / 1_000);
            figures.put("256 MiB read in one stream, ms", micros(() -> read(backend, LARGE, 1)) / 1_000);
            figures.put("256 MiB read in four streams, ms", micros(() -> readInRanges(backend)) / 1_000);
        }
        return figures;
    }

    private static Backend connect(String client, Repository repository, BackendSettings settings) {
        return switch (client) {
            case "own" ->
                ServiceLoader.load(BackendProvider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(provider -> provider.names().contains("s3"))
                        .findFirst()
                        .orElseThrow()
                        .connect(repository, settings);
            case "url-connection" -> over(UrlConnectionHttpClient.create(), repository, settings);
            case "apache5" -> over(Apache5HttpClient.create(), repository, settings);
            default -> throw new IllegalArgumentException(client + " is none of " + CLIENTS);
        };
    }

    private static Backend over(SdkHttpClient http, Repository repository, BackendSettings settings) {
        return S3Backend.of(repository, settings, http);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double micros(Work work) throws Exception {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e3;
    }

    private static void read(Backend backend, ObjectPath path, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            try (ObjectBody body = backend.get(path, ByteRange.all())) {
                drain(body.stream());
            }
        }
    }

    private static void readInRanges(Backend backend) throws Exception {
        long quarter = ((long) MEGABYTES << 20) / THREADS;
        List<Work> ranges = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            ByteRange range = ByteRange.of(i * quarter, quarter);
            ranges.add(() -> {
                try (ObjectBody body = backend.get(LARGE, range)) {
                    drain(body.stream());
                }
            });
        }
        inThreads(ranges);
    }

    private static void drain(InputStream body) throws IOException {
        byte[] buffer = new byte[1 << 16];
        while (body.read(buffer) >= 0) {
            // Only how long it takes counts.
        }
    }

    private static void inThreads(Work work) throws Exception {
        List<Work> works = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            works.add(work);
        }
        inThreads(works);
    }

    private static void inThreads(List<Work> works) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(works.size());
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (Work work : works) {
                runs.add(pool.submit(() -> {
                    work.run();
                    return null;
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            pool.shutdown();
        }
    }

    private static void print(Map<String, Map<String, List<Double>>> figures) {
        System.out.println("| work | " + String.join(" | ", CLIENTS) + " |");
        System.out.println("|---|" + "---|".repeat(CLIENTS.size()));
        figures.forEach((work, byClient) -> {
            double own = median(byClient.get("own"));
            StringBuilder row = new StringBuilder("| " + work);
            for (String client : CLIENTS) {
                double median = median(byClient.get(client));
                row.append(String.format(Locale.ROOT, " | %.0f (%.2f)", median, median / own));
            }
            System.out.println(row.append(" |"));
        });
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElseThrow();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
