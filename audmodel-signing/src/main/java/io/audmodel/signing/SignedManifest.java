package io.audmodel.signing;

/**
 * What somebody signed, of whom a {@link ModelVerifier} said that he did.
 *
 * @param signedBy who signed
 * @param manifest the files that he signed
 */
public record SignedManifest(Signatory signedBy, Manifest manifest) {}
