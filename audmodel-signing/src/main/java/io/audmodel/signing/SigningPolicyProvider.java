package io.audmodel.signing;

import io.audmodel.error.ConfigurationException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.Reasons;
import io.audmodel.trust.ModelPolicy;
import io.audmodel.trust.PolicyProvider;
import io.audmodel.trust.RequiredSignatures;
import java.io.IOException;

/** Makes a {@link SignedBy} of what the environment or the configuration file requires. Stateless. */
public final class SigningPolicyProvider implements PolicyProvider {

    /** Used by the service loader. */
    public SigningPolicyProvider() {}

    @Override
    public ModelPolicy policy(RequiredSignatures required) {
        try {
            SignedBy policy = SignedBy.atLeast(
                    required.atLeast(),
                    TrustedFiles.of(required.signers())
                            .verifiers(required.subjects())
                            .toArray(ModelVerifier[]::new));
            return required.exempt().isPresent()
                    ? policy.exempting(ExemptModels.read(required.exempt().get()))
                    : policy;
        } catch (IOException e) {
            throw new ConfigurationException(
                    "the list of models that need no signature, "
                            + required.exempt().get() + ", cannot be read: " + Reasons.of(e),
                    e);
        } catch (SigningException | InvalidArgumentException e) {
            throw new ConfigurationException("the configured signers cannot be trusted: " + e.getMessage(), e);
        }
    }
}
