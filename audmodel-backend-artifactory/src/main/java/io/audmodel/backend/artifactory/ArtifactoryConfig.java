package io.audmodel.backend.artifactory;

import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Environment;
import io.audmodel.backend.support.Authorities;
import io.audmodel.error.ConfigurationException;
import io.audmodel.model.Repository;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a repository, read once.
 *
 * @param credentials the credentials; empty for an anonymous user
 * @param trust makes a context that trusts the authorities of the environment and of the JVM
 */
record ArtifactoryConfig(
        Repository repository,
        Address address,
        Optional<Credentials> credentials,
        ProxyChoice proxy,
        Supplier<SSLContext> trust,
        Duration connectTimeout,
        Duration readTimeout,
        Path temporaryRoot) {

    private static final Set<String> OPTIONS = Set.of(
            ArtifactoryBackendProvider.USERNAME,
            ArtifactoryBackendProvider.PASSWORD,
            ArtifactoryBackendProvider.API_KEY,
            ArtifactoryBackendProvider.ACCESS_TOKEN,
            ArtifactoryBackendProvider.CONNECT_TIMEOUT,
            ArtifactoryBackendProvider.READ_TIMEOUT);
    private static final String ANONYMOUS = "anonymous";

    /**
     * The variables that name a company's authorities for Python's requests, and so dohq-artifactory, for curl and for
     * OpenSSL.
     */
    private static final List<String> AUTHORITIES = List.of("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE");

    static ArtifactoryConfig of(Repository repository, BackendSettings settings) {
        settings.requireKnown(repository, OPTIONS);
        Address address = Address.parse(repository.host(), repository.name());
        return new ArtifactoryConfig(
                repository,
                address,
                credentials(repository, settings),
                ProxyChoice.of(settings.environment()),
                trust(address, settings.environment()),
                seconds(ArtifactoryBackendProvider.CONNECT_TIMEOUT, settings.options(), 10),
                seconds(ArtifactoryBackendProvider.READ_TIMEOUT, settings.options(), 60),
                settings.temporaryRoot());
    }

    /** Reading all certificates takes a tenth of a second, which plain HTTP does not need. */
    private static Supplier<SSLContext> trust(Address address, Environment environment) {
        Supplier<SSLContext> trust =
                () -> Authorities.named(environment, AUTHORITIES).orElseGet(ArtifactoryConfig::trustOfTheJvm);
        if (address.base().getScheme().equalsIgnoreCase("http")) {
            return trust;
        }
        SSLContext read = trust.get();
        return () -> read;
    }

    private static SSLContext trustOfTheJvm() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new ConfigurationException(
                    "the JDK's trust store cannot be read: correct javax.net.ssl.trustStore", e);
        }
    }

    private static Optional<Credentials> credentials(Repository repository, BackendSettings settings) {
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
            return pair(user, secret);
        }
        return Optional.of(
                options.containsKey(ArtifactoryBackendProvider.API_KEY)
                        ? Credentials.apiKey(secret)
                        : Credentials.bearer(secret));
    }

    /** As in the Python package: variables, and the file for what they do not set. */
    private static Optional<Credentials> surrounding(String host, Environment environment) {
        Optional<String> user = environment.variable("ARTIFACTORY_USERNAME");
        Optional<String> secret = environment.variable("ARTIFACTORY_API_KEY");
        if (user.isEmpty() || secret.isEmpty()) {
            Map<String, String> section = file(environment)
                    .map(file -> CredentialsFile.section(file, host))
                    .orElse(Map.of());
            user = user.or(() -> Optional.ofNullable(section.get("username")));
            secret = secret.or(() -> Optional.ofNullable(section.get("password")));
        }
        if (user.isEmpty() && secret.isPresent()) {
            return secret.map(Credentials::ofSecret);
        }
        return pair(user.orElse(ANONYMOUS), secret.orElse(""));
    }

    private static Optional<Path> file(Environment environment) {
        return environment
                .pathInVariable("ARTIFACTORY_CONFIG_FILE")
                .or(() -> environment.pathInVariable("DOHQ_ARTIFACTORY_PYTHON_CFG"))
                .or(() -> environment.inHome(".artifactory_python.cfg"));
    }

    private static Optional<Credentials> pair(String user, String secret) {
        return user.equals(ANONYMOUS) && secret.isEmpty()
                ? Optional.empty()
                : Optional.of(Credentials.basic(user, secret));
    }

    private static Duration seconds(String name, Map<String, String> options, int otherwise) {
        String text = options.get(name);
        if (text == null) {
            return Duration.ofSeconds(otherwise);
        }
        try {
            double seconds = Double.parseDouble(text);
            if (seconds > 0 && seconds <= Duration.ofDays(1).toSeconds()) {
                return Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
            }
        } catch (NumberFormatException e) {
            throw refused(name, text, e);
        }
        throw refused(name, text, null);
    }

    private static ConfigurationException refused(String name, String text, @Nullable Throwable cause) {
        return new ConfigurationException(
                "'" + text + "' is no value of " + name + ": say how many seconds, above 0, at most a day", cause);
    }

    /** Shows no credentials. */
    @Override
    public String toString() {
        return "ArtifactoryConfig[" + repository + ", credentials=" + (credentials.isPresent() ? "set" : "none") + "]";
    }
}
