package io.audmodel.cli.trust;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.signing.ModelVerifier;
import io.audmodel.signing.TrustedFiles;
import io.audmodel.signing.UnusableKeyException;
import java.nio.file.Path;
import java.util.List;

/**
 * Whose signatures count, as options say it.
 *
 * @param keys files of public keys
 * @param chains files of certificates, with the roots among them
 * @param subjects of certificates, those whose signatures count; all, if it is empty
 */
public record TrustSource(List<Path> keys, List<Path> chains, List<String> subjects) {

    public TrustSource {
        keys = List.copyOf(keys);
        chains = List.copyOf(chains);
        subjects = List.copyOf(subjects);
    }

    /**
     * Trusts what is in files, whichever it is.
     *
     * @throws UnusableKeyException if one has neither a public key nor a certificate
     */
    public static TrustSource ofFiles(List<Path> files, List<String> subjects) {
        TrustedFiles sorted = TrustedFiles.of(files);
        return new TrustSource(sorted.keys(), sorted.chains(), subjects);
    }

    /**
     * Returns what verifies signatures by those who are trusted.
     *
     * @throws InvalidArgumentException as {@link #requireUsable}
     */
    public ModelVerifier verifier() {
        return TrustedSigners.of(this);
    }

    /** @throws InvalidArgumentException if nobody is trusted, or names are without the authority for them */
    public void requireUsable() {
        TrustedSigners.of(this);
    }

    /** Whether anything is said. */
    public boolean isGiven() {
        return !keys.isEmpty() || !chains.isEmpty() || !subjects.isEmpty();
    }
}
