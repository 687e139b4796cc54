package io.audmodel.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.audmodel.AudModel;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.servers.S3Stub;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service in a process of its own, {@code wrk} as its load, and this process, which moves the alias: the service finds out by
 * itself. Needs the tool, which Debian's package {@code wrk} brings; runs only by name.
 */
@Tag("reliability")
class WrkLoadIT {

    private static final Alias ALIAS = Alias.of("emotion-small");
    private static final int MOVES = Integer.getInteger("audmodel.service.moves", 50);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Kilobytes that the process may have grown by from the middle of the moves to their end. */
    private static final long MAX_GROWTH = 32L << 10;

    private static final Pattern RESULT = Pattern.compile("requests (\\d+), wrong answers (\\d+), errors (\\d+), .*");
    private static final Pattern VALUE = Pattern.compile("\"value\":([\\d.]+)");
    private static final Pattern MODEL = Pattern.compile("\"model\":\"([^\"]+)\"");

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private String address = "";

    @Test
    void folder_aliasMoves_noRequestFails() throws Exception {
        Files.createDirectory(folder.resolve("models"));
        serve("folder", Repository.fileSystem(folder, "models"), Map.of(), Map.of());
    }

    @Test
    void bucket_aliasMoves_noRequestFails() throws Exception {
        try (S3Stub server = S3Stub.start(Files.createDirectory(folder.resolve("objects")))) {
            server.createBucket("models");
            serve(
                    "bucket",
                    Repository.s3(server.endpoint(), "models"),
                    Map.of("access_key", server.accessKey(), "secret_key", server.secretKey()),
                    Map.of("AWS_ACCESS_KEY_ID", server.accessKey(), "AWS_SECRET_ACCESS_KEY", server.secretKey()));
        }
    }

    private void serve(String place, Repository repository, Map<String, String> options, Map<String, String> keys)
            throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/wrk")), "wrk is not installed");
        try (AudModel publisher = AudModel.builder()
                .repository(repository, options)
                .cacheRoot(folder.resolve("publisher"))
                .build()) {
            List<ModelId> versions = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                versions.add(Demonstration.publish(publisher, Path.of("../onnx/model"), i + ".0.0"));
            }
            publisher.setAlias(ALIAS, versions.get(0));
            Process service = start(repository, keys);
            Process load = null;
            try {
                await(service, versions.get(0));
                load = load();
                long before = 0;
                for (int move = 1; move <= MOVES; move++) {
                    ModelId next = versions.get(move % versions.size());
                    publisher.setAlias(ALIAS, next);
                    await(service, next);
                    if (move == MOVES / 2) {
                        before = residentKilobytes(service);
                    }
                }
                long after = residentKilobytes(service);
                String result = result(load);
                System.out.printf(
                        "%s: %d moves, %s; memory %d MB, %d MB%n", place, MOVES, result, before >> 10, after >> 10);
                Matcher counts = RESULT.matcher(result);
                assertThat(counts.matches()).as(result).isTrue();
                assertThat(Long.parseLong(counts.group(1))).isGreaterThan(MOVES);
                assertThat(counts.group(2)).isEqualTo("0");
                assertThat(counts.group(3)).isEqualTo("0");
                assertThat(after - before).isLessThan(MAX_GROWTH);
                assertThat(metric("emotion.sessions")).isEqualTo(1);
                assertThat(metric("audmodel.followers.changes")).isEqualTo(MOVES);
            } finally {
                if (load != null) {
                    load.destroyForcibly();
                }
                service.destroy();
                assertThat(service.waitFor()).isEqualTo(128 + 15);
            }
        }
    }

    private Process start(Repository repository, Map<String, String> keys) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        address = "http://127.0.0.1:" + port;
        ProcessBuilder service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        EmotionApplication.class.getName(),
                        "--server.port=" + port,
                        "--audmodel.repositories=" + repository,
                        "--audmodel.cache-root=" + folder.resolve("cache"),
                        "--audmodel.followed.emotion.every=1s")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("service.log").toFile());
        // Not as an argument, which ONNX Runtime would not survive.
        service.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        service.environment().putAll(keys);
        return service.start();
    }

    private Process load() throws IOException {
        return new ProcessBuilder(
                        "/usr/bin/wrk",
                        "-t2",
                        "-c16",
                        "-d1h",
                        "-s",
                        "src/test/resources/load.lua",
                        address + "/emotion")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("load.log").toFile())
                .start();
    }

    /** Ends the load as Ctrl-C does, after which it says what happened. */
    private String result(Process load) throws IOException, InterruptedException {
        assertThat(load.isAlive()).as("the load ended before the last move").isTrue();
        new ProcessBuilder("kill", "-INT", Long.toString(load.pid())).start().waitFor();
        assertThat(load.waitFor()).isZero();
        List<String> lines = Files.readAllLines(folder.resolve("load.log"));
        return lines.get(lines.size() - 1);
    }

    /** Until the service answers by this model. */
    private void await(Process service, ModelId model) throws InterruptedException, IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!answer().equals(model.toString())) {
            assertThat(Instant.now())
                    .as(() -> "no answer by " + model + ": " + read(folder.resolve("service.log")))
                    .isBefore(end);
            assertThat(service.waitFor(100, TimeUnit.MILLISECONDS))
                    .as(() -> "the service has ended: " + read(folder.resolve("service.log")))
                    .isFalse();
        }
    }

    private String answer() throws InterruptedException {
        try {
            Matcher model = MODEL.matcher(http.send(Demonstration.request(address), BodyHandlers.ofString())
                    .body());
            return model.find() ? model.group(1) : "";
        } catch (IOException e) {
            return ""; // the service starts
        }
    }

    private double metric(String name) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/actuator/metrics/" + name))
                .build();
        Matcher value =
                VALUE.matcher(http.send(request, BodyHandlers.ofString()).body());
        assertThat(value.find()).isTrue();
        return Double.parseDouble(value.group(1));
    }

    private static long residentKilobytes(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
