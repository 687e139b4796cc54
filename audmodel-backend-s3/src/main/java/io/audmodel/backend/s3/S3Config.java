package io.audmodel.backend.s3;

import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Environment;
import io.audmodel.backend.support.AnswerClock;
import io.audmodel.backend.support.Retry;
import io.audmodel.error.ConfigurationException;
import io.audmodel.model.Repository;
import io.audmodel.model.RepositoryAddress;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * The configuration of a bucket, read once.
 *
 * @param bucketInHost whether requests name the bucket in the host, rather than in the path
 * @param prefix the beginning of all keys: empty, or ending with a slash
 * @param credentials the configured credentials; empty to use those of the SDK's chain
 */
record S3Config(
        Endpoint endpoint,
        boolean bucketInHost,
        String prefix,
        String region,
        Optional<AwsCredentials> credentials,
        Environment environment,
        AwsProfiles profiles,
        Duration connectTimeout,
        Duration readTimeout,
        Duration requestTimeout,
        int maxConnections,
        ConditionalWrites conditions,
        AskedHeaders headers) {

    private static final Set<String> OPTIONS = Set.of(
            S3BackendProvider.ACCESS_KEY,
            S3BackendProvider.SECRET_KEY,
            S3BackendProvider.SESSION_TOKEN,
            S3BackendProvider.PREFIX,
            S3BackendProvider.ADDRESSING,
            S3BackendProvider.REGION,
            S3BackendProvider.SECURE,
            S3BackendProvider.CONNECT_TIMEOUT,
            S3BackendProvider.READ_TIMEOUT,
            S3BackendProvider.REQUEST_TIMEOUT,
            S3BackendProvider.MAX_CONNECTIONS,
            S3BackendProvider.LOAD_CONNECTIONS,
            S3BackendProvider.CONDITIONAL_WRITES,
            S3BackendProvider.SSE,
            S3BackendProvider.SSE_KMS_KEY_ID,
            S3BackendProvider.STORAGE_CLASS,
            S3BackendProvider.REQUEST_PAYER);
    private static final String DEFAULT_REGION = "us-east-1";
    private static final Pattern PREFIX =
            Pattern.compile("(?!\\.+(?:/|$))[A-Za-z0-9._+=@-]+(?:/(?!\\.+(?:/|$))[A-Za-z0-9._+=@-]+)*");

    static S3Config of(Repository repository, BackendSettings settings) {
        Map<String, String> options = settings.options();
        settings.requireKnown(repository, OPTIONS);
        Unserved.requireBucket(repository.name());
        String host = Endpoint.parse(repository.host(), true).host();
        Map<String, String> file = MinioFile.section(settings.environment(), host);
        boolean secure = option("secure", options, file).map(S3Config::truth).orElse(true);
        Endpoint endpoint = Endpoint.parse(repository.host(), secure);
        endpoint.requireFips(settings.environment());
        Optional<AwsCredentials> credentials =
                GivenCredentials.of(options, settings.environment(), host, file).map(GivenCredentials::credentials);
        AwsProfiles profiles = profiles(settings.environment(), credentials.isPresent());
        return new S3Config(
                endpoint,
                Addressing.parse(options.getOrDefault(S3BackendProvider.ADDRESSING, "auto"))
                        .inHost(endpoint, repository.name()),
                Optional.ofNullable(options.get(S3BackendProvider.PREFIX))
                        .map(S3Config::prefix)
                        .orElse(""),
                Optional.ofNullable(options.get(S3BackendProvider.REGION))
                        .or(endpoint::region)
                        .or(() -> settings.environment().variable("AWS_REGION"))
                        .or(() -> settings.environment().variable("AWS_DEFAULT_REGION"))
                        .or(() -> profiles.property("region"))
                        .orElse(DEFAULT_REGION),
                credentials,
                settings.environment(),
                profiles,
                seconds("connect_timeout", options, file, 10),
                seconds("read_timeout", options, file, 60),
                seconds("request_timeout", options, Map.of(), 300),
                settings.maxConnections(),
                ConditionalWrites.parse(options.getOrDefault(
                        S3BackendProvider.CONDITIONAL_WRITES, endpoint.amazon().isPresent() ? "all" : "auto")),
                AskedHeaders.of(options, endpoint));
    }

    /**
     * @param client the client for this configuration
     * @param clock what the client learns of the server's clock
     */
    Bucket bucket(
            LateClient client,
            Optional<DefaultOrAnonymousCredentials> chain,
            AnswerClock clock,
            Repository repository) {
        String place = RepositoryAddress.place(
                        repository,
                        prefix.isEmpty() ? Map.of() : Map.of("prefix", prefix.substring(0, prefix.length() - 1)))
                .toString();
        return new Bucket(
                client,
                repository.name(),
                prefix,
                place,
                () -> chain.flatMap(DefaultOrAnonymousCredentials::reason),
                clock,
                endpoint.uri().getScheme().equalsIgnoreCase("http"));
    }

    /** The chain for credentials, if none are given. It reads the files again each time, since logins change them. */
    Optional<DefaultOrAnonymousCredentials> chain() {
        return credentials.isPresent()
                ? Optional.empty()
                : Optional.of(new DefaultOrAnonymousCredentials(
                        () -> new CredentialChain(environment, AwsProfiles.of(environment)), System::nanoTime));
    }

    /** If credentials are given, no files of AWS are needed, and flaws in them do not matter. */
    private static AwsProfiles profiles(Environment environment, boolean lenient) {
        try {
            return AwsProfiles.of(environment);
        } catch (ConfigurationException e) {
            if (!lenient) {
                throw e;
            }
            System.getLogger("io.audmodel").log(Level.WARNING, "skipped: {0}", e.getMessage());
            return AwsProfiles.none();
        }
    }

    S3Options setup(BackendSettings settings) {
        return new S3Options(
                conditions,
                owner(settings.environment()),
                settings.temporaryRoot(),
                readTimeout,
                Retry.standard(),
                InstantSource.system(),
                S3Options.USUALLY_IN_ONE_PIECE,
                maxConnections);
    }

    /** Headers of HTTP hold only ASCII. A user without a name can write too. */
    static String owner(Environment environment) {
        try {
            return environment.userName().replaceAll("[^!-~]", "_");
        } catch (ConfigurationException e) {
            return "_";
        }
    }

    private static Optional<String> option(String name, Map<String, String> options, Map<String, String> file) {
        return Optional.ofNullable(options.get(name)).or(() -> Optional.ofNullable(file.get(name)));
    }

    /** Returns the prefix with a slash at its end, so that no prefix is the beginning of another. */
    private static String prefix(String text) {
        if (!PREFIX.matcher(text).matches()) {
            throw new ConfigurationException(
                    "'" + text + "' is no value of prefix: name folders of the bucket in letters,"
                            + " digits and ._+=@-, such as team/models, without a slash at either end");
        }
        return text + "/";
    }

    private static boolean truth(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw new ConfigurationException("'" + text + "' is no value of secure: say true or false");
        };
    }

    private static Duration seconds(String name, Map<String, String> options, Map<String, String> file, int otherwise) {
        Optional<String> text = option(name, options, file);
        try {
            double seconds = text.map(Double::parseDouble).orElse((double) otherwise);
            if (seconds > 0 && seconds <= Duration.ofDays(1).toSeconds()) {
                return Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
            }
        } catch (NumberFormatException e) {
            throw new ConfigurationException(refusal(name, text), e);
        }
        throw new ConfigurationException(refusal(name, text));
    }

    private static String refusal(String name, Optional<String> text) {
        return "'" + text.orElse("") + "' is no value of " + name + ": say how many seconds, above 0, at most a day";
    }

    /** Shows no credentials. */
    @Override
    public String toString() {
        return "S3Config[" + endpoint.uri() + ", region=" + region + ", credentials="
                + (credentials.isPresent() ? "set" : "the SDK's chain") + "]";
    }
}
