package io.audmodel.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonFloatTest {

    private static final long SEED = 20261123;
    private static final int SAMPLES = 20_000;

    @ParameterizedTest
    @CsvSource({
        "0x1p-44, 5.684341886080802e-14",
        "0x1p-1074, 5e-324",
        "0x0.fffffffffffffp-1022, 2.225073858507201e-308",
        "0x1p-1022, 2.2250738585072014e-308",
        "0x1.fffffffffffffp1023, 1.7976931348623157e+308",
        "2e-3, 0.002",
        "2e23, 2e+23",
        "1e-4, 0.0001",
        "1e-5, 1e-05",
        "123456789e-13, 1.23456789e-05",
        "1e15, 1000000000000000.0",
        "1e16, 1e+16",
        "12345678901234567, 1.2345678901234568e+16",
        "9007199254740993, 9007199254740992.0",
        "1e22, 1e+22",
        "-1.5e300, -1.5e+300",
        "-0.0, -0.0",
        "0.0, 0.0",
        "100, 100.0",
        "NaN, nan",
        "Infinity, inf",
        "-Infinity, -inf",
    })
    void ofDouble_isCpythonsRepr(String value, String expected) {
        assertThat(PythonText.ofDouble(Double.parseDouble(value))).isEqualTo(expected);
    }

    @Test
    void ofDouble_isCpythonsReprInEveryRow() {
        List<String> reprs = reprs();

        assertThat(reprs).hasSizeGreaterThan(2900);
        assertThat(reprs)
                .allSatisfy(repr -> assertThat(PythonText.ofDouble(parse(repr))).isEqualTo(repr));
    }

    @Test
    void ofDouble_readsBackAndHasNoShorterText() {
        Random random = new Random(SEED);
        for (int i = 0; i < SAMPLES; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertShortest(value);
                assertShortest(Math.scalb((float) random.nextGaussian(), random.nextInt(80) - 40));
            }
        }
    }

    private static void assertShortest(double value) {
        String text = PythonText.ofDouble(value);
        BigDecimal decimal = new BigDecimal(text).stripTrailingZeros();
        String context = "seed %d, bits %x, text %s".formatted(SEED, Double.doubleToLongBits(value), text);

        assertThat(Double.parseDouble(text)).as(context).isEqualTo(value);
        if (decimal.precision() > 1) {
            BigDecimal exact = new BigDecimal(value);
            for (RoundingMode side : List.of(RoundingMode.DOWN, RoundingMode.UP)) {
                BigDecimal shorter = exact.round(new MathContext(decimal.precision() - 1, side));
                assertThat(Double.parseDouble(shorter.toString())).as(context).isNotEqualTo(value);
            }
        }
    }

    private static double parse(String repr) {
        return switch (repr) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(repr);
        };
    }

    private static List<String> reprs() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PythonFloatTest.class.getResourceAsStream("/vectors/float-repr.txt")),
                StandardCharsets.US_ASCII))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
