package io.audmodel.benchmarks;

import io.audmodel.signing.FolderSigner;
import io.audmodel.signing.PrivateKeySigner;
import io.audmodel.signing.SignedBy;
import io.audmodel.signing.SigningScope;
import io.audmodel.signing.TrustedKeys;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;

/** A key that signs what is published, and is required of what is loaded. */
record SigningKey(KeyPair keys) {

    static SigningKey create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return new SigningKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM makes no keys on P-256", e);
        }
    }

    FolderSigner signer() {
        return FolderSigner.of(PrivateKeySigner.of(keys.getPrivate(), keys.getPublic()));
    }

    /** One that signs parts of files, which several threads can hash. */
    FolderSigner signer(long shard) {
        return signer().withScope(SigningScope.shards(shard));
    }

    SignedBy required() {
        return SignedBy.of(TrustedKeys.of(List.of(keys.getPublic())));
    }
}
