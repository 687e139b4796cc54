package io.audmodel.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.Compression;
import io.audmodel.model.ModelId;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is published here, the Python package reads: files, header, metadata, aliases. */
interface PythonReadsUsSuite extends BesidePython {

    private static Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("model", "cnn10");
        parameters.put("data", List.of("emodb", "it's", "say \"hi\"", "Grüße 日本語 😀", "line1\nline2\ttab"));
        parameters.put("rate", 1e-5);
        parameters.put("big", new BigInteger("1000000000000000000000000000000"));
        parameters.put("a", Map.of("y", LocalDate.of(2020, 2, 29)));
        return parameters;
    }

    private static Map<Object, Object> meta() {
        Map<Object, Object> meta = new LinkedHashMap<>();
        meta.put(0, "angry");
        meta.put(2.5, "float");
        meta.put("texts", List.of("yes", "010", "1e3", "12:30", "2001-12-14", "", " lead", "null", "~", "#", "a: b"));
        meta.put("values", Arrays.asList(true, null, -0.0, 1e16, 16000, List.of(), Map.of()));
        meta.put("long", "word ".repeat(60).strip());
        return meta;
    }

    private static PublishRequest request(Workshop workshop, Path model) {
        return PublishRequest.of(model, "onnx", Version.of("1.0.0"))
                .subgroup(Subgroup.of("emotion.cnn"))
                .parameters(parameters())
                .meta(meta())
                .author("Jöhn \"J\" D'öe")
                .date(LocalDate.of(2026, 11, 23));
    }

    @Test
    default void everyCallOfPython_answersWhatWasPublished(Workshop workshop) {
        Path model = workshop.model("files");
        AudModel client = workshop.client();
        ModelId id = client.publish(request(workshop, model).alias(Alias.of("emotion-small")));
        client.setAlias(new Alias("another.one"), id);
        // Where the page of a catalogue is.
        client.inventories()
                .get(0)
                .put(ObjectPath.of("_uid", "index.html"), Content.of(new byte[] {'<'}), PutMode.create());
        String uid = id.toString();

        try (Python python = python(workshop)) {
            assertThat(python.call("exists", uid)).isEqualTo(true);
            for (String ref : List.of(uid, id.shortId().text(), "emotion-small", "another.one")) {
                Path loaded = Path.of((String) python.call("load", ref));
                assertThat(FileTree.of(loaded)).as(ref).isEqualTo(FileTree.of(model));
            }
            assertThat(python.call("name", uid)).isEqualTo("onnx");
            assertThat(python.call("author", uid)).isEqualTo("Jöhn \"J\" D'öe");
            assertThat(python.call("subgroup", uid)).isEqualTo("emotion.cnn");
            assertThat(python.call("version", uid)).isEqualTo("1.0.0");
            assertThat(python.call("versions", id.shortId().text())).isEqualTo(List.of("1.0.0"));
            assertThat(python.call("latest_version", uid)).isEqualTo("1.0.0");
            assertThat(Expected.inOrder(python.call("parameters", uid)))
                    .isEqualTo(Expected.inOrder(client.parameters(id)));
            assertThat(Expected.inOrder(python.call("meta", uid))).isEqualTo(Expected.inOrder(client.meta(id)));
            assertThat(python.call("aliases", uid)).isEqualTo(List.of("another.one", "emotion-small"));
            assertThat(python.call("resolve_alias", "emotion-small")).isEqualTo(uid);
        }
    }

    @Test
    default void python_loadsFilesOfManySlices_howeverPacked(Workshop workshop) throws IOException {
        Path model = workshop.model("files");
        byte[] noise = new byte[5_000_001];
        new Random(1).nextBytes(noise);
        Files.write(model.resolve("weights.bin"), noise);
        Files.writeString(model.resolve("log.txt"), "epoch 1 loss 0.25, ".repeat(200_000));
        AudModel client = workshop.client();
        try (Python python = python(workshop)) {
            for (Compression policy : List.of(Compression.auto(), Compression.stored(), Compression.deflated(1))) {
                PublishRequest request = PublishRequest.of(model, policy.kind().name(), Version.of("1.0.0"));
                ModelId id = client.publish(request.compression(policy));

                Path loaded = Path.of((String) python.call("load", id.toString()));
                assertThat(FileTree.of(loaded)).as("%s", policy).isEqualTo(FileTree.of(model));
            }
        }
    }

    @Test
    default void python_computesTheSameId(Workshop workshop) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("z", List.of(1, 2.5, "it's"));
        parameters.put("a", Map.of("k", true));
        PublishRequest request =
                workshop.request("onnx", "1.0.0").subgroup(Subgroup.of("a.b")).parameters(parameters);
        try (Python python = python(workshop)) {
            assertThat(python.callWith(Map.of("subgroup", "a.b"), "uid", "onnx", parameters, "1.0.0"))
                    .isEqualTo(request.id().toString());
        }
    }

    @Test
    default void python_findsTheMetadataItUpdates_andSoDoWe(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0").meta(Map.of("round", 0)));
        try (Python python = python(workshop)) {
            assertThat(client.meta(id)).isEqualTo(Map.of("round", 0));
            assertThat(python.call("meta", id.toString())).isEqualTo(Map.of("round", 0));

            python.call("update_meta", id.toString(), Map.of("python", Map.of("a", 1)));
            assertThat(client.meta(id)).isEqualTo(Map.of("round", 0, "python", Map.of("a", 1)));

            client.updateMeta(id, Map.of("python", Map.of("b", 2)));
            Map<String, Object> both = Map.of("round", 0, "python", Map.of("a", 1, "b", 2));
            assertThat(python.call("meta", id.toString())).isEqualTo(both);
            assertThat(client.meta(id)).isEqualTo(both);
        }
    }

    @Test
    default void python_movesOurAlias_andWeMoveItBack(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId one = client.publish(workshop.request("onnx", "1.0.0").alias(Alias.of("live")));
        ModelId two = client.publish(workshop.request("onnx", "2.0.0"));
        Alias live = new Alias("live");
        try (Python python = python(workshop)) {
            python.call("set_alias", "live", two.toString());
            assertThat(client.resolveAlias(live)).isEqualTo(two);
            assertThat(client.aliases(two)).containsExactly(live);
            assertThat(client.aliases(one)).isEmpty();

            client.setAlias(live, one);
            assertThat(python.call("resolve_alias", "live")).isEqualTo(one.toString());
            assertThat(python.call("aliases", one.toString())).isEqualTo(List.of("live"));
            assertThat(python.call("aliases", two.toString())).isEqualTo(List.of());
        }
    }
}
