package io.audmodel.signing;

/** How the signer of a model is known. */
public enum SigningMethod {
    /** By a public key that verifiers have. */
    KEY,
    /** By a certificate, for which an authority answers that verifiers trust. */
    CERTIFICATE
}
