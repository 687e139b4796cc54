package io.audmodel.trust;

import io.audmodel.error.ConfigurationException;

/**
 * Makes the policy that the environment or the configuration file asks for. Found by the service loader; {@code
 * audmodel-signing} has one. Implementations have a public constructor without parameters.
 */
public interface PolicyProvider {

    /**
     * Makes a policy.
     *
     * @throws ConfigurationException if a file cannot be read, or has something else
     */
    ModelPolicy policy(RequiredSignatures required);
}
