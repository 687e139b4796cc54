package io.audmodel;

import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.serializer.Serializer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The two alias documents: what an alias points to, and which aliases point to a model. */
final class AliasCodec {

    private final Serializer serializer;

    AliasCodec(Serializer serializer) {
        this.serializer = serializer;
    }

    byte[] encodeTarget(ExactRef target) {
        return serializer.write(Map.of("uid", target.toString()));
    }

    /**
     * As {@link #encodeTarget}, and like no other document: an alias that moves away and back is another document then,
     * also for a store that tells documents apart by their content. Readers skip the comment.
     */
    byte[] encodeUniqueTarget(ExactRef target) {
        byte[] plain = encodeTarget(target);
        byte[] comment = ("# " + UUID.randomUUID() + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] both = Arrays.copyOf(plain, plain.length + comment.length);
        System.arraycopy(comment, 0, both, plain.length, comment.length);
        return both;
    }

    /** @throws CorruptDocumentException if the document does not name an id, a path for instance */
    ExactRef decodeTarget(StoredDocument document) {
        if (field(document, "uid") instanceof String uid) {
            try {
                return ExactRef.parse(uid);
            } catch (InvalidArgumentException e) {
                throw new CorruptDocumentException(document.source() + " points to no model: " + e.getMessage(), e);
            }
        }
        throw new CorruptDocumentException(
                document.source() + " is not an alias: it has no 'uid' with the id of a model");
    }

    byte[] encodeAliases(Collection<Alias> aliases) {
        List<String> names = aliases.stream().sorted().map(Alias::name).toList();
        return serializer.write(Map.of("aliases", names));
    }

    /** @throws CorruptDocumentException if an entry is no alias */
    SortedSet<Alias> decodeAliases(StoredDocument document) {
        SortedSet<Alias> aliases = new TreeSet<>();
        if (field(document, "aliases") instanceof List<?> names) {
            for (Object name : names) {
                try {
                    aliases.add(new Alias(String.valueOf(name)));
                } catch (InvalidArgumentException e) {
                    throw new CorruptDocumentException(
                            document.source() + " is not a list of aliases: " + e.getMessage(), e);
                }
            }
        }
        return aliases;
    }

    private @Nullable Object field(StoredDocument document, String name) {
        return serializer.read(document.bytes(), document.source()) instanceof Map<?, ?> fields
                ? fields.get(name)
                : null;
    }
}
