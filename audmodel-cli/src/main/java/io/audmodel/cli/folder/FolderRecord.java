package io.audmodel.cli.folder;

import io.audmodel.error.CorruptContentException;
import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ExactRef;
import io.audmodel.serializer.Serializer;
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
 * @param listing its files
 * @param entries the names in the folder that are of a fetch; while it is not complete, those of the model before too
 */
record FolderRecord(ExactRef id, String ref, boolean isComplete, Listing listing, SortedSet<String> entries) {

    /** The name of the file. */
    static final String NAME = ".audmodel.yaml";

    FolderRecord moving(SortedSet<String> all) {
        return new FolderRecord(id, ref, false, listing, all);
    }

    byte[] bytes(Serializer serializer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("model", id.toString());
        fields.put("ref", ref);
        fields.put("complete", isComplete);
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
