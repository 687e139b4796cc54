package io.audmodel.catalogue;

import com.fasterxml.jackson.core.JsonGenerator;
import io.audmodel.AudModel;
import io.audmodel.ModelFile;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.error.ObjectNotFoundException;
import io.audmodel.inventory.RepositoryInventory;
import io.audmodel.model.Checksum;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;
import io.audmodel.signing.ModelIdentity;
import io.audmodel.trust.ModelSignature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what the page says of one version. What cannot be read is a problem of that version, and an outage an error of all. */
final class VersionReader {

    /** More would make the page slow for everybody. */
    static final long MOST_METADATA = 4L << 20;

    private final AudModel client;
    private final Supplier<AudModel> uncached;
    private final RepositoryInventory inventory;
    private final ListedVersion listed;
    private final ModelKey key;
    private final SignatureStates states;
    private final List<String> problems = new ArrayList<>();
    private boolean areSignaturesLasting = true;

    /** @param uncached a view of the client with an empty cache */
    VersionReader(
            AudModel client,
            Supplier<AudModel> uncached,
            RepositoryInventory inventory,
            SignatureStates states,
            ListedVersion listed) {
        this.client = client;
        this.uncached = uncached;
        this.inventory = inventory;
        this.states = states;
        this.listed = listed;
        this.key = listed.key();
    }

    /**
     * @param earlier the version on an earlier page
     * @throws io.audmodel.error.ModelNotFoundException if it was removed since it was listed
     */
    CatalogueEntry read(Optional<Map<String, String>> earlier) {
        Optional<String> fixed = unchanged(earlier, "fixed", "header", listed.header());
        Optional<String> metadata = unchanged(earlier, "meta", "metadata", listed.metadata());
        Optional<String> signatures = unchanged(earlier, "signed", "signatures", listed.signatures());
        boolean isRead = fixed.isEmpty() || metadata.isEmpty() || signatures.isEmpty();
        String header = fixed.orElseGet(this::fixed);
        String meta = metadata.orElseGet(this::metadata);
        String signed = signatures.orElseGet(this::signatures);
        ListedVersion read = areSignaturesLasting ? listed : listed.withSignatures(DocumentState.UNSETTLED);
        return new CatalogueEntry(problems.isEmpty() ? read : withoutStates(), header, meta, signed, isRead, problems);
    }

    private static Optional<String> unchanged(
            Optional<Map<String, String>> earlier, String part, String state, String now) {
        return earlier.filter(fields -> DocumentState.isUnchanged(fields.getOrDefault(state, ""), now))
                .map(fields -> fields.get(part));
    }

    /** What had a problem is read again. */
    private ListedVersion withoutStates() {
        String none = DocumentState.UNSETTLED;
        return new ListedVersion(key, listed.place(), none, none, listed.metadataBytes(), none, listed.isSigned());
    }

    private String fixed() {
        Optional<ModelHeader> header = attempt("its header", () -> client.header(key.ref()));
        Optional<Map<Object, Object>> parameters =
                header.flatMap(known -> attempt("its parameters", known::parameters));
        Optional<List<ModelFile>> files = header.flatMap(known -> attempt("its files", this::files));
        Optional<ObjectInfo> archive = header.flatMap(known -> inventory.stat(inventory.archive(key, known)));
        return PageJson.of(json -> {
            json.writeStartObject();
            if (header.isPresent()) {
                ModelHeader known = header.get();
                json.writeStringField("name", known.name());
                json.writeStringField("subgroup", known.subgroup().text());
                json.writeStringField(
                        "author", attempt("its author", known::author).orElse(null));
                json.writeStringField(
                        "date",
                        attempt("its date", known::date).map(Object::toString).orElse(null));
                json.writeStringField("path", inventory.archive(key, known).text());
            }
            json.writeFieldName("parameters");
            ValueJson.write(parameters.orElse(null), json);
            files(files, json);
            archive(archive.orElse(null), json);
            problems(json);
            json.writeEndObject();
        });
    }

    private List<ModelFile> files() {
        List<ModelFile> files = client.files(key.ref());
        // Files of the cache have no checksums.
        return files.stream().allMatch(file -> file.crc32().isPresent())
                ? files
                : uncached.get().files(key.ref());
    }

    private static void files(Optional<List<ModelFile>> files, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("files");
        for (ModelFile file : files.orElse(List.of())) {
            json.writeStartArray();
            json.writeString(file.name());
            json.writeNumber(file.size());
            json.writeString(
                    file.crc32().isPresent()
                            ? String.format(Locale.ROOT, "%08x", file.crc32().getAsLong())
                            : null);
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void archive(@Nullable ObjectInfo archive, JsonGenerator json) throws IOException {
        if (archive != null) {
            json.writeNumberField("bytes", archive.size());
            json.writeStringField("md5", archive.checksum().map(Checksum::hex).orElse(null));
        }
    }

    private String metadata() {
        int before = problems.size();
        Optional<Map<Object, Object>> values = listed.metadataBytes() > MOST_METADATA
                ? attempt("its metadata", this::tooLarge)
                : attempt("its metadata", () -> client.meta(key.ref()));
        return PageJson.of(json -> {
            json.writeStartObject();
            json.writeFieldName("value");
            ValueJson.write(values.orElse(null), json);
            json.writeStringField("problem", problems.size() > before ? problems.get(before) : null);
            json.writeEndObject();
        });
    }

    private Map<Object, Object> tooLarge() {
        throw new LimitExceededException("the metadata document has " + listed.metadataBytes()
                + " bytes, and a page shows at most " + MOST_METADATA + ": 'audmodel meta " + key.ref()
                + "' prints it");
    }

    private String signatures() {
        List<ModelSignature> signatures = listed.isSigned()
                ? attempt("its signatures", () -> client.signatures(key.ref()).list())
                        .orElse(List.of())
                : List.of();
        areSignaturesLasting = states.areLasting(signatures);
        Optional<ModelIdentity> model = signatures.isEmpty()
                ? Optional.empty()
                : attempt("its header", () -> ModelIdentity.of(key, client.header(key.ref())));
        return PageJson.of(json -> {
            json.writeStartArray();
            for (ModelSignature signature : signatures) {
                states.write(signature, model, json);
            }
            json.writeEndArray();
        });
    }

    private <T> Optional<T> attempt(String what, Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (CorruptContentException | ObjectNotFoundException e) {
            problems.add(key.ref() + ": " + what + " cannot be shown: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void problems(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("problems");
        for (String problem : problems) {
            json.writeString(problem);
        }
        json.writeEndArray();
    }
}
