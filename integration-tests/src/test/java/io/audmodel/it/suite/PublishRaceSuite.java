package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.PublishInProgressException;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Version;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Several publishes of one id, held up at the worst moments: one model, whole, all of it from one of them. */
interface PublishRaceSuite extends OnStorage {

    /** A request for the one id, for any publisher. */
    static PublishRequest request(Path model, String author) {
        return PublishRequest.of(model, "onnx", Version.of("1.0.0"))
                .author(author)
                .meta(Map.of("by", "all"));
    }

    static void requireWhole(Workshop workshop, PublishRequest request, Path model, String author) {
        AudModel reader = workshop.client();
        assertThat(reader.header(request.id()).author()).isEqualTo(author);
        assertThat(reader.meta(request.id())).containsKey("by");
        assertThat(FileTree.of(reader.load(request.id()))).isEqualTo(FileTree.of(model));
    }

    @Test
    default void otherContent_isRefusedToTheSecond_whileTheFirstIsAtWork(Workshop workshop) {
        Path model = workshop.model("first");
        Path other = workshop.model("second");
        try (HeldPublish first = HeldPublish.before(Operation.PUT, ".meta.yaml", workshop, request(model, "first"))) {
            assertThatExceptionOfType(PublishInProgressException.class)
                    .isThrownBy(() -> workshop.client().publish(request(other, "second")));
            first.succeed();
        }
        requireWhole(workshop, request(model, "any"), model, "first");
    }

    @Test
    default void oneClient_isSharedByManyThreads(Workshop workshop) throws Exception {
        AudModel client = workshop.client();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<ModelId>> published = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                PublishRequest request = workshop.request("onnx", i + ".0.0").alias(Alias.of("a" + i % 4));
                published.add(threads.submit(() -> {
                    ModelId id = client.publish(request);
                    client.load(id);
                    return id;
                }));
            }
            for (Future<ModelId> id : published) {
                assertThat(client.exists(id.get(1, TimeUnit.MINUTES))).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(client.versions(workshop.request("onnx", "1.0.0").id())).hasSize(24);
    }
}
