package io.audmodel.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import io.audmodel.serializer.Serializer;
import io.audmodel.serializer.yaml.YamlSerializerProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random parameters: both languages compute the same id, write the same header, and read the same from it.
 * {@code -Daudmodel.random.ids=100000} asks for more of them, {@code -Daudmodel.random.seed} for others.
 */
@Tag("python")
@Tag("one-jdk")
class RandomIdsTest implements BesidePython {

    private static final int COUNT = Integer.getInteger("audmodel.random.ids", 500);
    private static final int AT_ONCE = 500;

    private final Serializer yaml = new YamlSerializerProvider().create();

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    @Test
    void idsAndHeaders_areTheSameInBothLanguages(Workshop workshop) {
        try (Python python = python(workshop)) {
            for (int done = 0; done < COUNT; done += AT_ONCE) {
                int seed = RandomModelsSuite.SEED + done;
                for (Object row : (List<?>) python.call("random_ids", seed, Math.min(AT_ONCE, COUNT - done))) {
                    assertSame((Map<?, ?>) row, seed);
                }
            }
        }
    }

    private void assertSame(Map<?, ?> row, int seed) {
        String name = (String) row.get("name");
        String subgroup = (String) row.get("subgroup");
        Map<?, ?> parameters = (Map<?, ?>) row.get("params");
        assertThat(ModelId.derive(name, new Subgroup(subgroup), parameters, Version.of("1.0.0")))
                .as("seed %s: %s", seed, parameters)
                .hasToString((String) row.get("uid"));

        Map<String, Object> header = new LinkedHashMap<>();
        header.put("name", name);
        header.put("parameters", parameters);
        header.put("subgroup", subgroup);
        byte[] document = ((String) row.get("header")).getBytes(StandardCharsets.UTF_8);
        assertThat(Expected.inOrder(yaml.read(document, "header")))
                .as("seed %s: %s", seed, parameters)
                .isEqualTo(Expected.inOrder(header));
        // What Python writes it reads back: that was asked for when these parameters were chosen.
        assertThat(yaml.write(header))
                .as("seed %s: %s", seed, parameters)
                .asString()
                .isEqualTo(row.get("header"));
    }
}
