package io.audmodel.cli;

import io.audmodel.Comparison;
import io.audmodel.error.InvalidArgumentException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a parameter or on metadata, such as {@code layers>=3}.
 *
 * @param path a key, or several joined by dots
 * @param comparison the comparison
 * @param value the value to compare with
 */
record Condition(
        String path, Comparison comparison, @Nullable Object value) {

    private static final Pattern FORM = Pattern.compile("([^=!<>~]+)(!=|<=|>=|[=<>~])(.*)", Pattern.DOTALL);

    /** @throws InvalidArgumentException if the text has not the form of a condition */
    static Condition parse(String option, String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidArgumentException(
                    "'" + text + "' is not a condition: it is a key, one of = != < <= > >= ~ and a value");
        }
        String path = matcher.group(1).strip();
        Comparison comparison = comparison(matcher.group(2));
        String value = matcher.group(3);
        if (!value.isEmpty() && "=<>".indexOf(value.charAt(0)) >= 0) {
            throw new InvalidArgumentException("'" + text + "' is not a condition: " + matcher.group(2)
                    + value.charAt(0)
                    + " compares nothing, it is one of = != < <= > >= ~; a text that begins with " + value.charAt(0)
                    + " stands in quotes of its own");
        }
        return new Condition(
                path, comparison, comparison == Comparison.LIKE ? value : Scalar.parse(value, option + " " + path));
    }

    /**
     * Why the condition may match nothing although models have a value there: it compares the order with a text or
     * date, which a mistyped number is too.
     */
    Optional<String> doubt() {
        boolean isOfNumbers = comparison == Comparison.EQUAL
                || comparison == Comparison.NOT_EQUAL
                || comparison == Comparison.LIKE
                || value instanceof Number;
        return isOfNumbers
                ? Optional.empty()
                : Optional.of("'" + value + "', which " + path + " is compared with, is a "
                        + (value instanceof String ? "text" : "date") + ": no number is less or more than that");
    }

    private static Comparison comparison(String operator) {
        return switch (operator) {
            case "=" -> Comparison.EQUAL;
            case "!=" -> Comparison.NOT_EQUAL;
            case "<" -> Comparison.LESS;
            case "<=" -> Comparison.AT_MOST;
            case ">" -> Comparison.GREATER;
            case ">=" -> Comparison.AT_LEAST;
            default -> Comparison.LIKE;
        };
    }
}
