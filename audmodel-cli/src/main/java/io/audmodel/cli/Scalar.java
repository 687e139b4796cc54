package io.audmodel.cli;

import io.audmodel.error.CorruptContentException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.value.Tree;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value on a command line: a YAML scalar whose numbers are those of JSON and YAML 1.2. Texts that YAML 1.1
 * reads as other numbers ({@code 010}, {@code 1_000}, {@code 16:9}) are ambiguous and refused, since the id depends on
 * them, and so are values in the spelling of Python or JSON that YAML takes for text ({@code None}, {@code NaN}, {@code
 * (1, 2)}).
 */
final class Scalar {

    /** The <a href="https://yaml.org/spec/1.2.2/#1032-tag-resolution">core schema</a>, which has all numbers of JSON. */
    private static final Pattern INTEGER = Pattern.compile("([-+]?)([0-9]+)|0o([0-7]+)|0x([0-9a-fA-F]+)");

    private static final Pattern REAL = Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");

    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");

    /** A tag, an anchor, or a text in quotes, which is certainly meant as YAML. */
    private static final Pattern EXPLICIT = Pattern.compile("[!&\"'].*", Pattern.DOTALL);

    private static final Pattern NOT_FINITE =
            Pattern.compile("([-+]?)(?:(nan)|inf(?:inity)?)", Pattern.CASE_INSENSITIVE);

    private static final Pattern TUPLE = Pattern.compile("\\((?:.*,.*)?\\)", Pattern.DOTALL);

    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#");

    private Scalar() {}

    /**
     * Parses a value: {@code 1} and {@code 1e-5} are numbers, {@code yes} is true, {@code '1'} is text.
     *
     * @param option the option, for messages
     * @throws InvalidArgumentException if it is more than a scalar, or could be read in two ways
     */
    static @Nullable Object parse(String text, String option) {
        String plain = text.strip();
        Object value = yaml(text, option);
        if (EXPLICIT.matcher(plain).matches()) {
            return value;
        }
        Number number = number(plain);
        if (value instanceof Number other && !other.equals(number) && !isNotFinite(other)) {
            throw refused(
                    plain,
                    option,
                    "is the number " + other + " in YAML 1.1 and " + name(number) + " in YAML 1.2 and JSON");
        }
        boolean isCut = COMMENT.matcher(plain).find()
                || value instanceof String read && !read.equals(plain)
                || value == null && !NULL.contains(plain);
        if (isCut) {
            throw refused(plain, option, "is not read as it stands: YAML makes " + quoted(value) + " of it");
        }
        String elsewhere = elsewhere(plain);
        if (elsewhere != null) {
            throw refused(plain, option, "is text in YAML; what Python means by it is " + elsewhere);
        }
        return number == null ? value : number;
    }

    private static @Nullable Object yaml(String text, String option) {
        Object value;
        try {
            value = Output.yaml().read(text.getBytes(StandardCharsets.UTF_8), "the value of " + option);
        } catch (CorruptContentException e) {
            throw new InvalidArgumentException(e.getMessage() + "; put text in quotes", e);
        }
        if (value instanceof Map<?, ?> || value instanceof Collection<?>) {
            throw new InvalidArgumentException("the value of " + option
                    + " is not a scalar in YAML: put it in quotes if it is text, and lists and mappings into a file");
        }
        return value;
    }

    /** How YAML spells what the text is in Python or JSON, if that is no text. */
    private static @Nullable String elsewhere(String text) {
        Matcher notFinite = NOT_FINITE.matcher(text);
        if (notFinite.matches()) {
            boolean isNan = notFinite.group(2) != null;
            return isNan ? ".nan" : notFinite.group(1).replace("+", "") + ".inf";
        }
        if (TUPLE.matcher(text).matches()) {
            return "!!python/tuple [" + text.substring(1, text.length() - 1) + "] in a file";
        }
        return text.equals("None") ? "null" : null;
    }

    private static @Nullable Number number(String text) {
        Matcher integer = INTEGER.matcher(text);
        if (!integer.matches()) {
            return REAL.matcher(text).matches() ? Double.valueOf(text) : null;
        }
        if (integer.group(2) != null) {
            return integer(integer.group(1).replace("+", "") + integer.group(2), 10);
        }
        return integer.group(3) != null ? integer(integer.group(3), 8) : integer(integer.group(4), 16);
    }

    private static @Nullable Number integer(String digits, int radix) {
        return (Number) Tree.valueOf(new BigInteger(digits, radix));
    }

    private static boolean isNotFinite(Number number) {
        return number instanceof Double real && !Double.isFinite(real);
    }

    private static InvalidArgumentException refused(String text, String option, String why) {
        return new InvalidArgumentException("the value of " + option + ": '" + text + "' " + why
                + "; what shall be text stands in quotes of its own");
    }

    private static String name(@Nullable Number number) {
        return number == null ? "text" : number.toString();
    }

    private static String quoted(@Nullable Object value) {
        return value == null ? "nothing" : "'" + value + "'";
    }
}
