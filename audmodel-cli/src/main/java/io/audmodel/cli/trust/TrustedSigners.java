package io.audmodel.cli.trust;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.signing.ModelVerifier;
import io.audmodel.signing.Signatory;
import io.audmodel.signing.SignatureBundle;
import io.audmodel.signing.SignedBy;
import io.audmodel.signing.SigningMethod;
import io.audmodel.signing.TrustedFiles;
import java.util.List;
import java.util.stream.Collectors;

/** Trusts any of the keys and authorities that options name. */
final class TrustedSigners implements ModelVerifier {

    /** One for the keys, one for the authorities, or either alone. */
    private final List<ModelVerifier> verifiers;

    private TrustedSigners(List<ModelVerifier> verifiers) {
        this.verifiers = verifiers;
    }

    /** @throws InvalidArgumentException if nobody is trusted, or names are without the authority for them */
    static TrustedSigners of(TrustSource source) {
        if (source.keys().isEmpty() && source.chains().isEmpty()) {
            throw new InvalidArgumentException(
                    source.subjects().isEmpty()
                            ? "nobody is trusted: name public keys by --key, or the certificates of authorities by --chain"
                            : "--subject says whose certificates count, and no authority is trusted: name its certificate"
                                    + " by --chain");
        }
        if (source.chains().isEmpty() && !source.subjects().isEmpty()) {
            throw new InvalidArgumentException(
                    "--subject says whose certificates count, and only keys are trusted: name"
                            + " the certificate of an authority by --chain");
        }
        return new TrustedSigners(new TrustedFiles(source.keys(), source.chains()).verifiers(source.subjects()));
    }

    /** @throws InvalidArgumentException if the number is larger than that of the keys, where keys alone are trusted */
    SignedBy atLeast(int number) {
        // Which of them are keys, this one as a whole does not show.
        SignedBy.atLeast(number, verifiers.toArray(ModelVerifier[]::new));
        return SignedBy.atLeast(number, this);
    }

    @Override
    public Signatory verify(SignatureBundle bundle) {
        boolean isByKey = bundle.method() == SigningMethod.KEY;
        return verifiers.get(isByKey ? 0 : verifiers.size() - 1).verify(bundle);
    }

    @Override
    public String trusted() {
        return verifiers.stream().map(ModelVerifier::trusted).collect(Collectors.joining(", or "));
    }
}
