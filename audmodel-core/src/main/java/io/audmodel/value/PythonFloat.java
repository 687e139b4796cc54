package io.audmodel.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;

/**
 * Writes floats as CPython's {@code repr} does: the fewest digits that read back as the same number, and of those the
 * ones closest to it. It does not rely on {@code Double.toString}, which writes too many digits before JDK 19 (<a
 * href="https://bugs.openjdk.org/browse/JDK-4511638">JDK-4511638</a>).
 */
final class PythonFloat {

    /** A decimal of up to this many digits names at most one normal double: {@code DBL_DIG}. */
    private static final int SAFE_DIGITS = 15;

    private static final double EXACT_INTEGERS_END = 1e15;
    private static final int FIXED_FROM = -4;
    private static final int FIXED_TO = 16;

    private PythonFloat() {}

    static String text(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == Math.rint(value) && Math.abs(value) < EXACT_INTEGERS_END) {
            boolean negativeZero = value == 0 && 1 / value < 0;
            return (negativeZero ? "-" : "") + (long) value + ".0";
        }
        double magnitude = Math.abs(value);
        Decimal decimal = Decimal.parse(Double.toString(magnitude));
        if (decimal.digits.length() > SAFE_DIGITS || magnitude < Double.MIN_NORMAL) {
            int fewest = magnitude < Double.MIN_NORMAL ? 1 : SAFE_DIGITS;
            BigDecimal shortest =
                    shortest(new BigDecimal(magnitude), fewest, candidate -> candidate.doubleValue() == magnitude);
            decimal = Decimal.of(shortest);
        }
        StringBuilder text = new StringBuilder(24);
        if (value < 0) {
            text.append('-');
        }
        decimal.write(text);
        return text.toString();
    }

    /** The double that the shortest decimal text of a float names. */
    static double widen(float value) {
        if (value == 0 || !Float.isFinite(value)) {
            return value;
        }
        return shortest(new BigDecimal(value), 1, candidate -> candidate.floatValue() == value)
                .doubleValue();
    }

    /** Tries each precision with the nearest decimal, then with the one on the other side of the exact value. */
    private static BigDecimal shortest(BigDecimal exact, int fewestDigits, Predicate<BigDecimal> readsBack) {
        for (int digits = fewestDigits; ; digits++) {
            BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (readsBack.test(nearest)) {
                return nearest;
            }
            // The next number below a power of two is half as far as the one above it: the nearer decimal may miss the
            // number and the farther one hit it.
            boolean wentUp = nearest.abs().compareTo(exact.abs()) > 0;
            BigDecimal other = exact.round(new MathContext(digits, wentUp ? RoundingMode.DOWN : RoundingMode.UP));
            if (readsBack.test(other)) {
                return other;
            }
        }
    }

    /** {@code 0.<digits>} times ten to the power of {@code point}; no zeros at either end of the digits. */
    private record Decimal(String digits, int point) {

        static Decimal of(BigDecimal decimal) {
            String digits = decimal.unscaledValue().toString();
            return new Decimal(withoutTrailingZeros(digits), digits.length() - decimal.scale());
        }

        /** Reads what {@code Double.toString} writes: {@code 123.45} or {@code 1.2345E-7}. */
        static Decimal parse(String text) {
            int e = text.indexOf('E');
            int end = e < 0 ? text.length() : e;
            int dot = text.indexOf('.');
            int exponent = e < 0 ? 0 : Integer.parseInt(text, e + 1, text.length(), 10);
            String digits = text.substring(0, dot) + text.substring(dot + 1, end);
            int zeros = 0;
            while (digits.charAt(zeros) == '0') {
                zeros++;
            }
            return new Decimal(withoutTrailingZeros(digits.substring(zeros)), dot - zeros + exponent);
        }

        /**
         * Writes fixed notation if the exponent of the first digit is from -4 to 15, and scientific notation otherwise.
         */
        void write(StringBuilder text) {
            int exponent = point - 1;
            if (exponent < FIXED_FROM || exponent >= FIXED_TO) {
                writeScientific(text, exponent);
            } else if (point <= 0) {
                text.append("0.").append("0".repeat(-point)).append(digits);
            } else if (point >= digits.length()) {
                text.append(digits).append("0".repeat(point - digits.length())).append(".0");
            } else {
                text.append(digits, 0, point).append('.').append(digits, point, digits.length());
            }
        }

        private void writeScientific(StringBuilder text, int exponent) {
            text.append(digits.charAt(0));
            if (digits.length() > 1) {
                text.append('.').append(digits, 1, digits.length());
            }
            int size = Math.abs(exponent);
            text.append('e')
                    .append(exponent < 0 ? '-' : '+')
                    .append(size < 10 ? "0" : "")
                    .append(size);
        }

        private static String withoutTrailingZeros(String digits) {
            int end = digits.length();
            while (end > 1 && digits.charAt(end - 1) == '0') {
                end--;
            }
            return digits.substring(0, end);
        }
    }
}
