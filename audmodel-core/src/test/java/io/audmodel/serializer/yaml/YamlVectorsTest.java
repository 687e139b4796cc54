package io.audmodel.serializer.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.audmodel.error.CorruptDocumentException;
import io.audmodel.serializer.Serializer;
import io.audmodel.vectors.TypedVectors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reference wrote and read, byte for byte and value for value. */
class YamlVectorsTest {

    private final Serializer yaml = new YamlSerializerProvider().create();

    @ParameterizedTest
    @ValueSource(strings = {"yaml.jsonl", "yaml-more.jsonl", "tuples.jsonl"})
    void write_givesTheBytesOfTheReference(String file) {
        for (JsonNode row : TypedVectors.rows(file)) {
            String expected = row.get("text").textValue();
            String written = new String(yaml.write(TypedVectors.value(row.get("value"))), StandardCharsets.UTF_8);
            assertThat(written).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml.jsonl", "yaml-more.jsonl", "tuples.jsonl"})
    void read_givesWhatTheReferenceReadsBack(String file) {
        for (JsonNode row : TypedVectors.rows(file)) {
            assertReads(row.get("text").textValue(), row.has("loaded") ? row.get("loaded") : row.get("value"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml-read.jsonl", "yaml-read-more.jsonl"})
    void read_givesWhatTheReferenceReadsOrFailsAsItDoes(String file) {
        for (JsonNode row : TypedVectors.rows(file)) {
            String text = row.get("text").textValue();
            if (row.has("error")) {
                assertThatThrownBy(() -> read(text))
                        .as(text)
                        .isInstanceOf(CorruptDocumentException.class)
                        .hasMessageStartingWith("vector.yaml");
            } else if (!row.has("skip")) {
                assertReads(text, row.get("loaded"));
            }
        }
    }

    @Test
    void read_tuples_areTuplesWhenTheyAreWrittenAgain() {
        for (JsonNode row : TypedVectors.rows("tuples.jsonl")) {
            String text = row.get("text").textValue();
            assertThat(yaml.write(read(text)))
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo(text);
        }
    }

    @Test
    void vectors_areAllThere() {
        assertThat(List.of("yaml.jsonl", "yaml-more.jsonl", "yaml-read.jsonl", "yaml-read-more.jsonl", "tuples.jsonl"))
                .extracting(file -> TypedVectors.rows(file).size())
                .containsExactly(1500, 1000, 41, 600, 300);
    }

    private void assertReads(String text, JsonNode expected) {
        assertThat(TypedVectors.inOrder(read(text)))
                .as(text)
                .isEqualTo(TypedVectors.inOrder(TypedVectors.value(expected)));
    }

    private Object read(String text) {
        return yaml.read(text.getBytes(StandardCharsets.UTF_8), "vector.yaml");
    }
}
