package io.audmodel.serializer.yaml;

import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.LimitExceededException;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the text of a scalar, whose type is known, into its value. */
final class ScalarReader {

    private static final Set<String> TRUE = Set.of("yes", "true", "on");
    private static final Set<String> FALSE = Set.of("no", "false", "off");
    private static final BigInteger SIXTY = BigInteger.valueOf(60);

    /** What a tag makes a float although it would not be one without it. */
    private static final Pattern TAGGED_FLOAT = Pattern.compile("[-+]?[0-9]+(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]+)?");

    private ScalarReader() {}

    /**
     * @throws CorruptDocumentException if the text has not the form of the type
     * @throws LimitExceededException if it is an integer of too many digits
     */
    static @Nullable Object read(ScalarType type, String text, Position position) {
        try {
            return switch (type) {
                case STR -> text;
                case NULL -> null;
                case BOOL -> bool(text);
                case INT -> integer(text, position);
                case FLOAT -> floating(text);
                case TIMESTAMP -> Timestamps.parse(text);
                case BINARY -> Base64Text.decode(text);
                case MERGE, VALUE -> type;
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            throw position.corrupt("'" + shortened(text) + "' is no " + type + ": " + e.getMessage(), e);
        }
    }

    private static Boolean bool(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (TRUE.contains(word)) {
            return true;
        }
        if (FALSE.contains(word)) {
            return false;
        }
        throw new IllegalArgumentException("it is neither yes, no, true, false, on nor off");
    }

    private static Number integer(String text, Position position) {
        if (!ScalarType.INT.isPlain(text)) {
            throw new NumberFormatException("it has not the form of one");
        }
        boolean isNegative = text.startsWith("-");
        String digits =
                text.substring(isNegative || text.startsWith("+") ? 1 : 0).replace("_", "");
        if (digits.length() > Limits.DIGITS) {
            throw position.exceeded("an integer of " + digits.length() + " digits; at most " + Limits.DIGITS
                    + " are read: quote it to make it a string");
        }
        BigInteger magnitude = magnitude(digits);
        return narrow(isNegative ? magnitude.negate() : magnitude);
    }

    private static BigInteger magnitude(String digits) {
        if (digits.startsWith("0b")) {
            return new BigInteger(digits.substring(2), 2);
        }
        if (digits.startsWith("0x")) {
            return new BigInteger(digits.substring(2), 16);
        }
        if (digits.startsWith("0")) {
            return new BigInteger(digits, 8);
        }
        BigInteger sum = BigInteger.ZERO;
        for (String part : digits.split(":")) {
            sum = sum.multiply(SIXTY).add(new BigInteger(part));
        }
        return sum;
    }

    private static Number narrow(BigInteger value) {
        if (value.bitLength() >= Long.SIZE) {
            return value;
        }
        return value.bitLength() < Integer.SIZE ? (Number) value.intValue() : (Number) value.longValue();
    }

    private static Double floating(String text) {
        if (!ScalarType.FLOAT.isPlain(text) && !TAGGED_FLOAT.matcher(text).matches()) {
            throw new NumberFormatException("it has not the form of one");
        }
        boolean isNegative = text.startsWith("-");
        String magnitude = text.substring(isNegative || text.startsWith("+") ? 1 : 0)
                .replace("_", "")
                .toLowerCase(Locale.ROOT);
        return isNegative ? -magnitudeOfFloat(magnitude) : magnitudeOfFloat(magnitude);
    }

    private static double magnitudeOfFloat(String text) {
        if (text.equals(".inf")) {
            return Double.POSITIVE_INFINITY;
        }
        if (text.equals(".nan")) {
            return Double.NaN;
        }
        double sum = 0;
        double base = 1;
        String[] parts = text.split(":");
        // From the last part on, as the reference adds: floats round differently in another order.
        for (int i = parts.length - 1; i >= 0; i--) {
            sum += Double.parseDouble(parts[i]) * base;
            base *= 60;
        }
        return sum;
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
