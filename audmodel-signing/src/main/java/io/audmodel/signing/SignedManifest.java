package io.audmodel.signing;

/**
 * What a signer signed, as a {@link ModelVerifier} has confirmed. Immutable.
 *
 * @param signedBy who signed
 * @param manifest the files that were signed
 */
public record SignedManifest(Signatory signedBy, Manifest manifest) {}
