package io.audmodel.serializer.yaml;

import io.audmodel.error.CorruptDocumentException;
import org.jspecify.annotations.Nullable;

/** Reads YAML whose scalars are all text, as PyYAML's {@code BaseLoader} does: configuration files. */
public final class YamlText {

    private YamlText() {}

    /**
     * The mappings, lists and texts of one document; null for an empty one.
     *
     * @param source what the bytes are, for messages
     * @throws CorruptDocumentException if the bytes are not a document
     */
    public static @Nullable Object read(byte[] document, String source) {
        return YamlSerializer.read(document, source, text -> ScalarType.STR);
    }
}
