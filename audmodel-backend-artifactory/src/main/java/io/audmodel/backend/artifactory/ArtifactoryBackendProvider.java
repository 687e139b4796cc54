package io.audmodel.backend.artifactory;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendProvider;
import io.audmodel.backend.BackendSettings;
import io.audmodel.model.Repository;
import java.util.Set;

/**
 * Makes the backend of {@code artifactory:<address>#<repository>}, where the address is that of the server, such as
 * {@code https://example.org/artifactory}. Options: {@code username} with {@code password}, {@code api_key} or
 * {@code access_token}; {@code api_key} or {@code access_token} alone; {@code connect_timeout} and {@code read_timeout}
 * (in seconds). Credentials that are not set in code are taken from {@code ARTIFACTORY_USERNAME} and
 * {@code ARTIFACTORY_API_KEY}, then from {@code ~/.artifactory_python.cfg}; without any the user is anonymous.
 */
public final class ArtifactoryBackendProvider implements BackendProvider {

    @Override
    public Set<String> names() {
        return Set.of("artifactory");
    }

    @Override
    public Backend connect(Repository repository, BackendSettings settings) {
        return new ArtifactoryBackend(ArtifactoryConfig.of(repository, settings));
    }
}
