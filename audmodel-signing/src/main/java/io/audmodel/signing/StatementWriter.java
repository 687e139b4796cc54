package io.audmodel.signing;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the statement about a folder: in-toto's, with the predicate of the specification. */
final class StatementWriter {

    static final String TYPE = "https://in-toto.io/Statement/v1";
    static final String PREDICATE = "https://model_signing/signature/v1.0";

    /** What this library says of a model that it signed. */
    static final String MODEL = "io.audmodel.model";

    private StatementWriter() {}

    static byte[] write(Manifest manifest) {
        SigningScope scope = manifest.scope();
        List<Manifest.Resource> resources = manifest.resources();
        return BundleWriter.json(json -> {
            json.writeStringField("_type", TYPE);
            json.writeArrayFieldStart("subject");
            json.writeStartObject();
            json.writeStringField("name", manifest.name());
            json.writeObjectFieldStart("digest");
            json.writeStringField("sha256", Manifest.rootDigest(resources));
            json.writeEndObject();
            if (manifest.identity().isPresent()) {
                writeModel(json, manifest.identity().get(), manifest.besides());
            }
            json.writeEndObject();
            json.writeEndArray();
            json.writeStringField("predicateType", PREDICATE);
            json.writeObjectFieldStart("predicate");
            json.writeObjectFieldStart("serialization");
            json.writeStringField("method", scope.shardSize() == 0 ? "files" : "shards");
            json.writeStringField("hash_type", "sha256");
            if (scope.shardSize() > 0) {
                json.writeNumberField("shard_size", scope.shardSize());
            }
            json.writeBooleanField("allow_symlinks", scope.followsLinks());
            json.writeArrayFieldStart("ignore_paths");
            for (String path : scope.ignored()) {
                json.writeString(path);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeArrayFieldStart("resources");
            for (Manifest.Resource resource : resources) {
                json.writeStartObject();
                json.writeStringField("name", resource.name());
                json.writeStringField("algorithm", scope.algorithm());
                json.writeStringField("digest", resource.digest());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** As an annotation of the subject, which verifiers that do not know it pass by. */
    private static void writeModel(JsonGenerator json, ModelIdentity model, Map<String, String> besides)
            throws IOException {
        json.writeObjectFieldStart("annotations");
        json.writeObjectFieldStart(MODEL);
        json.writeStringField("id", model.id());
        json.writeStringField("name", model.name());
        json.writeStringField("subgroup", model.subgroup());
        json.writeStringField("version", model.version());
        json.writeStringField("parameters", model.parameters());
        json.writeObjectFieldStart("besides");
        for (Map.Entry<String, String> file : new TreeMap<>(besides).entrySet()) {
            json.writeStringField(file.getKey(), file.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }
}
