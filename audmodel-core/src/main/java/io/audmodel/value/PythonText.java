package io.audmodel.value;

import io.audmodel.error.UnserializableValueException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as {@code str()} and {@code repr()} of CPython 3.11 write them: ids are hashes of this text. It is the
 * same on every JDK. Values that are not canonical are converted as {@link Tree} describes.
 */
public final class PythonText {

    private static final int USUAL_LENGTH = 256;

    private PythonText() {}

    /**
     * Writes a dictionary with its keys in their order.
     *
     * @throws UnserializableValueException if {@link Tree#copyOf} refuses the map
     */
    public static String of(Map<?, ?> map) {
        StringBuilder text = new StringBuilder(USUAL_LENGTH);
        writeMap(Tree.copyOf(map), text);
        return text.toString();
    }

    /**
     * Writes a dictionary with its top-level keys as Python's {@code sorted} orders them: texts by code point, numbers
     * by value. Nested dictionaries keep their order.
     *
     * @throws UnserializableValueException if {@link Tree#copyOf} refuses the map, or if Python cannot sort its keys,
     *     since they are of several kinds
     */
    public static String ofSorted(Map<?, ?> map) {
        Map<Object, Object> tree = Tree.copyOf(map);
        List<Map.Entry<Object, Object>> entries = new ArrayList<>(tree.entrySet());
        if (entries.size() > 1) {
            entries.sort(Map.Entry.comparingByKey(KeyOrder.ofPython(tree.keySet())));
        }
        StringBuilder text = new StringBuilder(USUAL_LENGTH);
        writeEntries(entries, text);
        return text.toString();
    }

    /** Writes a float: {@code 1e-05}, {@code 1e+16}, {@code 0.0001}, {@code -0.0}, {@code inf}, {@code nan}. */
    public static String ofDouble(double value) {
        return PythonFloat.text(value);
    }

    /**
     * Writes any value.
     *
     * @throws UnserializableValueException if {@link Tree#valueOf} refuses it
     */
    public static String ofValue(@Nullable Object value) {
        return ofCanonical(Tree.valueOf(value));
    }

    static String ofCanonical(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void write(@Nullable Object value, StringBuilder text) {
        if (value instanceof String string) {
            PythonString.write(string, text);
        } else if (value == null) {
            text.append("None");
        } else if (value instanceof Boolean truth) {
            text.append(truth ? "True" : "False");
        } else if (value instanceof Double number) {
            text.append(ofDouble(number));
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, text);
        } else if (value instanceof Tuple tuple) {
            writeTuple(tuple, text);
        } else if (value instanceof PythonSet set) {
            writeSet(set, text);
        } else if (value instanceof List<?> list) {
            writeList(list, text);
        } else {
            writeRare(value, text);
        }
    }

    private static void writeRare(Object value, StringBuilder text) {
        if (value instanceof LocalDate date) {
            PythonTime.write(date, text);
        } else if (value instanceof LocalDateTime time) {
            PythonTime.write(time, text);
        } else if (value instanceof OffsetDateTime time) {
            PythonTime.write(time, text);
        } else if (value instanceof Binary binary) {
            PythonString.write(binary, text);
        } else {
            text.append(value);
        }
    }

    private static void writeMap(Map<?, ?> map, StringBuilder text) {
        writeEntries(map.entrySet(), text);
    }

    private static void writeEntries(Iterable<? extends Map.Entry<?, ?>> entries, StringBuilder text) {
        text.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : entries) {
            text.append(separator);
            write(entry.getKey(), text);
            text.append(": ");
            write(entry.getValue(), text);
            separator = ", ";
        }
        text.append('}');
    }

    private static void writeTuple(Tuple tuple, StringBuilder text) {
        text.append('(');
        writeElements(tuple, text);
        text.append(tuple.size() == 1 ? ",)" : ")");
    }

    /** The order is that of the document, which Python wrote in its own order. */
    private static void writeSet(PythonSet set, StringBuilder text) {
        if (set.isEmpty()) {
            text.append("set()");
            return;
        }
        text.append('{');
        writeElements(set, text);
        text.append('}');
    }

    private static void writeList(List<?> list, StringBuilder text) {
        text.append('[');
        writeElements(list, text);
        text.append(']');
    }

    private static void writeElements(List<?> list, StringBuilder text) {
        String separator = "";
        for (Object element : list) {
            text.append(separator);
            write(element, text);
            separator = ", ";
        }
    }
}
