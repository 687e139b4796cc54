package io.audmodel.backend.artifactory;

import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.CredentialSource;
import io.audmodel.backend.Environment;
import io.audmodel.error.ConfigurationException;
import io.audmodel.model.Repository;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The credentials of a repository, as the options, the variables or the file of {@code dohq-artifactory} give them.
 *
 * @param credentials empty for an anonymous user
 * @param source what gives them, for people
 */
record Login(Optional<Credentials> credentials, CredentialSource source) {

    private static final String ANONYMOUS = "anonymous";
    private static final String USER = "ARTIFACTORY_USERNAME";
    private static final String SECRET = "ARTIFACTORY_API_KEY";
    private static final String OPTIONS = "the options";

    static Login of(Repository repository, BackendSettings settings) {
        Map<String, String> options = settings.options();
        Set<String> secrets = new TreeSet<>(options.keySet());
        secrets.retainAll(Set.of(
                ArtifactoryBackendProvider.PASSWORD,
                ArtifactoryBackendProvider.API_KEY,
                ArtifactoryBackendProvider.ACCESS_TOKEN));
        if (secrets.size() > 1) {
            throw new ConfigurationException(
                    "the options of " + repository + " hold " + secrets + ": keep one of them");
        }
        String user = options.get(ArtifactoryBackendProvider.USERNAME);
        if (secrets.isEmpty() && user != null && !user.equals(ANONYMOUS)) {
            throw new ConfigurationException("the options of " + repository
                    + " hold a username alone: add password, api_key or access_token, or take it away");
        }
        if (options.containsKey(ArtifactoryBackendProvider.PASSWORD) && user == null) {
            throw new ConfigurationException("the options of " + repository + " hold a password alone: add username");
        }
        if (secrets.isEmpty() && user == null) {
            return surrounding(repository.host(), settings.environment());
        }
        String secret = secrets.stream().findFirst().map(options::get).orElse("");
        if (user != null) {
            return of(user, secret, OPTIONS);
        }
        Credentials alone = options.containsKey(ArtifactoryBackendProvider.API_KEY)
                ? Credentials.apiKey(secret)
                : Credentials.bearer(secret);
        return new Login(Optional.of(alone), CredentialSource.found(OPTIONS));
    }

    /** As in the Python package: variables, and the file for what they do not set. */
    private static Login surrounding(String host, Environment environment) {
        Optional<String> user = environment.variable(USER);
        Optional<String> secret = environment.variable(SECRET);
        Optional<Path> file = file(environment);
        String where = USER + " and " + SECRET;
        if (user.isEmpty() || secret.isEmpty()) {
            Map<String, String> section =
                    file.map(path -> CredentialsFile.section(path, host)).orElse(Map.of());
            String path = file.map(Path::toString).orElse("");
            where = user.isPresent() ? USER + " and " + path : secret.isPresent() ? SECRET + " and " + path : path;
            user = user.or(() -> Optional.ofNullable(section.get("username")));
            secret = secret.or(() -> Optional.ofNullable(section.get("password")));
        }
        if (user.isEmpty() && secret.isPresent()) {
            return new Login(secret.map(Credentials::ofSecret), CredentialSource.found(where));
        }
        if (user.isEmpty() && secret.isEmpty()) {
            where = USER + " and " + SECRET + file.map(path -> "; " + path).orElse("");
        }
        return of(user.orElse(ANONYMOUS), secret.orElse(""), where);
    }

    private static Optional<Path> file(Environment environment) {
        return environment
                .pathInVariable("ARTIFACTORY_CONFIG_FILE")
                .or(() -> environment.pathInVariable("DOHQ_ARTIFACTORY_PYTHON_CFG"))
                .or(() -> environment.inHome(".artifactory_python.cfg"));
    }

    private static Login of(String user, String secret, String where) {
        return user.equals(ANONYMOUS) && secret.isEmpty()
                ? new Login(Optional.empty(), CredentialSource.none(where))
                : new Login(Optional.of(Credentials.basic(user, secret)), CredentialSource.found(where));
    }
}
