package io.audmodel.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audmodel.value.PythonText;
import io.audmodel.value.Tree;
import io.audmodel.value.Tuple;
import io.audmodel.vectors.TypedVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UidVectorsTest {

    private static final int ROWS = 1500;
    private static final int SHOWN_DIFFERENCES = 5;

    @Test
    void everyRow_hasTheReferencesTextIdAndLegacyId() {
        List<JsonNode> rows = TypedVectors.rows("uid.jsonl");
        List<String> differences = new ArrayList<>();

        for (int i = 0; i < rows.size(); i++) {
            compare("row " + (i + 1), rows.get(i), differences);
        }

        assertThat(rows).hasSize(ROWS);
        assertThat(differences.stream().limit(SHOWN_DIFFERENCES))
                .as("%d differences in %d rows", differences.size(), rows.size())
                .isEmpty();
    }

    @Test
    void everyTuple_isOneInTheReferencesTextAndId() {
        for (JsonNode row : TypedVectors.rows("tuples.jsonl")) {
            Map<Object, Object> parameters = TypedVectors.map(row.get("value"));
            assertThat(PythonText.ofSorted(parameters)).isEqualTo(row.get("str").textValue());
            assertThat(ShortId.derive("onnx", new Subgroup("a"), parameters))
                    .hasToString(row.get("uid").textValue());
        }
        assertThat(ShortId.derive("n", Subgroup.none(), Map.of("t", Tuple.of(1, 2))))
                .hasToString("def638c8");
    }

    private static void compare(String row, JsonNode vector, List<String> differences) {
        String name = vector.get("name").textValue();
        Subgroup subgroup = new Subgroup(vector.get("subgroup").asText(""));
        Map<Object, Object> parameters = Tree.copyOf(TypedVectors.map(vector.get("params")));
        boolean hasVersion = !vector.get("version").isNull();
        Version version = new Version(hasVersion ? vector.get("version").textValue() : "1.0.0");
        ShortId shortId = ShortId.derive(name, subgroup, parameters);

        check(row, vector.get("str"), PythonText.ofSorted(parameters), differences);
        check(row, vector.get("uid"), (hasVersion ? shortId.version(version) : shortId).toString(), differences);
        check(
                row,
                vector.get("legacy_uid"),
                LegacyId.derive(name, subgroup, parameters, version, LegacyId.Visibility.PUBLIC)
                        .toString(),
                differences);
    }

    private static void check(String row, JsonNode expected, String actual, List<String> differences) {
        if (!actual.equals(expected.textValue())) {
            differences.add(row + ": expected " + expected.textValue() + "\n     but was " + actual);
        }
    }
}
