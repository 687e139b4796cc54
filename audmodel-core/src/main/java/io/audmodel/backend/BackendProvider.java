package io.audmodel.backend;

import io.audmodel.model.Repository;
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
     *     be understood, an unknown setting included
     */
    Backend connect(Repository repository, BackendSettings settings);
}
