package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.error.UnserializableValueException;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The part of a model that changes. */
interface MetadataSuite extends OnStorage {

    /** A part of what the metadata hold. */
    record Learning(double rate) {}

    @Test
    default void updateMeta_mergesDeeply(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0")
                .meta(Map.of("model", Map.of("rate", 0.01, "optimizer", "adam"), "data", List.of(1, 2))));
        Map<Object, Object> now =
                client.updateMeta(id, Map.of("model", Map.of("rate", 0.1), "data", List.of(3), "new", true));
        assertThat(now)
                .isEqualTo(Map.of("model", Map.of("rate", 0.1, "optimizer", "adam"), "data", List.of(3), "new", true));
        assertThat(client.meta(id)).isEqualTo(now);
        assertThat(workshop.client().meta(id)).isEqualTo(now);
    }

    @Test
    default void replaceMeta_forgetsWhatWasThere(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0").meta(Map.of("old", 1)));
        assertThat(client.replaceMeta(id, Map.of("new", 2))).isEqualTo(Map.of("new", 2));
        assertThat(workshop.client().meta(id)).isEqualTo(Map.of("new", 2));
    }

    @Test
    default void updateMeta_leavesWhatItDidNotAskAbout_asPythonOrAPersonWroteIt(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        String kept = "kernel: !!python/tuple\n- 3\n- 3\nlabels: !!set\n  happy: null\n  sad: null\n";
        workshop.write(Layouts.meta(id), "# Ask Anna.\r\n\n  # Not for products.\n" + kept + "loss: 1 # so far\n");
        client.updateMeta(id, Map.of("loss", 0.5));
        assertThat(workshop.read(Layouts.meta(id)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("# Ask Anna.\r\n\n  # Not for products.\n" + kept + "loss: 0.5\n");
        client.replaceMeta(id, Map.of("loss", 0.5));
        assertThat(workshop.read(Layouts.meta(id)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("loss: 0.5\n");
    }

    @Test
    default void updateMeta_ofAPublishedDocument_writesNoCommentOfThePublish(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0").meta(Map.of("loss", 1)));
        client.updateMeta(id, Map.of("loss", 2));
        assertThat(workshop.read(Layouts.meta(id)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("loss: 2\n");
    }

    @Test
    default void updateMeta_whereThereWereNone(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        assertThat(client.updateMeta(id, new Learning(0.5))).isEqualTo(Map.of("rate", 0.5));
        assertThat(client.meta(id, Learning.class)).isEqualTo(new Learning(0.5));
    }

    @Test
    default void meta_ofAWarmCache_showsWhatOthersChanged(Workshop workshop) {
        AudModel writer = workshop.client();
        ModelId id = writer.publish(workshop.request("onnx", "1.0.0").meta(Map.of("round", 1)));
        AudModel reader = workshop.client();
        assertThat(reader.meta(id)).isEqualTo(Map.of("round", 1));
        for (int round = 2; round < 5; round++) {
            writer.updateMeta(id, Map.of("round", round));
            assertThat(reader.meta(id)).isEqualTo(Map.of("round", round));
        }
    }

    @Test
    default void meta_unchanged_isNotReadAgain_whereTheStoreKnowsItsChecksum(Workshop workshop) {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0").meta(Map.of("k", 1)));
        FaultyBackend backend = workshop.faulty();
        AudModel reader = workshop.client(backend);
        Map<Object, Object> meta = reader.meta(id);
        assertThat(reader.meta(id)).isEqualTo(meta);
        boolean known = backend.stat(new ObjectPath(Layouts.meta(id)))
                .orElseThrow()
                .checksum()
                .isPresent();
        assertThat(backend.count(call -> call.is(Operation.GET, ".meta.yaml"))).isEqualTo(known ? 1 : 2);
    }

    @Test
    default void updateMeta_keepsWhatOthersChangedSinceItWasRead(Workshop workshop) {
        AudModel one = workshop.client();
        AudModel two = workshop.client();
        ModelId id = one.publish(workshop.request("onnx", "1.0.0").meta(Map.of("base", 0)));
        two.meta(id);
        one.updateMeta(id, Map.of("one", 1));
        assertThat(two.updateMeta(id, Map.of("two", 2))).isEqualTo(Map.of("base", 0, "one", 1, "two", 2));
    }

    @Test
    default void updateMeta_withWhatYamlCannotHold_changesNothing(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0").meta(Map.of("k", 1)));
        Map<String, Object> bad = Map.of("outer", List.of(1, Map.of("inner", new Object())));
        assertThatExceptionOfType(UnserializableValueException.class)
                .isThrownBy(() -> client.updateMeta(id, bad))
                .withMessageContaining("$.outer[1].inner");
        assertThat(workshop.client().meta(id)).isEqualTo(Map.of("k", 1));
    }

    @Test
    default void metaCalls_onAMissingModel_areNotFound(Workshop workshop) {
        AudModel client = workshop.client();
        ModelRef missing = ModelRef.of("00000000-1.0.0");
        assertThatExceptionOfType(ModelNotFoundException.class)
                .isThrownBy(() -> client.meta(missing))
                .withMessageContaining("00000000-1.0.0");
        assertThatExceptionOfType(ModelNotFoundException.class)
                .isThrownBy(() -> client.updateMeta(missing, Map.of("k", 1)))
                .withMessageContaining("00000000-1.0.0");
        assertThatExceptionOfType(ModelNotFoundException.class)
                .isThrownBy(() -> client.replaceMeta(missing, Map.of("k", 1)))
                .withMessageContaining("00000000-1.0.0");
        assertThat(workshop.everything(workshop.repository())).isEmpty();
    }
}
