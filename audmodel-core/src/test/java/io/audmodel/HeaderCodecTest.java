package io.audmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.CorruptDocumentException;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private final HeaderCodec codec = new HeaderCodec(
            new Plugins(HeaderCodecTest.class.getClassLoader()).serializer().create());
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
                "date: 2026-11-23 | date: soon            | 'date'",
                "emotion.cnn      | _uid.x                | _uid.x",
                "emotion.cnn      | ../x                  | ../x",
                "version: 1.0.0   | version: 2.0.0        | version 2.0.0",
                "version: 1.0.0   | version: v1           | 'v1'",
                "model: cnn10     | !!python/name:os.system ''| python/name:os.system"
            })
    void decode_whatIsNoHeader_saysWhy(String original, String replacement, String reason) {
        assertThatThrownBy(() -> decode(DOCUMENT.replace(original, replacement)))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContainingAll("the source", reason);
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
