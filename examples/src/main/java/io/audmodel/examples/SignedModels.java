package io.audmodel.examples;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.PublishRequest;
import io.audmodel.error.UntrustedModelException;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import io.audmodel.signing.FolderSigner;
import io.audmodel.signing.ModelIdentity;
import io.audmodel.signing.ModelSigner;
import io.audmodel.signing.SignedBy;
import io.audmodel.signing.TrustedKeys;
import java.nio.file.Path;
import java.util.Optional;

/** Signs models when they are published and when somebody approved them, and loads those alone that are signed. */
final class SignedModels {

    private SignedModels() {}

    static ModelId publish(AudModel audmodel, PublishRequest request, ModelSigner signer) {
        return audmodel.publish(request.sign(FolderSigner.of(signer)));
    }

    /** @param audmodel a client that loads what is not signed yet */
    static void approve(AudModel audmodel, ModelRef ref, ModelSigner signer) {
        ModelKey key = audmodel.resolve(ref).key();
        ModelIdentity model = ModelIdentity.of(key, audmodel.header(key.ref()));
        Path folder = audmodel.load(key.ref());
        audmodel.signatures(key.ref())
                .put(FolderSigner.of(signer).sign(folder, model).toModelSignature());
    }

    /** A client for services: two of the people who hold these keys have to have signed what it loads. */
    static AudModel client(AudModelBuilder builder, Path... publicKeys) {
        return builder.require(SignedBy.atLeast(2, TrustedKeys.ofPem(publicKeys)))
                .build();
    }

    /** The folder of the model; empty if those who have to sign it have not. */
    static Optional<Path> loadApproved(AudModel audmodel, ModelRef ref) {
        try {
            return Optional.of(audmodel.load(ref));
        } catch (UntrustedModelException e) {
            System.err.println(e.getMessage());
            return Optional.empty();
        }
    }
}
