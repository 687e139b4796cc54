package io.audmodel.signing;

/**
 * Decides whose signatures count: {@link TrustedKeys}, {@link TrustedRoots}, or your own rule. Implementations are
 * thread-safe.
 */
public interface ModelVerifier {

    /**
     * Verifies that somebody who is trusted signed what the bundle holds. What the statement says has to be believed by
     * nobody before this returns.
     *
     * @return who signed
     * @throws UntrustedSignatureException if nobody did whom this trusts
     * @throws InvalidSignatureException if the signature does not fit
     */
    Signatory verify(SignatureBundle bundle);

    /**
     * Returns who is trusted, as text for people: two verifiers that return the same trust the same. A client remembers what
     * this one trusted by it, and looks again when it changes.
     */
    String trusted();
}
