package io.audmodel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * How a query compares a model's value with the wanted one. Numbers are compared by value, not by type: 1 equals 1.0.
 * Texts are ordered by their characters, dates and times by the calendar; other values have no order. Values of
 * different kinds are never equal, less or greater.
 */
public enum Comparison {
    /** The same value; lists and mappings are equal if all their values are. */
    EQUAL(sign -> sign == 0),
    /** There is a value, and it is not the wanted one. */
    NOT_EQUAL(sign -> sign != 0),
    /** Less, or before. */
    LESS(sign -> sign < 0),
    /** Not greater, or not after. */
    AT_MOST(sign -> sign <= 0),
    /** Greater, or after. */
    GREATER(sign -> sign > 0),
    /** Not less, or not before. */
    AT_LEAST(sign -> sign >= 0),
    /** A text that matches a pattern in which {@code *} stands for any text and {@code ?} for any character. */
    LIKE(sign -> false);

    private final IntPredicate accepted;

    Comparison(IntPredicate accepted) {
        this.accepted = accepted;
    }

    boolean holds(@Nullable Object actual, @Nullable Object wanted) {
        if (this == LIKE) {
            return actual instanceof String text && wanted instanceof String pattern && new Glob(pattern).matches(text);
        }
        OptionalInt order = order(actual, wanted);
        if (order.isPresent()) {
            return accepted.test(order.getAsInt());
        }
        boolean equal = Objects.equals(actual, wanted);
        return this == EQUAL && equal || this == NOT_EQUAL && !equal;
    }

    boolean isOfOrder() {
        return this == LESS || this == AT_MOST || this == GREATER || this == AT_LEAST;
    }

    /** Whether values of this kind can be less or greater than each other. */
    static boolean hasOrder(@Nullable Object value) {
        return value instanceof Comparable<?> && !(value instanceof Boolean) && !value.equals(Double.NaN);
    }

    private static OptionalInt order(@Nullable Object actual, @Nullable Object wanted) {
        if (actual instanceof Number one && wanted instanceof Number other) {
            return orderOfNumbers(one, other);
        }
        if (actual instanceof Boolean || actual == null || wanted == null || actual.getClass() != wanted.getClass()) {
            return OptionalInt.empty();
        }
        return actual instanceof Comparable<?> ? OptionalInt.of(orderOfSameClass(actual, wanted)) : OptionalInt.empty();
    }

    private static OptionalInt orderOfNumbers(Number actual, Number wanted) {
        if (Double.isNaN(actual.doubleValue()) || Double.isNaN(wanted.doubleValue())) {
            return OptionalInt.empty();
        }
        boolean finite = isFinite(actual) && isFinite(wanted);
        return OptionalInt.of(
                finite
                        ? decimal(actual).compareTo(decimal(wanted))
                        : Double.compare(actual.doubleValue(), wanted.doubleValue()));
    }

    private static boolean isFinite(Number number) {
        return !(number instanceof Double value) || Double.isFinite(value);
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        return number instanceof Double value ? new BigDecimal(value) : BigDecimal.valueOf(number.longValue());
    }

    @SuppressWarnings("unchecked") // values of one class of the JDK, which are comparable with each other
    private static int orderOfSameClass(Object actual, Object wanted) {
        return ((Comparable<Object>) actual).compareTo(wanted);
    }
}
