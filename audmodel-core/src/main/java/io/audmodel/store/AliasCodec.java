package io.audmodel.store;

import io.audmodel.error.CorruptContentException;
import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.serializer.Serializer;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Encodes and decodes the two alias documents: the target of an alias, and the list of a model's aliases. */
public final class AliasCodec {

    private static final Pattern VERSIONED_LEGACY_ID =
            Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-[0-9][A-Za-z0-9.+_-]*");

    private static final Pattern MARK = Pattern.compile("# [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\n");
    private static final int MARK_LENGTH = 39;

    private final Serializer serializer;

    public AliasCodec(Serializer serializer) {
        this.serializer = serializer;
    }

    byte[] encodeTarget(ExactRef target) {
        return serializer.write(Map.of("uid", target.toString()));
    }

    /**
     * The document as it is written to the store. Where revisions depend on content, it gets a unique comment, so that
     * a document that was changed and changed back has another revision. Readers skip the comment.
     */
    static byte[] distinct(Store store, byte[] document) {
        if (!store.revisionsComeBack()) {
            return document;
        }
        byte[] comment = ("# " + UUID.randomUUID() + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] both = Arrays.copyOf(document, document.length + comment.length);
        System.arraycopy(comment, 0, both, document.length, comment.length);
        return both;
    }

    /** The document without its unique comment. */
    static byte[] uncommented(byte[] document) {
        int end = document.length - MARK_LENGTH;
        return end >= 0
                        && MARK.matcher(new String(document, end, MARK_LENGTH, StandardCharsets.ISO_8859_1))
                                .matches()
                ? Arrays.copyOf(document, end)
                : document;
    }

    /** @throws CorruptDocumentException if the document names no id, but for instance a path */
    public ExactRef decodeTarget(StoredDocument document) {
        if (field(document, "uid") instanceof String uid) {
            // Python also writes the version behind a legacy id, which has only one.
            Matcher legacy = VERSIONED_LEGACY_ID.matcher(uid);
            try {
                return ExactRef.of(legacy.matches() ? legacy.group(1) : uid);
            } catch (InvalidArgumentException e) {
                throw new CorruptDocumentException(document.source() + " points to no model: " + e.getMessage(), e);
            }
        }
        throw new CorruptDocumentException(
                document.source() + " is not an alias: it has no 'uid' with the id of a model");
    }

    /**
     * The target in a document that is about to be replaced; empty if it cannot be read, which does not matter then.
     */
    Optional<ExactRef> readableTarget(StoredDocument document) {
        try {
            return Optional.of(decodeTarget(document));
        } catch (CorruptContentException e) {
            return Optional.empty();
        }
    }

    byte[] encodeNames(SortedSet<String> names) {
        return serializer.write(Map.of("aliases", List.copyOf(names)));
    }

    /**
     * The aliases in a list. Names that are no aliases here, such as {@code ..} from Python, are left out.
     *
     * @throws CorruptContentException if the document cannot be read
     */
    SortedSet<Alias> decodeAliases(StoredDocument document) {
        SortedSet<Alias> aliases = new TreeSet<>();
        for (String name : names(document)) {
            try {
                aliases.add(Alias.of(name));
            } catch (InvalidArgumentException e) {
                System.getLogger("io.audmodel")
                        .log(Level.DEBUG, "{0} lists what is no alias: {1}", document.source(), e.getMessage());
            }
        }
        return aliases;
    }

    /** All names in a list that is about to be changed; none if it cannot be read: the aliases themselves decide. */
    SortedSet<String> readableNames(StoredDocument document) {
        try {
            return names(document);
        } catch (CorruptContentException e) {
            return new TreeSet<>();
        }
    }

    private SortedSet<String> names(StoredDocument document) {
        SortedSet<String> names = new TreeSet<>();
        if (field(document, "aliases") instanceof List<?> list) {
            list.stream().filter(Objects::nonNull).forEach(name -> names.add(name.toString()));
        }
        return names;
    }

    private @Nullable Object field(StoredDocument document, String name) {
        return serializer.read(document.bytes(), document.source()) instanceof Map<?, ?> fields
                ? fields.get(name)
                : null;
    }
}
