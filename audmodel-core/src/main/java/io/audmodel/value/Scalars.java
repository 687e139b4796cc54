package io.audmodel.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts a value that is no container to its canonical value. */
final class Scalars {

    /** CPython refuses to write longer ones as decimal text: {@code sys.int_info.default_max_str_digits}. */
    private static final int MAX_DIGITS = 4300;

    private static final BigInteger TOO_LARGE = BigInteger.TEN.pow(MAX_DIGITS);

    private Scalars() {}

    static @Nullable Object of(@Nullable Object value, TreePath path) {
        if (value instanceof String text) {
            return text(text, path);
        }
        if (value == null || value instanceof Boolean || value instanceof Binary) {
            return value;
        }
        if (value instanceof Number number) {
            return number(number, path);
        }
        if (value instanceof Character c) {
            return text(c.toString(), path);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value instanceof byte[] bytes ? Binary.of(bytes) : time(value, path);
    }

    static @Nullable Object keyOf(@Nullable Object key, TreePath path) {
        if (key == null) {
            return null;
        }
        boolean isContainer = key instanceof Map<?, ?>
                || key instanceof Collection<?>
                || key.getClass().isArray();
        if (isContainer && !(key instanceof byte[])) {
            throw path.refuse("a key of it is a " + key.getClass().getTypeName()
                    + "; keys are text, numbers, booleans, dates or bytes");
        }
        return of(key, path);
    }

    /** The smallest type that holds the number. */
    static Object integer(BigInteger number) {
        return number.bitLength() < Long.SIZE ? integer(number.longValue()) : number;
    }

    private static Object integer(long number) {
        int narrow = (int) number;
        if (narrow == number) {
            return narrow;
        }
        return number;
    }

    private static String text(String text, TreePath path) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean isPair = Character.isHighSurrogate(text.charAt(i))
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!isPair) {
                    throw path.refuse("the text has half a surrogate pair at index " + i
                            + ", which UTF-8 cannot hold; remove it");
                }
                i++;
            }
        }
        return text;
    }

    private static Object number(Number number, TreePath path) {
        if (number instanceof Integer || number instanceof Double) {
            return number;
        }
        if (number instanceof Long || number instanceof Short || number instanceof Byte) {
            return integer(number.longValue());
        }
        if (number instanceof BigInteger big) {
            if (big.abs().compareTo(TOO_LARGE) >= 0) {
                throw path.refuse("an integer has at most " + MAX_DIGITS + " digits; make it text");
            }
            return integer(big);
        }
        if (number instanceof Float single) {
            return PythonFloat.widen(single);
        }
        return number instanceof BigDecimal decimal ? decimal(decimal, path) : unknown(number, path);
    }

    private static Double decimal(BigDecimal decimal, TreePath path) {
        double nearest = decimal.doubleValue();
        if (Double.isInfinite(nearest) || new BigDecimal(PythonText.ofDouble(nearest)).compareTo(decimal) != 0) {
            throw path.refuse("no double is written as the decimal " + decimal + "; round it, or make it text");
        }
        return nearest;
    }

    private static Object time(Object value, TreePath path) {
        if (value instanceof LocalDate date) {
            return Times.date(date, path);
        }
        if (value instanceof LocalDateTime time) {
            return Times.local(time, path);
        }
        if (value instanceof OffsetDateTime time) {
            return Times.offset(time, path);
        }
        if (value instanceof ZonedDateTime time) {
            return Times.offset(time.toOffsetDateTime(), path);
        }
        return value instanceof Instant instant ? Times.instant(instant, path) : unknown(value, path);
    }

    private static Object unknown(Object value, TreePath path) {
        throw path.refuse(
                "a " + value.getClass().getTypeName() + " is none of the values that documents hold; make it text, a"
                        + " number, a boolean, a date, bytes, a list or a map");
    }
}
