/**
 * Signs folders and verifies them by OpenSSF Model Signing 1.0: a Sigstore bundle around a DSSE envelope around an in-toto
 * statement with the digests of all files. Keys are of the curves P-256, P-384 and P-521; a {@link
 * io.audmodel.signing.ModelSigner} may be a service or a device that keeps its key to itself.
 */
@NullMarked
package io.audmodel.signing;

import org.jspecify.annotations.NullMarked;
