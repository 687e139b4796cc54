package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several writers who learn at the same time what their server does with conditions. */
class S3ConditionsLearnedTest {

    private static final int WRITERS = 8;

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private FakeS3 server;
    private Backend backend;

    @BeforeEach
    void start() throws IOException {
        server = new FakeS3();
        backend = Connecting.to(server.endpoint(), folder, Map.of("access_key", "a", "secret_key", "b"));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        backend.close();
        server.close();
    }

    @Test
    void quotesThatAreInTheWay_areLeftOutByAll() throws Exception {
        List<ObjectInfo> objects = objects();
        meetAt(2, 412, "PreconditionFailed");
        replaceAll(objects);
        assertThat(server.requests.stream()
                        .filter(request -> request.method().equals("PUT"))
                        .map(request -> request.header("If-Match"))
                        .filter(match -> match == null))
                .as("writes without a condition, beside those that made the objects")
                .hasSize(WRITERS);
    }

    @Test
    void conditionsThatAreRefused_areCheckedBeforeByAll() throws Exception {
        List<ObjectInfo> objects = objects();
        meetAt(1, 501, "NotImplemented");
        replaceAll(objects);
    }

    private List<ObjectInfo> objects() {
        List<ObjectInfo> objects = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            objects.add(backend.put(new ObjectPath("object-" + i), content("old " + i), PutMode.overwrite()));
        }
        return objects;
    }

    /** Refuses ETags in quotes; the answers to that attempt of each writer wait for one another. */
    private void meetAt(int attempt, int status, String code) {
        server.comparesWithoutQuotes = true;
        CountDownLatch all = new CountDownLatch(WRITERS);
        server.rules.add(request -> {
            String match = request.header("If-Match");
            if (match == null || !match.startsWith("\"")) {
                return false;
            }
            if (refusals.merge(request.key(), 1, Integer::sum) == attempt) {
                all.countDown();
                await(all);
            }
            request.refuse(status, code);
            return true;
        });
    }

    private void replaceAll(List<ObjectInfo> objects) throws Exception {
        List<Callable<ObjectInfo>> writers = new ArrayList<>();
        for (ObjectInfo object : objects) {
            String text = "new " + object.path().name();
            writers.add(() -> backend.put(object.path(), content(text), PutMode.replace(object)));
        }
        for (Future<ObjectInfo> writer : threads.invokeAll(writers)) {
            ObjectInfo written = writer.get();
            assertThat(new String(server.objects.get(written.path().text()).bytes(), StandardCharsets.UTF_8))
                    .isEqualTo("new " + written.path().name());
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IOException("not all writers came");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static Content content(String text) {
        return Content.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
