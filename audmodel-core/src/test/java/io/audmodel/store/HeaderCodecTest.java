package io.audmodel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.CorruptDocumentException;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import io.audmodel.serializer.yaml.YamlSerializerProvider;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderCodecTest {

    private static final String DOCUMENT = """
            author: someone
            date: 2026-11-23
            name: onnx
            parameters:
              model: cnn10
            subgroup: emotion.cnn
            version: 1.0.0
            """;

    private final HeaderCodec codec = new HeaderCodec(new YamlSerializerProvider().create());
    private final ModelKey key = new ModelKey("3e120e8d", new Version("1.0.0"));

    @Test
    void encode_writesTheFieldsInTheOrderOfTheReference() {
        ModelHeader header = new ModelHeader(
                "someone",
                LocalDate.of(2026, 11, 23),
                "onnx",
                Map.of("model", "cnn10"),
                new Subgroup("emotion.cnn"),
                new Version("1.0.0"));
        assertThat(codec.encode(header)).asString(StandardCharsets.UTF_8).isEqualTo(DOCUMENT);
        assertThat(decode(DOCUMENT)).isEqualTo(header);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "name: onnx       | name: ../../../escape | ../../../escape",
                "name: onnx       | name: 5               | 'name'",
                "name: onnx       | other: onnx           | 'name' is missing",
                "name: onnx       | name: a/../../b       | a/../../b",
                "emotion.cnn      | _uid                  | _uid",
                "emotion.cnn      | a b                   | a b",
                "version: 1.0.0   | version: 2.0.0        | version 2.0.0",
                "version: 1.0.0   | version: v1           | 'v1'",
                "name: onnx       | name: !!python/name:os.system ''| python/name:os.system"
            })
    void decode_whatIsNoHeader_saysWhy(String original, String replacement, String reason) {
        assertThatThrownBy(() -> decode(DOCUMENT.replace(original, replacement)))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContainingAll("the source", reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[a, b]                             | ['a', 'b']",
                "!!python/tuple [a]                 | ('a',)",
                "{a: 1}                             | {'a': 1}",
                "12                                 | 12",
                "1.0e-05                            | 1e-05",
                "true                               | True",
                "null                               | None",
                "!!binary YQ==                      | b'a'",
                "2026-11-23                         | 2026-11-23",
                "2026-11-23 12:30:00                | 2026-11-23 12:30:00",
                "2026-11-23 12:30:00.500000-03:00   | 2026-11-23 12:30:00.500000-03:00"
            })
    void decode_authorThatIsNoText_isTheTextThatPythonShows(String author, String shown) {
        assertThat(decode(DOCUMENT.replace("author: someone", "author: " + author))
                        .author())
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'2026-11-23'",
                "2026-11-23 23:59:59",
                "2026-11-23 23:59:59+05:30",
                "'2026-11-23T23:59:59Z'",
                "'2026-11-23 is when'"
            })
    void decode_dateThatIsNoDay_isItsDay(String date) {
        assertThat(decode(DOCUMENT.replace("2026-11-23", date)).date()).isEqualTo("2026-11-23");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "date: 2026-11-23 | date: soon            | 'date' is of type String",
                "date: 2026-11-23 | date: '2026-99-99'    | begins with no day",
                "date: 2026-11-23 | date: 2026-99-99      | is no !!timestamp",
                "date: 2026-11-23 | date: 20261123        | 'date' is of type Integer",
                "date: 2026-11-23 | date: !!python/object/apply:x.T [1] | the tag !!python/object/apply:x.T",
                "author: someone  | author: !!python/name:os.system '' | python/name:os.system",
                "author: someone  | other: someone        | 'author' is missing",
                "model: cnn10     | model: !!python/name:os.system ''| python/name:os.system",
                "model: cnn10     | model: [{a: !x [b]}]  | the tag !x is never",
                "model: cnn10     | ? [a]                 | a key must be a scalar",
                "model: cnn10     | model: &m [*m]        | it has no end",
                "model: cnn10     | model: QQ\\ud800QQ | half a surrogate pair"
            })
    void decode_whatALoadDoesNotNeed_isAnErrorOnlyOfItsOwn(String original, String replacement, String reason) {
        ModelHeader header = decode(DOCUMENT.replace(original, replacement.replace("QQ", "\"")));
        String field = original.startsWith("model") ? "parameters" : original.replaceAll(":.*", "");
        Map<String, Supplier<?>> fields =
                Map.of("author", header::author, "date", header::date, "parameters", header::parameters);
        fields.forEach((name, value) -> {
            if (name.equals(field)) {
                assertThatThrownBy(value::get)
                        .isInstanceOf(CorruptDocumentException.class)
                        .hasMessageContainingAll("the source", reason);
            } else {
                assertThat(value.get()).isNotNull();
            }
        });
        assertThat(header.name()).isEqualTo("onnx");
        assertThat(header).isEqualTo(header).hasSameHashCodeAs(header);
        assertThat(header.toString()).contains(field + "=?");
    }

    @Test
    void decode_deeperThanAnythingIsRead_costsTheParametersAlone() {
        String deep = "[".repeat(700) + "]".repeat(700);
        ModelHeader header = decode(DOCUMENT.replace("model: cnn10", "model: " + deep));
        assertThatThrownBy(header::parameters).hasMessageContaining("nested deeper than 200 levels");
        assertThat(header.author()).isEqualTo("someone");
    }

    @Test
    void decode_noMapping_isCorrupt() {
        assertThatThrownBy(() -> decode("[1, 2]"))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("no mapping");
    }

    private ModelHeader decode(String document) {
        return codec.decode(document.getBytes(StandardCharsets.UTF_8), key, "the source");
    }
}
