package io.audmodel.event.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShortestSettingTest {

    private final ShortestSetting setting = new ShortestSetting();

    @Test
    void setting_isAMillisecondByDefault() {
        assertThat(setting.getValue()).isEqualTo("1 ms");
        assertThat(setting.takes(TimeUnit.MILLISECONDS.toNanos(1))).isTrue();
        assertThat(setting.takes(TimeUnit.MILLISECONDS.toNanos(1) - 1)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0 ns,0",
        "7ns,7",
        "20 us,20000",
        "3 s,3000000000",
        "1 m,60000000000",
        "2 h,7200000000000",
        "999999999 d,9223372036854775807"
    })
    void value_isANumberAndAUnit(String value, long nanos) {
        setting.setValue(value);
        assertThat(setting.getValue()).isEqualTo(value);
        assertThat(setting.takes(nanos)).isTrue();
        assertThat(nanos > 0 && setting.takes(nanos - 1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "ms", "-1 ms", "1 week", "99999999999 ns"})
    void value_thatIsNone_changesNothing(String value) {
        setting.setValue("5 ms");
        setting.setValue(value);
        assertThat(setting.getValue()).isEqualTo("5 ms");
    }

    @Test
    void values_ofSeveralRecordings_areTheShortest() {
        assertThat(setting.combine(Set.of("2 ms", "900 us", "1 s"))).isEqualTo("900 us");
        assertThat(setting.combine(Set.of("2 ms", "none"))).isEqualTo("2 ms");
        assertThat(setting.combine(Set.of("none"))).isEqualTo("1 ms");
    }
}
