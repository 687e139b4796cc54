package io.audmodel.serializer.yaml;

import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.serializer.Serializer;
import io.audmodel.value.Tree;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads YAML 1.1 as PyYAML does. Holds no state: one instance serves any number of threads.
 *
 * <p>Format: <a href="https://yaml.org/spec/1.1/">YAML 1.1</a> and its
 * <a href="https://yaml.org/type/">type repository</a>, as far as PyYAML follows them.
 */
final class YamlSerializer implements Serializer {

    @Override
    public byte[] write(@Nullable Object value) {
        // Everything beyond ASCII is escaped, so that the bytes are the characters.
        return DocumentWriter.write(Tree.valueOf(value)).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public @Nullable Object read(byte[] document, String source) {
        return read(document, source, ScalarType::ofPlain);
    }

    @Override
    public @Nullable Object readLeniently(byte[] document, String source) {
        return parsed(document, source, ScalarType::ofPlain, DocumentReader::readLeniently);
    }

    static @Nullable Object read(byte[] document, String source, Function<String, ScalarType> plain) {
        return parsed(document, source, plain, DocumentReader::read);
    }

    private static @Nullable Object parsed(
            byte[] document,
            String source,
            Function<String, ScalarType> plain,
            Function<DocumentReader, @Nullable Object> reading) {
        if (document.length > Limits.BYTES) {
            throw new LimitExceededException(source + " has " + document.length + " bytes, more than the "
                    + Limits.BYTES + " that a YAML document may have; nothing of it was parsed");
        }
        try {
            return reading.apply(new DocumentReader(Utf8.decode(document, source), source, plain));
        } catch (StackOverflowError e) {
            throw new CorruptDocumentException(source + " is too complex to be read as YAML", e);
        }
    }
}
