package io.audmodel.examples;

import io.audmodel.AudModel;
import io.audmodel.backend.Backend;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import io.audmodel.signing.FolderSigner;
import io.audmodel.signing.FolderVerifier;
import io.audmodel.signing.ModelIdentity;
import io.audmodel.signing.ModelSignatures;
import io.audmodel.signing.ModelSigner;
import io.audmodel.signing.ModelVerifier;
import io.audmodel.signing.SignatureBundle;
import io.audmodel.signing.SigningException;
import io.audmodel.signing.StoredSignature;
import java.nio.file.Path;
import java.util.Optional;

/** Approves models after they were published, and loads those alone that somebody approved. */
final class SignedModels {

    private final AudModel audmodel;
    private final ModelSignatures signatures;

    /** @param backend of the repository that the client has the models from */
    SignedModels(AudModel audmodel, Backend backend) {
        this.audmodel = audmodel;
        this.signatures = ModelSignatures.in(backend);
    }

    void approve(ModelRef ref, ModelSigner signer) {
        ModelKey key = audmodel.resolve(ref).key();
        ModelIdentity model = ModelIdentity.of(key, audmodel.header(key.ref()));
        SignatureBundle bundle = FolderSigner.of(signer).sign(audmodel.load(key.ref()), model);
        signatures.put(key, bundle);
    }

    /** The folder of the model; empty if nobody signed it who is trusted. */
    Optional<Path> loadApproved(ModelRef ref, ModelVerifier trusted) {
        ModelKey key = audmodel.resolve(ref).key();
        ModelIdentity model = ModelIdentity.of(key, audmodel.header(key.ref()));
        Path folder = audmodel.load(key.ref());
        FolderVerifier verifier = FolderVerifier.of(trusted);
        for (StoredSignature signature : signatures.of(key)) {
            if (signature.bundle().isPresent()) {
                try {
                    verifier.verify(folder, signature.bundle().get(), model);
                    return Optional.of(folder);
                } catch (SigningException e) {
                    System.err.println(signature.path() + ": " + e.getMessage());
                }
            }
        }
        return Optional.empty();
    }
}
