package io.audmodel.serializer.yaml;

import io.audmodel.value.Binary;
import io.audmodel.value.PythonSet;
import io.audmodel.value.Tuple;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes one document of canonical values in block style: each entry on a line of its own, lists in mappings not
 * indented, what is empty as {@code []}, {@code {}} or {@code ''}. Anchors are never written: equal parts are repeated.
 */
final class DocumentWriter {

    private static final int INDENT = 2;

    /** Keys that are longer, with their tag, are written after a question mark. */
    private static final int SIMPLE_KEY_END = 128;

    private static final String TUPLE = "!!python/tuple";

    private static final String SET = "!!set";

    private static final Pattern BREAK = Pattern.compile("[\\n\\x85\\u2028\\u2029]");

    private final DocumentText out = new DocumentText();

    private DocumentWriter() {}

    static String write(@Nullable Object value) {
        DocumentWriter writer = new DocumentWriter();
        if (value != null && isFilled(value)) {
            if (isTagged(value)) {
                writer.out.append(tag(value)).lineBreak();
            }
            writer.collection(value, 0);
        } else {
            writer.leaf(value, INDENT);
        }
        writer.out.startLine(0);
        return (isOpenEnded(value) ? writer.out.append("...").lineBreak() : writer.out).toString();
    }

    /** Writes the entries of a list or mapping, the first of them where the current line ends or is padded to. */
    private void collection(Object value, int indent) {
        if (value instanceof PythonSet set) {
            for (int i = 0; i < set.size(); i++) {
                startEntry(i == 0, indent);
                entry(set.get(i), null, indent);
            }
            return;
        }
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                startEntry(i == 0, indent);
                out.append('-');
                compactValue(list.get(i), indent);
            }
            return;
        }
        boolean isFirst = true;
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
            startEntry(isFirst, indent);
            entry(entry.getKey(), entry.getValue(), indent);
            isFirst = false;
        }
    }

    private void startEntry(boolean isFirst, int indent) {
        if (isFirst) {
            out.pad(indent);
        } else {
            out.startLine(indent);
        }
    }

    private void entry(@Nullable Object key, @Nullable Object value, int indent) {
        if (isSimpleKey(key)) {
            scalar(key, indent + INDENT, false);
            out.append(':');
            value(value, indent);
        } else {
            out.append('?');
            leaf(key, indent + INDENT);
            out.startLine(indent).append(':');
            if (isTagged(value)) {
                value(value, indent);
            } else {
                compactValue(value, indent);
            }
        }
    }

    /** After a key: collections begin on the next line, lists at the column where the key began. */
    private void value(@Nullable Object value, int indent) {
        if (value != null && isFilled(value)) {
            if (isTagged(value)) {
                out.space().append(tag(value));
            }
            out.lineBreak();
            boolean isList = value instanceof List && !(value instanceof PythonSet);
            collection(value, isList ? indent : indent + INDENT);
        } else {
            leaf(value, indent + INDENT);
        }
    }

    /** After an indicator at the beginning of a line: collections begin on the same line. */
    private void compactValue(@Nullable Object value, int indent) {
        if (isTagged(value) && isFilled(value)) {
            out.space().append(tag(value)).lineBreak();
        }
        if (value != null && isFilled(value)) {
            collection(value, indent + INDENT);
        } else {
            leaf(value, indent + INDENT);
        }
    }

    private void leaf(@Nullable Object value, int indent) {
        out.space();
        if (isTagged(value)) {
            out.append(tag(value) + (value instanceof PythonSet ? " {}" : " []"));
        } else if (value instanceof List) {
            out.append("[]");
        } else if (value instanceof Map) {
            out.append("{}");
        } else {
            scalar(value, indent, true);
        }
    }

    private void scalar(@Nullable Object value, int indent, boolean mayFold) {
        if (value instanceof Binary binary) {
            binary(binary, indent);
            return;
        }
        FoldedText text = new FoldedText(out, indent, mayFold);
        if (value instanceof String string) {
            text.write(string, StringStyle.of(string));
        } else {
            text.write(ScalarText.of(value), StringStyle.PLAIN);
        }
    }

    private void binary(Binary binary, int indent) {
        String text = Base64Text.encode(binary);
        if (text.isEmpty()) {
            out.append("!!binary \"\"");
            return;
        }
        out.append("!!binary |").lineBreak();
        text.lines().forEach(line -> out.pad(indent).append(line).lineBreak());
    }

    private static boolean isTagged(@Nullable Object value) {
        return value instanceof Tuple || value instanceof PythonSet;
    }

    private static String tag(@Nullable Object value) {
        return value instanceof PythonSet ? SET : TUPLE;
    }

    private static boolean isFilled(@Nullable Object value) {
        return value instanceof List<?> list && !list.isEmpty() || value instanceof Map<?, ?> map && !map.isEmpty();
    }

    /** Whether the document needs an end mark, since a plain scalar alone could continue. */
    private static boolean isOpenEnded(@Nullable Object root) {
        boolean isPlain = !(root instanceof String text) || StringStyle.of(text) == StringStyle.PLAIN;
        return isPlain && !(root instanceof List || root instanceof Map || root instanceof Binary);
    }

    private static boolean isSimpleKey(@Nullable Object key) {
        if (key instanceof Binary) {
            return false;
        }
        String text = key instanceof String string ? string : ScalarText.of(key);
        int tagLength = ScalarType.of(key).toString().length();
        return !text.isEmpty()
                && text.codePointCount(0, text.length()) + tagLength < SIMPLE_KEY_END
                && !BREAK.matcher(text).find();
    }
}
