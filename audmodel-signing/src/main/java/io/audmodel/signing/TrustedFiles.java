package io.audmodel.signing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Files in PEM that say whose signatures count, sorted by what is in them. Immutable.
 *
 * @param keys files with a public key each
 * @param chains files with certificates of authorities, and of those between them and signers
 */
public record TrustedFiles(List<Path> keys, List<Path> chains) {

    public TrustedFiles {
        keys = List.copyOf(keys);
        chains = List.copyOf(chains);
    }

    /**
     * Looks into the files.
     *
     * @throws UnusableKeyException if one of them cannot be read, or has neither a public key nor a certificate
     */
    public static TrustedFiles of(Collection<Path> files) {
        List<Path> keys = new ArrayList<>();
        List<Path> chains = new ArrayList<>();
        for (Path file : files) {
            String pem = new String(Pem.read(file, "a key or certificate"), StandardCharsets.ISO_8859_1);
            if (pem.contains("-----BEGIN CERTIFICATE-----")) {
                chains.add(file);
            } else if (pem.contains("-----BEGIN PUBLIC KEY-----")) {
                keys.add(file);
            } else {
                throw new UnusableKeyException(
                        file + " has neither a public key nor a certificate in PEM: name the file"
                                + " of a public key, such as 'audmodel keygen' makes it, or of the certificate of an authority");
            }
        }
        return new TrustedFiles(keys, chains);
    }

    /**
     * Returns those who trust what is in the files: at most one for the keys, and one for the authorities.
     *
     * @param subjects of certificates, the names that count; all, if it is empty
     * @throws UnusableKeyException if a file has something else, or there are subjects and no certificate
     */
    public List<ModelVerifier> verifiers(Collection<String> subjects) {
        if (chains.isEmpty() && !subjects.isEmpty()) {
            throw new UnusableKeyException(
                    "subjects say whose certificates count, and no certificate is among the signers");
        }
        List<ModelVerifier> verifiers = new ArrayList<>();
        if (!keys.isEmpty()) {
            verifiers.add(TrustedKeys.ofPem(keys.toArray(Path[]::new)));
        }
        if (!chains.isEmpty()) {
            TrustedRoots roots = TrustedRoots.ofPem(chains.toArray(Path[]::new));
            verifiers.add(subjects.isEmpty() ? roots : roots.onlyFor(subjects.toArray(String[]::new)));
        }
        return List.copyOf(verifiers);
    }
}
