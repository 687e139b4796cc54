package io.audmodel.it.size;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.Comparison;
import io.audmodel.FoundModel;
import io.audmodel.ModelQuery;
import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A repository with many models: every one is found, the second time by the listing alone.
 * {@code -Daudmodel.find.models=10000} asks for more of them.
 */
@Tag("reliability")
@Tag("one-jdk")
interface FindManySuite extends OnStorage {

    int MODELS = Integer.getInteger("audmodel.find.models", 500);

    @Test
    default void everyModelIsFound_coldAndWarm(Workshop workshop) {
        try (Backend backend = workshop.connect(workshop.repository())) {
            IntStream.range(0, MODELS).forEach(i -> publishHeader(backend, i));
        }
        FaultyBackend counting = workshop.faulty();
        AudModel client = workshop.client(counting);
        long cold = find(client, ModelQuery.all(), MODELS);
        assertThat(counting.count(call -> call.operation() == Operation.LIST)).isEqualTo(1);
        assertThat(counting.count(call -> call.operation() == Operation.GET)).isEqualTo(MODELS);
        long warm = find(client, ModelQuery.all(), MODELS);
        find(client, ModelQuery.all().parameter("number", Comparison.LESS, 7).latest(), 7);
        assertThat(counting.calls()).hasSize(MODELS + 3);
        System.out.printf("find test: %d models, cold in %d ms, warm in %d ms%n", MODELS, cold, warm);
    }

    /** Returns how many milliseconds it took. */
    private static long find(AudModel client, ModelQuery query, long expected) {
        long begin = System.nanoTime();
        try (Stream<FoundModel> found = client.find(query)) {
            assertThat(found.map(FoundModel::ref).distinct().count()).isEqualTo(expected);
        }
        return (System.nanoTime() - begin) / 1_000_000;
    }

    private static void publishHeader(Backend backend, int number) {
        Map<String, Object> parameters = Map.of("number", number);
        ModelId id = ModelId.derive("onnx", Subgroup.none(), parameters, Version.of("1.0.0"));
        String header = "author: calvin\ndate: 2026-11-23\nname: onnx\nparameters:\n  number: " + number
                + "\nsubgroup: ''\nversion: 1.0.0\n";
        for (String path : new String[] {Layouts.header(id), Layouts.meta(id)}) {
            String text = path.endsWith(".meta.yaml") ? "null\n...\n" : header;
            backend.put(new ObjectPath(path), Content.of(text.getBytes(StandardCharsets.UTF_8)), PutMode.create());
        }
    }
}
