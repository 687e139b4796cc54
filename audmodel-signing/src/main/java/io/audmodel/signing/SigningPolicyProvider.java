package io.audmodel.signing;

import io.audmodel.error.ConfigurationException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.trust.ModelPolicy;
import io.audmodel.trust.PolicyProvider;
import io.audmodel.trust.RequiredSignatures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes a {@link SignedBy} of what the environment or the configuration file requires. Stateless. */
public final class SigningPolicyProvider implements PolicyProvider {

    /** Used by the service loader. */
    public SigningPolicyProvider() {}

    @Override
    public ModelPolicy policy(RequiredSignatures required) {
        try {
            SignedBy policy = SignedBy.atLeast(required.atLeast(), verifiers(required));
            return required.exempt().isPresent()
                    ? policy.exempting(ExemptModels.read(required.exempt().get()))
                    : policy;
        } catch (IOException e) {
            throw new ConfigurationException(
                    "the list of models that need no signature, "
                            + required.exempt().get() + ", cannot be read",
                    e);
        } catch (SigningException | InvalidArgumentException e) {
            throw new ConfigurationException("the configured signers cannot be trusted: " + e.getMessage(), e);
        }
    }

    /** Keys and authorities, whichever the files have. */
    private static ModelVerifier[] verifiers(RequiredSignatures required) {
        List<Path> keys = new ArrayList<>();
        List<Path> chains = new ArrayList<>();
        for (Path file : required.signers()) {
            String pem = new String(Pem.read(file, "a key or certificate"), StandardCharsets.ISO_8859_1);
            (pem.contains("-----BEGIN CERTIFICATE-----") ? chains : keys).add(file);
        }
        if (chains.isEmpty() && !required.subjects().isEmpty()) {
            throw new UnusableKeyException(
                    "subjects say whose certificates count, and no certificate is among the signers");
        }
        List<ModelVerifier> verifiers = new ArrayList<>();
        if (!keys.isEmpty()) {
            verifiers.add(TrustedKeys.ofPem(keys.toArray(Path[]::new)));
        }
        if (!chains.isEmpty()) {
            TrustedRoots roots = TrustedRoots.ofPem(chains.toArray(Path[]::new));
            verifiers.add(
                    required.subjects().isEmpty()
                            ? roots
                            : roots.onlyFor(required.subjects().toArray(String[]::new)));
        }
        return verifiers.toArray(ModelVerifier[]::new);
    }
}
