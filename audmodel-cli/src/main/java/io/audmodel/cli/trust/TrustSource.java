package io.audmodel.cli.trust;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.signing.ModelVerifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whose signatures count, as options say it.
 *
 * @param keys files of public keys
 * @param chains files of certificates, with the roots among them
 * @param subjects of certificates, those whose signatures count; all, if it is empty
 */
public record TrustSource(List<Path> keys, List<Path> chains, List<String> subjects) {

    private static final int MOST = 1 << 20;

    public TrustSource {
        keys = List.copyOf(keys);
        chains = List.copyOf(chains);
        subjects = List.copyOf(subjects);
    }

    /**
     * Trusts what is in files, whichever it is.
     *
     * @throws InvalidArgumentException if one has neither a public key nor a certificate
     */
    public static TrustSource ofFiles(List<Path> files, List<String> subjects) {
        List<Path> keys = new ArrayList<>();
        List<Path> chains = new ArrayList<>();
        for (Path file : files) {
            String text = new String(
                    OptionInputs.file(file.toString(), "a key or certificate", MOST), StandardCharsets.US_ASCII);
            if (text.contains("-----BEGIN CERTIFICATE-----")) {
                chains.add(file);
            } else if (text.contains("-----BEGIN PUBLIC KEY-----")) {
                keys.add(file);
            } else {
                throw new InvalidArgumentException(file + " has neither a public key nor a certificate in PEM: name the"
                        + " file that 'audmodel keygen' made for the public key, or the certificate of an authority");
            }
        }
        return new TrustSource(keys, chains, subjects);
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
