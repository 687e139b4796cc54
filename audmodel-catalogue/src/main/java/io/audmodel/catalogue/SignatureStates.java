package io.audmodel.catalogue;

import com.fasterxml.jackson.core.JsonGenerator;
import io.audmodel.model.Checksum;
import io.audmodel.signing.ModelIdentity;
import io.audmodel.signing.ModelVerifier;
import io.audmodel.signing.SignatureBundle;
import io.audmodel.signing.SigningException;
import io.audmodel.signing.SigningMethod;
import io.audmodel.signing.UntrustedSignatureException;
import io.audmodel.trust.ModelSignature;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Says of signatures whom they name; and, if somebody is trusted, whether they signed that this is the model. The files of the
 * model are not looked at. Immutable.
 */
final class SignatureStates {

    private final Optional<ModelVerifier> trusted;

    SignatureStates(Optional<ModelVerifier> trusted) {
        this.trusted = trusted;
    }

    /** Who is trusted, for people. */
    Optional<String> trusted() {
        return trusted.map(ModelVerifier::trusted);
    }

    /** The version with a state of its signatures that changes with whatever they are compared with. */
    ListedVersion stated(ListedVersion listed) {
        if (trusted.isEmpty() || listed.signatures().equals(DocumentState.UNSETTLED)) {
            return listed;
        }
        boolean isSettled = !listed.header().equals(DocumentState.UNSETTLED);
        return listed.withSignatures(
                isSettled
                        ? listed.signatures() + " header@" + listed.header() + " trusted@"
                                + Checksum.md5(trusted().orElseThrow()).hex()
                        : DocumentState.UNSETTLED);
    }

    /** Whether their states stay as they are until one of them is written: certificates end. */
    boolean areLasting(List<ModelSignature> signatures) {
        return trusted.isEmpty() || signatures.stream().noneMatch(SignatureStates::hasCertificates);
    }

    private static boolean hasCertificates(ModelSignature signature) {
        try {
            return SignatureBundle.of(signature.content()).method() == SigningMethod.CERTIFICATE;
        } catch (SigningException e) {
            return false;
        }
    }

    /** @param model what it has to be about */
    void write(ModelSignature signature, Optional<ModelIdentity> model, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("mark", signature.mark());
        try {
            SignatureBundle bundle = SignatureBundle.of(signature.content());
            json.writeStringField("method", bundle.method().name().toLowerCase(Locale.ROOT));
            json.writeStringField("by", signer(bundle));
            if (trusted.isPresent() && model.isPresent()) {
                verify(bundle, trusted.get(), model.get(), json);
            }
        } catch (SigningException e) {
            json.writeStringField("problem", e.getMessage());
        }
        json.writeEndObject();
    }

    private static void verify(SignatureBundle bundle, ModelVerifier verifier, ModelIdentity model, JsonGenerator json)
            throws IOException {
        try {
            Optional<ModelIdentity> signed = bundle.verify(verifier).manifest().identity();
            boolean isOfModel = signed.filter(model::equals).isPresent();
            json.writeStringField("state", isOfModel ? "valid" : "invalid");
            if (!isOfModel) {
                json.writeStringField(
                        "reason",
                        signed.isEmpty()
                                ? "it says of no model that it is about this one"
                                : "it is about another model, or this one's header was changed");
            }
        } catch (UntrustedSignatureException e) {
            json.writeStringField("state", "untrusted");
        } catch (SigningException e) {
            json.writeStringField("state", "invalid");
            json.writeStringField("reason", e.getMessage());
        }
    }

    private static String signer(SignatureBundle bundle) {
        return bundle.subject().or(bundle::keyHint).orElse("a key without a name");
    }
}
