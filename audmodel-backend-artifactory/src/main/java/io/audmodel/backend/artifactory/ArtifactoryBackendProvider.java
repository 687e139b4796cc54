package io.audmodel.backend.artifactory;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendProvider;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.CredentialSource;
import io.audmodel.model.Repository;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the backend of {@code artifactory:<address>#<repository>}, where the address is that of the server, such as
 * {@code https://example.org/artifactory}. Its options are the constants of this class. Credentials that code does not
 * set come from {@code ARTIFACTORY_USERNAME} and {@code ARTIFACTORY_API_KEY}, then from {@code
 * ~/.artifactory_python.cfg}; without any the user is anonymous.
 */
public final class ArtifactoryBackendProvider implements BackendProvider {

    /** The user; set it together with a password, an API key or an access token. {@code anonymous} needs none. */
    public static final String USERNAME = "username";

    /** The password of the user. Only code can set it; the text of a repository cannot. */
    public static final String PASSWORD = "password";

    /** An API key, alone or with the user. */
    public static final String API_KEY = "api_key";

    /** An access token, alone or with the user. */
    public static final String ACCESS_TOKEN = "access_token";

    /** The seconds until a connection is established. */
    public static final String CONNECT_TIMEOUT = "connect_timeout";

    /** The seconds that a connection may be silent. */
    public static final String READ_TIMEOUT = "read_timeout";

    /** The largest number of open connections: {@link BackendSettings#MAX_CONNECTIONS}. */
    public static final String MAX_CONNECTIONS = BackendSettings.MAX_CONNECTIONS;

    /** How many ranges of an archive one load requests at a time: {@link BackendSettings#LOAD_CONNECTIONS}. */
    public static final String LOAD_CONNECTIONS = BackendSettings.LOAD_CONNECTIONS;

    @Override
    public Set<String> names() {
        return Set.of("artifactory");
    }

    @Override
    public Backend connect(Repository repository, BackendSettings settings) {
        return new ArtifactoryBackend(ArtifactoryConfig.of(repository, settings));
    }

    @Override
    public Optional<CredentialSource> credentials(Repository repository, BackendSettings settings) {
        return Optional.of(Login.of(repository, settings).source());
    }
}
