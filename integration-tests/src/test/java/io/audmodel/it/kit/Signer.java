package io.audmodel.it.kit;

import io.audmodel.AudModel;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import io.audmodel.signing.FolderSigner;
import io.audmodel.signing.ModelIdentity;
import io.audmodel.signing.PrivateKeySigner;
import io.audmodel.signing.SignedBy;
import io.audmodel.signing.TrustedKeys;
import io.audmodel.trust.ModelSignature;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;

/** Somebody with a key. */
public record Signer(KeyPair keys) {

    public static Signer create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return new Signer(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM makes no keys on P-256", e);
        }
    }

    public FolderSigner folders() {
        return FolderSigner.of(PrivateKeySigner.of(keys.getPrivate(), keys.getPublic()));
    }

    public TrustedKeys trusted() {
        return TrustedKeys.of(List.of(keys.getPublic()));
    }

    public SignedBy required() {
        return SignedBy.of(trusted());
    }

    /** The signature of what a client loads. */
    public ModelSignature sign(AudModel client, ModelRef ref) {
        ModelKey key = client.resolve(ref).key();
        return folders()
                .sign(client.load(ref), ModelIdentity.of(key, client.header(ref)))
                .toModelSignature();
    }
}
