package io.audmodel.backend.s3;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Environment;
import io.audmodel.backend.support.AnswerClock;
import io.audmodel.backend.support.Retry;
import io.audmodel.model.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes backends as the client does, in an environment that is empty. */
final class Connecting {

    private Connecting() {}

    static Backend to(String endpoint, Path temporary, Map<String, String> options) {
        return new S3BackendProvider().connect(repository(endpoint), settings(temporary, options));
    }

    /** Waits for nothing, not even long for answers, and tries three times. */
    static Backend impatient(String endpoint, Path temporary) {
        return trying(endpoint, temporary, pause -> {}, "0.05", "1");
    }

    /**
     * Tries three times, and waits for answers as long as a busy machine may need for them.
     *
     * @param sleeper called in place of a wait between two tries
     */
    static Backend trying(String endpoint, Path temporary, Retry.Sleeper sleeper) {
        return trying(endpoint, temporary, sleeper, "5", "60");
    }

    private static Backend trying(
            String endpoint, Path temporary, Retry.Sleeper sleeper, String readTimeout, String requestTimeout) {
        Retry retry = new Retry(3, Duration.ofSeconds(20), bound -> 0, sleeper, System::nanoTime);
        Map<String, String> options = Map.of(
                "access_key", "a", "secret_key", "b", "read_timeout", readTimeout, "request_timeout", requestTimeout);
        BackendSettings settings = settings(temporary, options);
        Repository repository = repository(endpoint);
        S3Config config = S3Config.of(repository, settings);
        S3Options usual = config.setup(settings);
        return new S3Backend(
                new Bucket(client(config, config.chain()), "models", "", repository.toString()),
                new S3Options(
                        usual.conditions(),
                        usual.owner(),
                        temporary,
                        usual.stall(),
                        retry,
                        usual.clock(),
                        usual.inOnePiece(),
                        usual.connections()));
    }

    /** As the configuration says, and without waiting between three tries. */
    static Backend hasty(S3Config config, Path temporary) {
        S3Options setup = new S3Options(
                config.conditions(),
                "tester",
                temporary,
                config.readTimeout(),
                new Retry(3, Duration.ofSeconds(20), bound -> 0, pause -> {}, System::nanoTime),
                InstantSource.system(),
                S3Options.USUALLY_IN_ONE_PIECE,
                config.maxConnections());
        return new S3Backend(new Bucket(client(config, config.chain()), "models", "", "s3:models"), setup);
    }

    /** With a client of the caller's. */
    static Backend by(SdkHttpClient http, String endpoint, Path temporary, Map<String, String> options) {
        return S3Backend.of(repository(endpoint), settings(temporary, options), http);
    }

    /** With credentials that a chain finds. */
    static Backend asking(Supplier<AwsCredentialsProvider> chains, String endpoint, Path temporary) {
        BackendSettings settings = settings(temporary, Map.of());
        S3Config config = S3Config.of(repository(endpoint), settings);
        Bucket bucket = new Bucket(
                client(config, Optional.of(new DefaultOrAnonymousCredentials(chains, System::nanoTime))),
                "models",
                "",
                "s3:models");
        return new S3Backend(bucket, config.setup(settings));
    }

    static S3Client client(S3Config config, Optional<DefaultOrAnonymousCredentials> chain) {
        return S3Clients.later(config, Optional.empty(), chain, new AnswerClock())
                .get();
    }

    private static Repository repository(String endpoint) {
        return new Repository("s3", endpoint, "models");
    }

    private static BackendSettings settings(Path temporary, Map<String, String> options) {
        return new BackendSettings(options, Environment.of(Map.of(), temporary, "tester"), temporary);
    }
}
