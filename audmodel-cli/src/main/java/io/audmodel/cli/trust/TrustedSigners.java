package io.audmodel.cli.trust;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.signing.ModelVerifier;
import io.audmodel.signing.Signatory;
import io.audmodel.signing.SignatureBundle;
import io.audmodel.signing.SigningMethod;
import io.audmodel.signing.TrustedKeys;
import io.audmodel.signing.TrustedRoots;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Trusts any of the keys and authorities that options name. */
final class TrustedSigners implements ModelVerifier {

    private final @Nullable TrustedKeys keys;
    private final @Nullable TrustedRoots roots;

    private TrustedSigners(@Nullable TrustedKeys keys, @Nullable TrustedRoots roots) {
        this.keys = keys;
        this.roots = roots;
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
        TrustedKeys keys = source.keys().isEmpty() ? null : TrustedKeys.ofPem(files(source.keys()));
        TrustedRoots roots = source.chains().isEmpty() ? null : TrustedRoots.ofPem(files(source.chains()));
        return new TrustedSigners(
                keys,
                roots == null || source.subjects().isEmpty()
                        ? roots
                        : roots.onlyFor(source.subjects().toArray(String[]::new)));
    }

    private static Path[] files(List<Path> paths) {
        return paths.toArray(Path[]::new);
    }

    @Override
    public Signatory verify(SignatureBundle bundle) {
        boolean isByKey = bundle.method() == SigningMethod.KEY;
        ModelVerifier one = isByKey && keys != null || roots == null ? keys : roots;
        return Objects.requireNonNull(one).verify(bundle);
    }

    @Override
    public String trusted() {
        return Stream.of(keys, roots)
                .filter(Objects::nonNull)
                .map(ModelVerifier::trusted)
                .collect(Collectors.joining(", or "));
    }
}
