package io.audmodel.backend;

import io.audmodel.model.Repository;
import java.util.Set;

/**
 * Makes backends; found by {@link java.util.ServiceLoader}. An implementation has a public constructor without
 * arguments and does no work in it.
 */
public interface BackendProvider {

    /** The names under which repositories ask for this backend, such as {@code s3} and {@code minio}. */
    Set<String> names();

    /**
     * Makes the backend of a repository. May read configuration; need not talk to the store.
     *
     * @throws io.audmodel.error.ConfigurationException if the settings or the provider's own configuration file cannot
     *     be understood, an unknown setting included
     */
    Backend connect(Repository repository, BackendSettings settings);
}
