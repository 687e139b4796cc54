package io.audmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.error.ChecksumMismatchException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntactTest {

    private final AtomicInteger readings = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void read_damagedAtFirst_isReadAgain(int damaged) {
        assertThat(Intact.read(() -> reading(damaged))).isEqualTo("whole");
        assertThat(readings).hasValue(damaged + 1);
    }

    @Test
    void read_damagedEachTime_endsWithThatError() {
        assertThatExceptionOfType(ChecksumMismatchException.class)
                .isThrownBy(() -> Intact.read(() -> reading(Integer.MAX_VALUE)))
                .withMessage("damaged 4");
        assertThat(readings).hasValue(4);
    }

    @Test
    void read_otherFailure_isNotRepeated() {
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> Intact.read(() -> {
            readings.incrementAndGet();
            throw new IllegalStateException();
        }));
        assertThat(readings).hasValue(1);
    }

    private String reading(int damaged) {
        int number = readings.incrementAndGet();
        if (number <= damaged) {
            throw new ChecksumMismatchException("damaged " + number);
        }
        return "whole";
    }
}
