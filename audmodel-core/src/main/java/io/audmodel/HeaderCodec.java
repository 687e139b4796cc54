package io.audmodel;

import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.UnserializableValueException;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import io.audmodel.serializer.Serializer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** Headers as documents, and back. */
final class HeaderCodec {

    private final Serializer serializer;

    HeaderCodec(Serializer serializer) {
        this.serializer = serializer;
    }

    byte[] encode(ModelHeader header) {
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
     * @param key the model whose header this has to be
     * @throws CorruptDocumentException if it is no header, or another model's
     */
    ModelHeader decode(byte[] document, ModelKey key, String source) {
        if (!(serializer.read(document, source) instanceof Map<?, ?> fields)) {
            throw new CorruptDocumentException(source + " is not a header: it is no mapping");
        }
        try {
            Version version = new Version(text(fields, "version", source));
            if (!version.equals(key.version())) {
                throw new CorruptDocumentException(
                        source + " is the header of version " + version + ", not of " + key.version());
            }
            ModelHeader header = new ModelHeader(
                    text(fields, "author", source),
                    date(fields, source),
                    text(fields, "name", source),
                    parameters(fields, source),
                    new Subgroup(text(fields, "subgroup", source)),
                    version);
            requirePath(key, header);
            return header;
        } catch (InvalidArgumentException | UnserializableValueException e) {
            throw new CorruptDocumentException(source + " is not a header: " + e.getMessage(), e);
        }
    }

    /** A name or subgroup that leaves the repository is refused here, before anybody makes a path of it. */
    private static void requirePath(ModelKey key, ModelHeader header) {
        Layout.archive(key, header);
    }

    private static String text(Map<?, ?> fields, String name, String source) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw unexpected(fields, name, "text", source);
    }

    private static LocalDate date(Map<?, ?> fields, String source) {
        if (fields.get("date") instanceof LocalDate date) {
            return date;
        }
        if (fields.get("date") instanceof LocalDateTime moment) {
            return moment.toLocalDate();
        }
        throw unexpected(fields, "date", "a date", source);
    }

    @SuppressWarnings("unchecked") // a mapping that the serializer read has keys and values of the model's
    private static Map<Object, Object> parameters(Map<?, ?> fields, String source) {
        if (fields.get("parameters") instanceof Map<?, ?> parameters) {
            return (Map<Object, Object>) parameters;
        }
        throw unexpected(fields, "parameters", "a mapping", source);
    }

    private static CorruptDocumentException unexpected(Map<?, ?> fields, String name, String rule, String source) {
        Object value = fields.get(name);
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
