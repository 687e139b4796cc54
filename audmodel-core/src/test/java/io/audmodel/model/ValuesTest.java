package io.audmodel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.UnserializableValueException;
import io.audmodel.value.Binary;
import io.audmodel.value.PythonText;
import io.audmodel.value.Tree;
import io.audmodel.value.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values that need no test class each: subgroup, checksum, bytes, header. */
class ValuesTest {

    @Test
    void subgroup_hasPartsInOrder() {
        assertThat(new Subgroup("emotion.cnn").parts()).containsExactly("emotion", "cnn");
        assertThat(new Subgroup("a.b._uid").parts()).containsExactly("a", "b", "_uid");
        assertThat(Subgroup.none()).isEqualTo(new Subgroup(""));
        assertThat(Subgroup.none().parts()).isEmpty();
        assertThat(Subgroup.none().isNone()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\n", "\u00E9", "a+b", "a~", "a\\b"})
    void subgroup_refusesOtherCharacters(String text) {
        assertThatThrownBy(() -> new Subgroup(text))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("'" + text.replace('\n', ' ') + "' is not a subgroup");
    }

    @ParameterizedTest
    @CsvSource({".,", "..,", "a..b,a b", ".a,a", "a.,a", "a/b,a b", "../../x,x", "_uid.a,_uid a"})
    void subgroup_thatPythonMade_isReadAndNotPublishedIn(String text, String parts) {
        Subgroup subgroup = new Subgroup(text);
        assertThat(String.join(" ", subgroup.parts())).isEqualTo(parts == null ? "" : parts);
        assertThatThrownBy(subgroup::requireStorable)
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("'" + text + "'");
        assertThat(new Subgroup("emotion.cnn").requireStorable()).hasToString("emotion.cnn");
        assertThat(Subgroup.none().requireStorable().isNone()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"_uid", "_alias"})
    void subgroup_refusesTheFoldersOfTheLayout(String text) {
        assertThatThrownBy(() -> new Subgroup(text))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("'" + text + "' cannot be a subgroup");
    }

    @Test
    void checksum_isTheMd5() {
        String hex = "900150983cd24fb0d6963f7d28e17f72";

        assertThat(Checksum.md5("abc")).isEqualTo(new Checksum(hex)).hasToString(hex);
        assertThat(Checksum.md5("abc".getBytes(StandardCharsets.UTF_8)).hex()).isEqualTo(hex);
        assertThat(Checksum.md5("\u00E9").hex()).isEqualTo("66ddcd97cfdeabb2f6fb8a999b4bc76f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "900150983cd24fb0d6963f7d28e17f7", "900150983CD24FB0D6963F7D28E17F72"})
    void checksum_refusesOtherTexts(String text) {
        assertThatThrownBy(() -> new Checksum(text))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("'" + text + "' is not an MD5");
    }

    @Test
    void binary_isImmutableAndEqualByContent() {
        byte[] bytes = {1, 2};
        Binary binary = Binary.of(bytes);
        bytes[0] = 9;
        binary.toBytes()[1] = 9;

        assertThat(binary.toBytes()).containsExactly(1, 2);
        assertThat(binary)
                .isEqualTo(Binary.of(new byte[] {1, 2}))
                .hasSameHashCodeAs(Binary.of(new byte[] {1, 2}))
                .isNotEqualTo(Binary.of(new byte[] {1, 3}))
                .hasToString("0102");
    }

    @Test
    void tuple_equalsTheListOfItsElements_andIsAnotherText() {
        Tuple tuple = Tuple.of(1L, List.of("a"), null);
        assertThat(tuple)
                .containsExactly(1, List.of("a"), null)
                .isEqualTo(Tuple.copyOf(tuple))
                .hasToString("[1, [a], null]");
        assertThat(Tree.valueOf(tuple)).isSameAs(tuple);
        assertThat(PythonText.ofValue(List.of(tuple, Tuple.of(), Tuple.of(1))))
                .isEqualTo("[(1, ['a'], None), (), (1,)]");
        assertThat(Tree.copyOf(Map.of("t", tuple)).get("t")).isInstanceOf(Tuple.class);
        assertThatThrownBy(() -> Tuple.of(new Object())).isInstanceOf(UnserializableValueException.class);
    }

    @Test
    void header_knowsItsId_whateverTheOrderOfItsParameters() {
        Map<Object, Object> parameters =
                new HashMap<>(Map.of("model", "cnn10", "data", "emodb", "feature", "melspec", "sampling_rate", 16000));
        ModelHeader header = header("torch", parameters);
        ModelId id = header.id();
        parameters.clear();

        assertThat(id).hasToString("d4e9c65b-4.0.0");
        assertThat(header.id()).isEqualTo(id);
    }

    @Test
    void header_refusesAnEmptyNameAndWhatATreeCannotHold() {
        assertThatThrownBy(() -> header("", Map.of()))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("name of a model must not be empty");
        assertThatThrownBy(() -> header("torch", Map.of("a", List.of(new Object()))))
                .isInstanceOf(UnserializableValueException.class)
                .hasMessageContaining("$.a[0]");
    }

    @Test
    void legacyId_dependsOnOrderAndVisibility() {
        Map<Object, Object> parameters = new LinkedHashMap<>();
        parameters.put("model", "cnn10");
        parameters.put("data", "emodb");
        parameters.put("feature", "melspec");
        parameters.put("sampling_rate", 16000);

        assertThat(legacyId(parameters, LegacyId.Visibility.PUBLIC))
                .hasToString("65206614-dbb7-d61a-b00c-153db7b525c0");
        assertThat(legacyId(parameters, LegacyId.Visibility.PRIVATE))
                .hasToString("12b487e0-a37f-724c-4f9d-16f22ca173e2");
        assertThat(legacyId(new TreeMap<>(Map.of("data", 1, "model", 2)), LegacyId.Visibility.PUBLIC))
                .isNotEqualTo(legacyId(
                        new TreeMap<>(Map.of("data", 1, "model", 2)).descendingMap(), LegacyId.Visibility.PUBLIC));
    }

    private static LegacyId legacyId(Map<?, ?> parameters, LegacyId.Visibility visibility) {
        return LegacyId.derive(
                "test", new Subgroup("audmodel.dummy.cnn"), parameters, new Version("1.0.0"), visibility);
    }

    private static ModelHeader header(String name, Map<Object, Object> parameters) {
        return new ModelHeader(
                "calvin",
                LocalDate.of(1985, 11, 18),
                name,
                parameters,
                new Subgroup("audmodel.dummy.cnn"),
                new Version("4.0.0"));
    }
}
