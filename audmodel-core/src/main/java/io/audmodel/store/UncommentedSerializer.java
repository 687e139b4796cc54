package io.audmodel.store;

import io.audmodel.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A serializer of a format that may have no comments. Documents have some that say what they belong to, and are comments in
 * YAML for the sake of the Python package; they are taken away before the document is read.
 */
public final class UncommentedSerializer implements Serializer {

    private final Serializer format;

    public UncommentedSerializer(Serializer format) {
        this.format = format;
    }

    @Override
    public byte[] write(@Nullable Object value) {
        return format.write(value);
    }

    @Override
    public @Nullable Object read(byte[] document, String source) {
        return format.read(uncommented(document), source);
    }

    @Override
    public @Nullable Object readLeniently(byte[] document, String source) {
        return format.readLeniently(uncommented(document), source);
    }

    private static byte[] uncommented(byte[] document) {
        return AliasCodec.uncommented(PublishedParts.uncommented(document));
    }
}
