package io.audmodel.value;

import io.audmodel.error.UnserializableValueException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The orders of canonical keys. */
final class KeyOrder {

    /** By code point, as Python sorts texts; {@code String.compareTo} goes by UTF-16 unit. */
    static final Comparator<String> BY_CODE_POINT = KeyOrder::compareCodePoints;

    /** A total order of keys of any kinds: by the text that Python shows, then by kind. */
    static final Comparator<@Nullable Object> BY_TEXT =
            Comparator.comparing(KeyOrder::text, BY_CODE_POINT).thenComparing(KeyOrder::kind);

    private static final Set<Class<?>> UNORDERED =
            Set.of(HashMap.class, Hashtable.class, ConcurrentHashMap.class, IdentityHashMap.class, WeakHashMap.class);
    private static final String UNORDERED_PREFIX = "java.util.ImmutableCollections$";

    private KeyOrder() {}

    static boolean isOrdered(Map<?, ?> map) {
        return !UNORDERED.contains(map.getClass()) && !map.getClass().getName().startsWith(UNORDERED_PREFIX);
    }

    /**
     * The order that Python's {@code sorted} gives these keys.
     *
     * @throws UnserializableValueException if Python cannot sort them, since their kinds do not compare
     */
    static Comparator<@Nullable Object> ofPython(Collection<? extends @Nullable Object> keys) {
        Iterator<? extends @Nullable Object> each = keys.iterator();
        Object first = each.next();
        while (each.hasNext()) {
            Object key = each.next();
            if (kind(key) != kind(first) || kind(key) == Kind.UNORDERED) {
                throw new TreePath()
                        .refuse("its keys " + TreePath.shown(first) + " and " + TreePath.shown(key)
                                + " cannot be sorted together, as ids require; use keys of one kind");
            }
        }
        return kind(first).order;
    }

    private static String text(@Nullable Object key) {
        return key instanceof String text ? text : PythonText.ofCanonical(key);
    }

    private static int compareCodePoints(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                // A surrogate stands for a code point above all that fit into one unit.
                return Character.isSurrogate(l) == Character.isSurrogate(r)
                        ? Character.compare(l, r)
                        : Boolean.compare(Character.isSurrogate(l), Character.isSurrogate(r));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static int compareNumbers(@Nullable Object left, @Nullable Object right) {
        boolean finite = isFinite(left) && isFinite(right);
        return finite ? exact(left).compareTo(exact(right)) : Double.compare(rounded(left), rounded(right));
    }

    private static boolean isFinite(@Nullable Object number) {
        return !(number instanceof Double d) || Double.isFinite(d);
    }

    /** Rounding is exact enough for a comparison with an infinity. */
    private static double rounded(@Nullable Object number) {
        return number instanceof Double d ? d : 0;
    }

    private static BigDecimal exact(@Nullable Object number) {
        if (number instanceof Boolean truth) {
            return truth ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        return number instanceof Double d ? new BigDecimal(d) : new BigDecimal(String.valueOf(number));
    }

    private static Kind kind(@Nullable Object key) {
        if (key instanceof String) {
            return Kind.TEXT;
        }
        if (key instanceof Boolean || key instanceof Number) {
            return key instanceof Double d && d.isNaN() ? Kind.UNORDERED : Kind.NUMBER;
        }
        if (key instanceof LocalDate) {
            return Kind.DATE;
        }
        if (key instanceof LocalDateTime) {
            return Kind.LOCAL_TIME;
        }
        if (key instanceof OffsetDateTime) {
            return Kind.TIME;
        }
        return key instanceof Binary ? Kind.BINARY : Kind.UNORDERED;
    }

    /** The kinds of keys that Python compares only with each other. */
    private enum Kind {
        TEXT((left, right) -> compareCodePoints((String) left, (String) right)),
        NUMBER(KeyOrder::compareNumbers),
        DATE((left, right) -> ((LocalDate) left).compareTo((LocalDate) right)),
        LOCAL_TIME((left, right) -> ((LocalDateTime) left).compareTo((LocalDateTime) right)),
        TIME((left, right) -> ((OffsetDateTime) left).toInstant().compareTo(((OffsetDateTime) right).toInstant())),
        BINARY((left, right) -> Arrays.compareUnsigned(((Binary) left).toBytes(), ((Binary) right).toBytes())),
        /** None and nan. */
        UNORDERED((unusedLeft, unusedRight) -> 0);

        private final Comparator<@Nullable Object> order;

        Kind(Comparator<@Nullable Object> order) {
            this.order = order;
        }
    }
}
