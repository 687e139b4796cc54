package io.audmodel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Compression.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 9})
    void deflated_level_isKept(int level) {
        assertThat(Compression.deflated(level)).isEqualTo(new Compression(Kind.DEFLATED, level));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 10, Integer.MAX_VALUE})
    void deflated_noSuchLevel_isRefused(int level) {
        assertThatThrownBy(() -> Compression.deflated(level))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("no level " + level);
    }

    @Test
    void stored_withALevel_isRefused() {
        assertThatThrownBy(() -> new Compression(Kind.STORED, 1)).isInstanceOf(InvalidArgumentException.class);
        assertThat(Compression.stored()).isEqualTo(new Compression(Kind.STORED, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "auto-9", "stored", "deflated", "deflated-1"})
    void of_readsTheTextThatItIs(String text) {
        assertThat(Compression.of(text)).hasToString(text);
        assertThat(Compression.of("deflated-6")).isEqualTo(Compression.deflated(6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AUTO", "zip", "deflated-", "deflated-0", "deflated-10", "stored-1", "auto "})
    void of_otherText_isRefused(String text) {
        assertThatThrownBy(() -> Compression.of(text)).isInstanceOf(InvalidArgumentException.class);
    }
}
