package io.audmodel.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.follow.Follower;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.servers.S3Stub;
import io.audmodel.spring.AudModelCustomizer;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The alias moves while requests of several threads arrive by HTTP: none fails, and no session is left. */
@Tag("one-jdk")
class AliasMovesUnderLoadTest {

    private static final Alias ALIAS = Alias.of("emotion-small");
    private static final int MOVES = 50;
    private static final int THREADS = 4;

    /** Milliseconds between the answer to a caller and its next request: the moves need the processor as well. */
    private static final int PAUSE = 10;

    /** What the heap may have grown by when half of the moves were made; a session that is kept takes less, and is counted. */
    private static final long MAX_GROWTH = 16L << 20;

    @TempDir
    private Path folder;

    private final Semaphore answers = new Semaphore(0);
    private final Set<String> models = ConcurrentHashMap.newKeySet();

    @Test
    void folder_aliasMoves_noRequestFails() throws Exception {
        Files.createDirectory(folder.resolve("models"));
        Repository repository = Repository.fileSystem(folder, "models");

        serve(repository, Map.of());
    }

    @Test
    void bucket_aliasMoves_noRequestFails() throws Exception {
        try (S3Stub server = S3Stub.start(Files.createDirectory(folder.resolve("objects")))) {
            server.createBucket("models");
            Map<String, String> keys = Map.of("access_key", server.accessKey(), "secret_key", server.secretKey());
            serve(Repository.s3(server.endpoint(), "models"), keys);
        }
    }

    private void serve(Repository repository, Map<String, String> options) throws Exception {
        try (AudModel publisher = AudModel.builder()
                .repository(repository, options)
                .cacheRoot(folder.resolve("publisher"))
                .build()) {
            List<ModelId> versions = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                versions.add(Demonstration.publish(publisher, Path.of("../onnx/model"), i + ".0.0"));
            }
            publisher.setAlias(ALIAS, versions.get(0));
            SpringApplication application = new SpringApplication(EmotionApplication.class);
            // Credentials are no properties.
            application.addInitializers(context -> context.getBeanFactory()
                    .registerSingleton(
                            "store", (AudModelCustomizer) builder -> builder.repository(repository, options)));
            AtomicInteger open;
            try (ConfigurableApplicationContext service =
                    application.run("--server.port=0", "--audmodel.cache-root=" + folder.resolve("cache"))) {
                MeterRegistry meters = service.getBean(MeterRegistry.class);
                moveUnderLoad(service, publisher, versions);
                assertThat(meters.get("emotion.sessions").gauge().value()).isEqualTo(1);
                assertThat(meters.get("audmodel.followers.changes").timer().count())
                        .isEqualTo(MOVES);
                open = service.getBean(AtomicInteger.class);
            }
            assertThat(open).hasValue(0);
            assertThat(models).hasSize(3);
        }
    }

    private void moveUnderLoad(ConfigurableApplicationContext service, AudModel publisher, List<ModelId> versions)
            throws Exception {
        HttpRequest request = Demonstration.request(
                "http://localhost:" + service.getEnvironment().getRequiredProperty("local.server.port"));
        Follower follower = service.getBean(Follower.class);
        ScheduledExecutorService callers = Executors.newScheduledThreadPool(THREADS);
        List<Future<?>> calls = new ArrayList<>();
        try {
            for (int i = 0; i < THREADS; i++) {
                HttpClient client = HttpClient.newHttpClient();
                // The one that fails is the last of its caller.
                calls.add(callers.scheduleWithFixedDelay(() -> ask(client, request), 0, PAUSE, TimeUnit.MILLISECONDS));
            }
            long before = 0;
            for (int move = 1; move <= MOVES; move++) {
                ModelId next = versions.get(move % versions.size());
                publisher.setAlias(ALIAS, next);
                follower.checkNow();
                assertThat(follower.current().ref()).isEqualTo(next);
                answers.drainPermits();
                assertThat(answers.tryAcquire(THREADS, 1, TimeUnit.MINUTES)).isTrue();
                assertThat(calls).noneMatch(Future::isDone);
                if (move == MOVES / 2) {
                    before = usedHeap();
                }
            }
            assertThat(usedHeap() - before).isLessThan(MAX_GROWTH);
            assertThat(calls).noneMatch(Future::isDone);
        } finally {
            callers.shutdown();
            assertThat(callers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private void ask(HttpClient client, HttpRequest request) {
        HttpResponse<String> response =
                client.sendAsync(request, BodyHandlers.ofString()).join();
        if (response.statusCode() != 200 || !response.body().contains("\"neutral\":0.564")) {
            throw new AssertionError("an answer is " + response.statusCode() + " " + response.body());
        }
        models.add(response.body().replaceFirst(".*\"model\":\"([^\"]+)\".*", "$1"));
        answers.release();
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
