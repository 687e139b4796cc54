package io.audmodel.cli.folder;

import io.audmodel.error.CorruptContentException;
import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Checksum;
import io.audmodel.model.ExactRef;
import io.audmodel.serializer.Serializer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a fetch writes down in the folder.
 *
 * @param id the model that is there, or that is being moved there
 * @param ref what the caller named
 * @param isComplete whether all of it is there
 * @param required a digest of what the model met when it was put there; empty if nothing was required
 * @param listing its files
 * @param entries the names in the folder that are of a fetch; while it is not complete, those of the model before too
 */
record FolderRecord(
        ExactRef id, String ref, boolean isComplete, String required, Listing listing, SortedSet<String> entries) {

    /** The name of the file. */
    static final String NAME = ".audmodel.yaml";

    private static final String REQUIRED = "required";

    /** Another name for the same model. */
    FolderRecord named(String name) {
        return new FolderRecord(id, name, isComplete, required, listing, entries);
    }

    /** Whether the model met what is required now. */
    boolean meets(String requirement) {
        return requirement.isEmpty() || digest(requirement).equals(required);
    }

    /** Of what a model met; empty for nothing. */
    static String digest(String requirement) {
        byte[] text = requirement.getBytes(StandardCharsets.UTF_8);
        return requirement.isEmpty()
                ? ""
                : HexFormat.of().formatHex(Checksum.newSha256().digest(text));
    }

    FolderRecord moving(SortedSet<String> all) {
        return new FolderRecord(id, ref, false, required, listing, all);
    }

    byte[] bytes(Serializer serializer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("model", id.toString());
        fields.put("ref", ref);
        fields.put("complete", isComplete);
        if (!required.isEmpty()) {
            fields.put(REQUIRED, required);
        }
        fields.put("files", listing.files());
        fields.put("bytes", listing.bytes());
        fields.put("checksum", listing.checksum());
        fields.put("entries", List.copyOf(entries));
        return serializer.write(fields);
    }

    /** @throws CorruptContentException if this is no record */
    static FolderRecord read(byte[] document, Serializer serializer, String source) {
        if (serializer.read(document, source) instanceof Map<?, ?> fields
                && fields.get("model") instanceof String id
                && fields.get("ref") instanceof String ref
                && fields.get("complete") instanceof Boolean complete
                && fields.get("files") instanceof Number files
                && fields.get("bytes") instanceof Number bytes
                && fields.get("checksum") instanceof String checksum
                && fields.get("entries") instanceof List<?> entries) {
            SortedSet<String> names = new TreeSet<>();
            entries.forEach(entry -> names.add(requireName(String.valueOf(entry), source)));
            try {
                return new FolderRecord(
                        ExactRef.of(id),
                        ref,
                        complete,
                        fields.get(REQUIRED) instanceof String required ? required : "",
                        new Listing(files.longValue(), bytes.longValue(), checksum),
                        names);
            } catch (InvalidArgumentException e) {
                throw new CorruptDocumentException(source + ": " + e.getMessage(), e);
            }
        }
        throw new CorruptDocumentException(source + " is no record of a fetch");
    }

    /** What a fetch deletes is in the folder, and none of its own files. */
    private static String requireName(String name, String source) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.contains("/") || FolderState.isOwn(name)) {
            throw new CorruptDocumentException(source + " names '" + name + "', which no fetch puts there");
        }
        return name;
    }
}
