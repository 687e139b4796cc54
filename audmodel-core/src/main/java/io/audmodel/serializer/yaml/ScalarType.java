package io.audmodel.serializer.yaml;

import io.audmodel.value.Binary;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a scalar stands for, with the texts that mean it when they are written plain, and the tags that name it. The
 * patterns are those of the <a href="https://yaml.org/type/">YAML 1.1 types</a> as PyYAML narrows them: a float needs a
 * dot, its exponent a sign, and {@code y} and {@code n} are strings.
 */
enum ScalarType {
    BOOL("yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF", "bool", "python/bool"),
    // Possessive where a group repeats: it saves the matcher from one stack frame for each repetition.
    FLOAT(
            "[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?"
                    + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
                    + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])++\\.[0-9_]*"
                    + "|[-+]?\\.(?:inf|Inf|INF)"
                    + "|\\.(?:nan|NaN|NAN)",
            "float",
            "python/float"),
    INT(
            "[-+]?0b[01_]+"
                    + "|[-+]?0[0-7_]+"
                    + "|[-+]?(?:0|[1-9][0-9_]*)"
                    + "|[-+]?0x[0-9a-fA-F_]+"
                    + "|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])++",
            "int",
            "python/int",
            "python/long"),
    MERGE("<<", "merge"),
    NULL("~|null|Null|NULL|", "null", "python/none"),
    TIMESTAMP(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}"
                    + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \\t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]*)?"
                    + "(?:[ \\t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?",
            "timestamp"),
    VALUE("=", "value"),
    BINARY(null, "binary", "python/bytes"),
    STR(null, "str", "python/str", "python/unicode");

    /** Those that a plain text can mean. */
    private static final List<ScalarType> IMPLICIT =
            Arrays.stream(values()).filter(type -> type.plain != null).toList();

    /** The first letters of all words that are no strings, which tell most strings from them. */
    private static final String FIRST_LETTERS = "yYnNtTfFoO";

    private static final Map<String, ScalarType> BY_TAG = new HashMap<>();

    static {
        for (ScalarType type : values()) {
            for (String tag : type.tags) {
                BY_TAG.put(Tags.PREFIX + tag, type);
            }
        }
    }

    private final @Nullable Pattern plain;
    private final String[] tags;

    ScalarType(@Nullable String plain, String... tags) {
        this.plain = plain == null ? null : Pattern.compile(plain);
        this.tags = tags;
    }

    /** What a text means that is written plain and without a tag. */
    static ScalarType ofPlain(String text) {
        boolean isWord =
                !text.isEmpty() && Character.isLetter(text.charAt(0)) && FIRST_LETTERS.indexOf(text.charAt(0)) < 0;
        if (!isWord) {
            for (ScalarType type : IMPLICIT) {
                if (type.isPlain(text)) {
                    return type;
                }
            }
        }
        return STR;
    }

    /** The type of a canonical scalar. */
    static ScalarType of(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof String) {
            return STR;
        }
        if (value instanceof Boolean) {
            return BOOL;
        }
        if (value instanceof Number) {
            return value instanceof Double ? FLOAT : INT;
        }
        return value instanceof Binary ? BINARY : TIMESTAMP;
    }

    /** The type that a full tag names; empty if it names none of these. */
    static Optional<ScalarType> tagged(String tag) {
        return Optional.ofNullable(BY_TAG.get(tag));
    }

    /** Whether the type's plain form would mean this type. */
    boolean isPlain(String text) {
        return plain != null && plain.matcher(text).matches();
    }

    @Override
    public String toString() {
        return "!!" + name().toLowerCase(Locale.ROOT);
    }
}
