package io.audmodel.signing;

import java.util.List;

/** Writes the statement about a folder: in-toto's, with the predicate of the specification. */
final class StatementWriter {

    static final String TYPE = "https://in-toto.io/Statement/v1";
    static final String PREDICATE = "https://model_signing/signature/v1.0";

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
}
