package io.audmodel.cli.trust;

import io.audmodel.AudModel;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import io.audmodel.signing.ExemptModels;
import io.audmodel.signing.ModelIdentity;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line of a list of models that need no signature.
 *
 * @param digest of what the model is, and of its files
 */
public record Exemption(ModelKey key, String digest) {

    /** Loads the model, and hashes it. */
    public static Exemption of(AudModel audmodel, ModelRef ref) {
        SignedModel model = SignedModel.of(audmodel, ref);
        return new Exemption(
                model.key(),
                ExemptModels.digest(audmodel.load(model.key().ref()), ModelIdentity.of(model.key(), model.header())));
    }

    /** For programs. */
    public Map<String, Object> asMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", key);
        fields.put("digest", digest);
        return fields;
    }

    /** The line. */
    @Override
    public String toString() {
        return key + " " + digest;
    }
}
