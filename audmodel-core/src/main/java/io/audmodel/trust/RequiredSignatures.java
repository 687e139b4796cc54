package io.audmodel.trust;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The signatures that the environment or the configuration file requires of models. Immutable.
 *
 * @param signers files in PEM, each with a public key or with certificates of authorities; at least one
 * @param subjects of certificates, the names that count; all, if it is empty
 * @param atLeast how many different keys have to have signed, at least 1
 * @param exempt a list of models that need no signature
 */
public record RequiredSignatures(List<Path> signers, List<String> subjects, int atLeast, Optional<Path> exempt) {

    public RequiredSignatures {
        signers = List.copyOf(signers);
        subjects = List.copyOf(subjects);
    }
}
