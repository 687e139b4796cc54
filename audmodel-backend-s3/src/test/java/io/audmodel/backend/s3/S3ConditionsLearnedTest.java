package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.servers.S3Stub;
import io.audmodel.servers.S3Stub.Conditions;
import io.audmodel.servers.StubAnswer;
import io.audmodel.servers.StubBucket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private S3Stub server;
    private StubBucket bucket;
    private Backend backend;

    @BeforeEach
    void start() throws IOException {
        server = S3Stub.watched("models");
        bucket = server.bucket("models");
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
        assertThat(server.requests().stream()
                        .filter(request -> request.is("PUT"))
                        .map(request -> request.header("If-Match"))
                        .filter(Optional::isEmpty))
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
        server.conditions(Conditions.COMPARED_WITHOUT_QUOTES);
        CountDownLatch all = new CountDownLatch(WRITERS);
        server.rules().add(request -> {
            if (request.header("If-Match")
                    .filter(match -> match.startsWith("\""))
                    .isEmpty()) {
                return Optional.empty();
            }
            if (refusals.merge(request.key(), 1, Integer::sum) == attempt) {
                all.countDown();
                await(all);
            }
            return Optional.of(StubAnswer.error(status, code));
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
            assertThat(bucket.object(written.path().text()).text())
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
