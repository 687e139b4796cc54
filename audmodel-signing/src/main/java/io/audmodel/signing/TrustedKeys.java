package io.audmodel.signing;

import io.audmodel.error.InvalidArgumentException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Trusts signatures by any of some public keys. Immutable and thread-safe. */
public final class TrustedKeys implements ModelVerifier {

    private final Map<String, Signatory> byHint = new LinkedHashMap<>();

    private TrustedKeys(Stream<PublicKey> keys) {
        keys.map(Signatory::ofKey).forEach(known -> byHint.put(known.keyHint(), known));
        if (byHint.isEmpty()) {
            throw new UnusableKeyException(
                    "there is no key to trust: name at least one, as without any nothing is trusted");
        }
    }

    /** @throws UnusableKeyException if there is none, or one of them is of none of the curves P-256, P-384 and P-521 */
    public static TrustedKeys of(Collection<? extends PublicKey> keys) {
        return new TrustedKeys(keys.stream().map(key -> (PublicKey) key));
    }

    /**
     * Trusts the keys in PEM files with one public key each.
     *
     * @throws UnusableKeyException if one of them cannot be read, or there is none
     */
    public static TrustedKeys ofPem(Path... files) {
        return new TrustedKeys(
                Stream.of(files).map(file -> Pem.publicKey(Pem.read(file, "the public key"), file.toString())));
    }

    /**
     * @throws InvalidArgumentException if all of them trust keys alone, which are fewer than the number: nothing would ever be
     *     signed by so many
     */
    static void requireEnough(int number, List<ModelVerifier> verifiers) {
        if (!verifiers.stream().allMatch(TrustedKeys.class::isInstance)) {
            return;
        }
        long keys = verifiers.stream()
                .flatMap(each -> ((TrustedKeys) each).byHint.keySet().stream())
                .distinct()
                .count();
        if (keys < number) {
            throw new InvalidArgumentException("signatures by " + number + " different keys are required, and " + keys
                    + (keys == 1 ? " key is" : " keys are")
                    + " trusted: name more public keys, or require fewer signatures");
        }
    }

    @Override
    public Signatory verify(SignatureBundle bundle) {
        if (bundle.method() != SigningMethod.KEY) {
            throw new UntrustedSignatureException(
                    "the " + bundle
                            + " names certificates, and only keys are trusted here: trust the root of its authority (TrustedRoots)");
        }
        Optional<String> hint = bundle.keyHint();
        if (hint.isPresent()) {
            Signatory named = byHint.get(hint.get());
            if (named == null) {
                throw new UntrustedSignatureException("the signature names the key " + hint.get()
                        + ", and trusted is " + String.join(", ", byHint.keySet())
                        + ": trust that key, if it is the signer's, or have the model signed with a trusted one");
            }
            if (!bundle.isSignedWith(named.publicKey())) {
                throw new InvalidSignatureException("the signature does not fit: key " + hint.get()
                        + ", which it names, did not sign this; the signature or"
                        + " what it signs was changed, or belongs to something else");
            }
            return named;
        }
        return byHint.values().stream()
                .filter(known -> bundle.isSignedWith(known.publicKey()))
                .findFirst()
                .orElseThrow(() -> new InvalidSignatureException(
                        "no trusted key made this signature, which names none: it was changed, or another key made it; trusted is "
                                + String.join(", ", byHint.keySet())));
    }

    @Override
    public String trusted() {
        List<String> hints = byHint.keySet().stream().sorted().toList();
        return (hints.size() == 1 ? "the key " : "one of the keys ") + String.join(", ", hints);
    }

    @Override
    public String toString() {
        return "TrustedKeys[" + trusted() + "]";
    }
}
