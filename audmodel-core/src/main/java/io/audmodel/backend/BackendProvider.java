package io.audmodel.backend;

import io.audmodel.model.Repository;
import java.util.Optional;
import java.util.Set;

/**
 * Makes backends. {@link java.util.ServiceLoader} finds implementations, which have a public constructor without
 * arguments that does no work.
 */
public interface BackendProvider {

    /** Returns the names that repositories use for this backend, such as {@code s3} and {@code minio}. */
    Set<String> names();

    /**
     * Makes the backend of a repository. It may read configuration, and need not contact the store.
     *
     * @throws io.audmodel.error.ConfigurationException if the settings or the provider's own configuration file cannot
     *     be understood, an unknown option included
     */
    Backend connect(Repository repository, BackendSettings settings);

    /**
     * Loads and initializes what the first request to such a repository needs, so that a program that has just begun may
     * have that done by another thread meanwhile. It opens no connection and reads no setting, nothing depends on it, and it
     * may be left out. By default it does nothing.
     */
    default void warmUp(Repository repository) {}

    /**
     * Returns where the credentials for a repository come from, for people who look for a wrong one; empty if its backend
     * takes none. It contacts no store, and at most the services that hand out credentials.
     *
     * @throws io.audmodel.error.ConfigurationException as {@link #connect} does
     */
    default Optional<CredentialSource> credentials(Repository repository, BackendSettings settings) {
        return Optional.empty();
    }
}
