package io.audmodel.cli.trust;

import io.audmodel.AudModel;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.PlainText;
import io.audmodel.model.ModelRef;
import io.audmodel.signing.SignatureBundle;
import io.audmodel.signing.SigningException;
import io.audmodel.trust.ModelSignature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The signatures beside a model, and whom they name; nobody has verified them. */
public final class StoredSignatures {

    private final List<ModelSignature> signatures;

    private StoredSignatures(List<ModelSignature> signatures) {
        this.signatures = signatures;
    }

    /** Lists them. */
    public static StoredSignatures of(AudModel audmodel, ModelRef ref) {
        return new StoredSignatures(audmodel.signatures(ref).list());
    }

    /**
     * Removes one.
     *
     * @throws InvalidArgumentException if there is none with this mark
     */
    public static void remove(AudModel audmodel, ModelRef ref, String mark) {
        ModelSignature.requireMark(mark);
        if (of(audmodel, ref).signatures.stream().noneMatch(one -> one.mark().equals(mark))) {
            throw new InvalidArgumentException(ref + " has no signature with the mark " + mark
                    + ": 'audmodel signatures' lists those that it has");
        }
        audmodel.signatures(ref).remove(mark);
    }

    /** For people: the mark, and whom the signature names. */
    public List<String> lines() {
        return signatures.stream()
                .map(one -> one.mark() + "\t" + PlainText.line(named(one)))
                .toList();
    }

    static String named(ModelSignature signature) {
        try {
            return SignatureBundle.of(signature.content()).toString();
        } catch (SigningException e) {
            return "not readable: " + e.getMessage();
        }
    }

    /** For programs. */
    public List<Map<String, @Nullable Object>> asMaps() {
        return signatures.stream().map(StoredSignatures::asMap).toList();
    }

    private static Map<String, @Nullable Object> asMap(ModelSignature signature) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("mark", signature.mark());
        try {
            SignatureBundle bundle = SignatureBundle.of(signature.content());
            fields.put("method", bundle.method().name().toLowerCase(Locale.ROOT));
            fields.put("key", bundle.keyHint().orElse(null));
            fields.put("subject", bundle.subject().orElse(null));
            fields.put("problem", null);
        } catch (SigningException e) {
            fields.put("method", null);
            fields.put("key", null);
            fields.put("subject", null);
            fields.put("problem", e.getMessage());
        }
        return fields;
    }
}
