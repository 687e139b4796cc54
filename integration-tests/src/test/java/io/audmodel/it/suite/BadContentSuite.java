package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.CacheException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.UnserializableValueException;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Values, files and folders that cannot be used: refused with what and where, and nothing written. */
interface BadContentSuite extends OnStorage {

    private static void refuses(Workshop workshop, Object value, String where) {
        Map<String, Object> tree = Map.of("layers", List.of("first", Map.of("size", value)));
        assertThatExceptionOfType(UnserializableValueException.class)
                .isThrownBy(() -> workshop.client()
                        .publish(workshop.request("onnx", "1.0.0").parameters(tree)))
                .withMessageContaining(where)
                .satisfies(e -> assertThat(e.location()).startsWith(where));
        assertThatExceptionOfType(UnserializableValueException.class)
                .isThrownBy(() -> workshop.client()
                        .publish(workshop.request("onnx", "1.0.0").meta(tree)))
                .withMessageContaining(where);
        assertThat(workshop.everything(workshop.repository())).isEmpty();
    }

    @Test
    default void parametersAndMeta_withWhatYamlCannotHold_sayWhere(Workshop workshop) {
        for (Object value :
                List.of(new Object(), Set.of(1, 2), Thread.currentThread(), "half \ud800 pair", List.class)) {
            refuses(workshop, value, "$.layers[1].size");
        }
    }

    @Test
    default void parametersAndMeta_thatContainThemselves(Workshop workshop) {
        Map<String, Object> map = new HashMap<>();
        map.put("self", map);
        refuses(workshop, map, "$.layers[1].size");
        List<Object> list = new ArrayList<>();
        list.add(list);
        refuses(workshop, list, "$.layers[1].size");
    }

    @Test
    default void model_withALinkThatLeadsOutside(Workshop workshop) throws IOException {
        Path model = workshop.model("files");
        Path secret = Samples.file(workshop.fresh("secret"), "do not publish");
        Files.createSymbolicLink(model.resolve("leak"), secret);
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> workshop.client().publish(PublishRequest.of(model, "onnx", Version.of("1.0.0"))))
                .withMessageContaining("leak")
                .withMessageContaining(secret.toString());
        assertThat(workshop.everything(workshop.repository())).isEmpty();
    }

    @Test
    default void cacheRoot_thatIsAFile(Workshop workshop) {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        Path file = Samples.file(workshop.fresh("file"), "not a folder");
        AudModel client = workshop.open(workshop.builder(workshop.repository()).cacheRoot(file));
        assertThatExceptionOfType(CacheException.class)
                .isThrownBy(() -> client.load(id))
                .withMessageContaining(file.toString());
        assertThat(file).hasContent("not a folder");
    }
}
