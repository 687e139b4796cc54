package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.InvalidArgumentException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7B, 7",
        "10GB, 10000000000",
        "1.5 kB, 1500",
        "2mib, 2097152",
        "999999999999999TB, 9223372036854775807"
    })
    void bytes_haveAUnit(String text, long bytes) {
        assertThat(Quantities.bytes(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"0, PT0S", "90s, PT90S", "45m, PT45M", "1.5h, PT90M", "30d, PT720H", "2w, PT336H"})
    void time_hasAUnit(String text, Duration time) {
        assertThat(Quantities.time(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "-1d", "d", "1y", "1e3s", "1 h m"})
    void anythingElse_isRefused(String text) {
        assertThatThrownBy(() -> Quantities.time(text))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("'" + text + "' is not a time");
    }
}
