package io.audmodel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.InvalidArgumentException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRefTest {

    private static final String LEGACY = "65206614-1bb7-d61a-b00c-153db7b525c0";

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("3e120e8d", new ShortId("3e120e8d")),
                Arguments.of("00000000", new ShortId("00000000")),
                Arguments.of("3e120e8d-1.0.0", new ModelId(new ShortId("3e120e8d"), new Version("1.0.0"))),
                Arguments.of("3e120e8d-1.0-rc.1", new ModelId(new ShortId("3e120e8d"), new Version("1.0-rc.1"))),
                Arguments.of("3e120e8d-1+b", new ModelId(new ShortId("3e120e8d"), new Version("1+b"))),
                Arguments.of("3e120e8d-1.1.0-rc_1", new ModelId(new ShortId("3e120e8d"), new Version("1.1.0-rc_1"))),
                Arguments.of(LEGACY, new LegacyId(LEGACY)),
                Arguments.of("emotion-small", new Alias("emotion-small")),
                Arguments.of("3E120E8D", new Alias("3E120E8D")),
                Arguments.of("3e120e8", new Alias("3e120e8")),
                Arguments.of("3e120e8d1", new Alias("3e120e8d1")),
                Arguments.of("3e120e8d-v1", new Alias("3e120e8d-v1")),
                Arguments.of("1.0.0", new Alias("1.0.0")),
                Arguments.of("..a", new Alias("..a")));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void of_tellsTheFourFormsApart(String text, ModelRef expected) {
        assertThat(ModelRef.of(text)).isEqualTo(expected).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "a/b", "..", ".", "../x", "a\n", "3e120e8d\n", "3e120e8d-1.0.0 ", "\u00E9", "a+b"
            })
    void of_refusesWhatIsNeitherIdNorAlias(String text) {
        assertThatThrownBy(() -> ModelRef.of(text))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("'" + text.replace('\n', ' ') + "' is no model reference");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3e120e8d", "3e120e8d-1.0.0", LEGACY})
    void alias_refusesTheFormOfAnId(String text) {
        assertThatThrownBy(() -> new Alias(text))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("'" + text + "' cannot be an alias");
    }

    @Test
    void alias_isOrderedByText() {
        assertThat(Stream.of("b", "a", "B").map(Alias::new).sorted().map(Alias::name))
                .containsExactly("B", "a", "b");
    }

    @Test
    void exactRef_parsesBothKindsAndRefusesOthers() {
        assertThat(ExactRef.of("3e120e8d-1.0.0")).isEqualTo(ModelId.of("3e120e8d-1.0.0"));
        assertThat(ExactRef.of(LEGACY)).isEqualTo(new LegacyId(LEGACY));
        for (String text : List.of("3e120e8d", "emotion-small", "", "../3e120e8d-1.0.0")) {
            assertThatThrownBy(() -> ExactRef.of(text))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("'" + text + "' is not a model id");
        }
    }

    @Test
    void shortId_refusesOtherTexts() {
        for (String text : List.of("", "3e120e8", "3e120e8dd", "3E120E8D", "3e120e8g", "3e120e8d\n")) {
            assertThatThrownBy(() -> new ShortId(text))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("'" + text.replace('\n', ' ') + "' is not a short id");
        }
    }

    @Test
    void legacyId_refusesOtherTexts() {
        for (String text : List.of("", "3e120e8d", LEGACY.toUpperCase(Locale.ROOT), LEGACY + "0")) {
            assertThatThrownBy(() -> new LegacyId(text))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("'" + text + "' is not a legacy id");
        }
    }

    @Test
    void modelId_refusesAVersionThatMakesItALegacyId() {
        assertThatThrownBy(() -> new ShortId("65206614").version(new Version("1bb7-d61a-b00c-153db7b525c0")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("'" + LEGACY + "' is not a model id");
    }

    @Test
    void modelKey_leadsBackToItsReference() {
        ModelId id = ModelId.of("3e120e8d-1.0.0");
        LegacyId legacy = new LegacyId(LEGACY);

        assertThat(ModelKey.of(id))
                .hasToString("3e120e8d-1.0.0")
                .extracting(ModelKey::ref)
                .isEqualTo(id);
        assertThat(ModelKey.of(legacy, new Version("1.0.0")))
                .hasToString(LEGACY + "-1.0.0")
                .extracting(ModelKey::ref)
                .isEqualTo(legacy);
        assertThatThrownBy(() -> new ModelKey("../x", new Version("1")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("'../x'");
    }

    @Test
    void null_isNamed_notWhatWouldHaveBeenCalled() {
        assertThatThrownBy(() -> ModelRef.of(null)).hasMessage("the text of a model reference is null");
        assertThatThrownBy(() -> ModelId.of(null)).hasMessage("the text of an id is null");
        assertThatThrownBy(() -> Version.of(null)).hasMessage("the text of a version is null");
        assertThatThrownBy(() -> Repository.of(null)).hasMessage("the text of a repository is null");
        assertThatThrownBy(() -> new Alias(null)).hasMessage("the name of an alias is null");
    }

    @Test
    void alias_isStorable_ifAFileCanBeNamedAfterIt() {
        assertThat(new Alias("a".repeat(238)).requireStorable().name()).hasSize(238);
        assertThatThrownBy(() -> new Alias("a".repeat(239)).requireStorable())
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("239 characters", "238", "shorter");
    }
}
