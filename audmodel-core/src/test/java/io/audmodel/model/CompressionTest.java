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
}
