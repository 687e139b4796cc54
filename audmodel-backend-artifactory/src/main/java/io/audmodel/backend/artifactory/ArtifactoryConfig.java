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
        int maxConnections,
        Path temporaryRoot) {

    private static final Set<String> OPTIONS = Set.of(
            ArtifactoryBackendProvider.USERNAME,
            ArtifactoryBackendProvider.PASSWORD,
            ArtifactoryBackendProvider.API_KEY,
            ArtifactoryBackendProvider.ACCESS_TOKEN,
            ArtifactoryBackendProvider.CONNECT_TIMEOUT,
            ArtifactoryBackendProvider.READ_TIMEOUT,
            ArtifactoryBackendProvider.MAX_CONNECTIONS,
            ArtifactoryBackendProvider.LOAD_CONNECTIONS);

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
                Login.of(repository, settings).credentials(),
                ProxyChoice.of(settings.environment()),
                trust(address, settings.environment()),
                seconds(ArtifactoryBackendProvider.CONNECT_TIMEOUT, settings.options(), 10),
                seconds(ArtifactoryBackendProvider.READ_TIMEOUT, settings.options(), 60),
                settings.maxConnections(),
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
