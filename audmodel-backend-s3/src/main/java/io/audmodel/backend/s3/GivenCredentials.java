package io.audmodel.backend.s3;

import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Environment;
import io.audmodel.error.ConfigurationException;
import io.audmodel.model.Repository;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Credentials that the options, the variables of MinIO or its file give; the SDK's chain is asked where they give none.
 *
 * @param source what gives them, for people
 */
record GivenCredentials(String source, AwsCredentials credentials) {

    static Optional<GivenCredentials> of(Repository repository, BackendSettings settings) {
        String host = Endpoint.parse(repository.host(), true).host();
        return of(settings.options(), settings.environment(), host, MinioFile.section(settings.environment(), host));
    }

    /** @param file the section of the host in the file */
    static Optional<GivenCredentials> of(
            Map<String, String> options, Environment environment, String host, Map<String, String> file) {
        String suffix = "_" + host.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        Optional<GivenCredentials> explicit = pair(
                "the options",
                options.get(S3BackendProvider.ACCESS_KEY),
                options.get(S3BackendProvider.SECRET_KEY),
                options.get(S3BackendProvider.SESSION_TOKEN));
        return explicit.or(() -> fromEnvironment(environment, suffix))
                .or(() -> fromEnvironment(environment, ""))
                .or(() -> fromFile(environment, file));
    }

    private static Optional<GivenCredentials> fromEnvironment(Environment environment, String suffix) {
        String access = "MINIO_ACCESS_KEY" + suffix;
        String secret = "MINIO_SECRET_KEY" + suffix;
        return pair(
                access + " and " + secret,
                environment.variable(access).orElse(null),
                environment.variable(secret).orElse(null),
                null);
    }

    private static Optional<GivenCredentials> fromFile(Environment environment, Map<String, String> file) {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        String name = MinioFile.location(environment).map(Path::toString).orElse("minio.cfg");
        return pair(name, file.get("access_key"), file.get("secret_key"), null);
    }

    private static Optional<GivenCredentials> pair(
            String source, @Nullable String access, @Nullable String secret, @Nullable String token) {
        if (access == null && secret == null && token == null) {
            return Optional.empty();
        }
        if (access == null || secret == null) {
            throw new ConfigurationException(
                    source + " name only a part of the credentials: set access key and secret key, or neither");
        }
        // The SDK trims blanks and control characters.
        if (access.trim().isEmpty() || secret.trim().isEmpty()) {
            throw new ConfigurationException(
                    source + " hold a blank access key or secret key: say what it is, or leave both out");
        }
        return Optional.of(new GivenCredentials(
                source,
                token == null
                        ? AwsBasicCredentials.create(access, secret)
                        : AwsSessionCredentials.create(access, secret, token)));
    }

    /** Shows no credentials. */
    @Override
    public String toString() {
        return "GivenCredentials[" + source + "]";
    }
}
