package io.audmodel.store;

import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.UnserializableValueException;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import io.audmodel.serializer.Serializer;
import io.audmodel.serializer.Unreadable;
import io.audmodel.value.PythonText;
import io.audmodel.value.Tree;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes headers. A load needs only name, subgroup and version; other fields that the Python package wrote
 * are accepted as they are, and fail only when they are read.
 */
public final class HeaderCodec {

    private static final int DAY = "2026-11-23".length();

    private final Serializer serializer;

    public HeaderCodec(Serializer serializer) {
        this.serializer = serializer;
    }

    public byte[] encode(ModelHeader header) {
        Map<Object, Object> fields = new LinkedHashMap<>();
        fields.put("author", header.author());
        fields.put("date", header.date());
        fields.put("name", header.name());
        fields.put("parameters", header.parameters());
        fields.put("subgroup", header.subgroup().text());
        fields.put("version", header.version().text());
        return serializer.write(fields);
    }

    /**
     * @param key the model that the header must belong to
     * @throws CorruptDocumentException if it is no header, or another model's
     */
    public ModelHeader decode(byte[] document, ModelKey key, String source) {
        if (!(serializer.readLeniently(document, source) instanceof Map<?, ?> fields)) {
            throw new CorruptDocumentException(source + " is not a header: it is no mapping");
        }
        try {
            Version version = Version.of(text(fields, "version", source));
            if (!version.equals(key.version())) {
                throw new CorruptDocumentException(
                        source + " is the header of version " + version + ", not of " + key.version());
            }
            ModelHeader header = ModelHeader.stored(
                    text(fields, "name", source),
                    Subgroup.of(text(fields, "subgroup", source)),
                    version,
                    () -> author(fields, source),
                    () -> date(fields, source),
                    () -> parameters(fields, source));
            requirePath(key, header);
            return header;
        } catch (InvalidArgumentException e) {
            throw new CorruptDocumentException(source + " is not a header: " + e.getMessage(), e);
        }
    }

    /** A name or subgroup that leaves the repository is refused here, before a path is made of it. */
    private static void requirePath(ModelKey key, ModelHeader header) {
        Layout.archive(key, header);
    }

    private static String text(Map<?, ?> fields, String name, String source) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw unexpected(fields, name, "text", source);
    }

    private String author(Map<?, ?> fields, String source) {
        Object author = fields.get("author");
        if (author instanceof String text) {
            return text;
        }
        if (author == null && !fields.containsKey("author")) {
            throw unexpected(fields, "author", "text", source);
        }
        Object plain = plain(author, "author", source);
        // The str() of times is their YAML text; that of everything else is their repr().
        return plain instanceof Temporal
                ? new String(serializer.write(plain), StandardCharsets.US_ASCII)
                        .lines()
                        .findFirst()
                        .orElseThrow()
                : PythonText.ofValue(plain);
    }

    private static LocalDate date(Map<?, ?> fields, String source) {
        Object date = fields.get("date");
        if (date instanceof LocalDate day) {
            return day;
        }
        if (date instanceof LocalDateTime moment) {
            return moment.toLocalDate();
        }
        if (date instanceof OffsetDateTime moment) {
            return moment.toLocalDate();
        }
        if (date instanceof String text && text.length() >= DAY) {
            try {
                return LocalDate.parse(text.substring(0, DAY));
            } catch (DateTimeException e) {
                throw new CorruptDocumentException(
                        source + " says '" + text + "' as its date, which begins with no day such as 2026-11-23", e);
            }
        }
        throw unexpected(fields, "date", "a date", source);
    }

    @SuppressWarnings("unchecked") // a mapping that the serializer read has keys and values of the model's
    private static Map<Object, Object> parameters(Map<?, ?> fields, String source) {
        if (plain(fields.get("parameters"), "parameters", source) instanceof Map<?, ?> parameters) {
            return (Map<Object, Object>) parameters;
        }
        throw unexpected(fields, "parameters", "a mapping", source);
    }

    /** The value, if it has no unreadable part. */
    private static @Nullable Object plain(@Nullable Object value, String name, String source) {
        try {
            return Tree.valueOf(Unreadable.requireNone(value));
        } catch (UnserializableValueException e) {
            throw new CorruptDocumentException(
                    source + " cannot be read in full: in its '" + name + "', " + e.problem() + ", at " + e.location(),
                    e);
        }
    }

    private static CorruptDocumentException unexpected(Map<?, ?> fields, String name, String rule, String source) {
        Object value = fields.get(name);
        if (value instanceof Unreadable part) {
            return new CorruptDocumentException(part.problem().getMessage(), part.problem());
        }
        String found = fields.containsKey(name)
                ? "is "
                        + (value == null
                                ? "null"
                                : "of type " + value.getClass().getSimpleName())
                : "is missing";
        return new CorruptDocumentException(
                source + " is not a header: its '" + name + "' " + found + ", and has to be " + rule);
    }
}
