package io.audmodel.backend.s3;

import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Environment;
import io.audmodel.backend.support.AnswerClock;
import io.audmodel.backend.support.GuardedBackend;
import io.audmodel.backend.support.Retry;
import io.audmodel.model.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Keeps a repository in a bucket of S3, or of a server that speaks its protocol. Thread-safe. Each object carries its
 * MD5 and its writer as metadata {@code checksum} and {@code owner}, as the Python package writes them.
 *
 * <p>The server checks conditions of writes ({@code If-None-Match}, {@code If-Match}). Until it has proven that, and if
 * it refuses or ignores them, this backend checks them before the write, and the object after it. A revision is the
 * ETag, which most servers derive from the content: an object that was changed and changed back has its old revision
 * again.
 *
 * <p>Content is kept in a temporary file until it is sent, unless it is small or already in files, since its MD5 is
 * sent before it. Content of more than 16 MB is sent in parts, several at a time. An interrupted download resumes at the
 * missing byte.
 */
public final class S3Backend extends GuardedBackend {

    private static final Duration STALL = Duration.ofMinutes(1);

    S3Backend(Bucket bucket, S3Options setup) {
        super(bucket.repository(), new S3Store(bucket, setup));
    }

    /**
     * Makes the backend of settings and environment, with an HTTP client of yours. Close that client after the backend.
     * Its own timeouts apply.
     *
     * @throws io.audmodel.error.ConfigurationException if the settings are malformed
     */
    public static S3Backend of(Repository repository, BackendSettings settings, SdkHttpClient http) {
        return of(repository, settings, Optional.of(http));
    }

    /**
     * Makes a backend that uses a client of yours. Close that client after the backend. Switch its retries off: a
     * retried conditional write may meet its own success and report a loss.
     *
     * @param bucket the bucket's name
     * @param temporaryRoot an existing folder for content until it is sent
     */
    public static S3Backend of(S3Client client, String bucket, Path temporaryRoot) {
        S3Options setup = new S3Options(
                ConditionalWrites.AUTO,
                S3Config.owner(Environment.system()),
                temporaryRoot,
                STALL,
                Retry.standard(),
                InstantSource.system(),
                S3Options.USUALLY_IN_ONE_PIECE,
                BackendSettings.USUAL_MAX_CONNECTIONS);
        return new S3Backend(new Bucket(new OwnThreads(client, false), bucket, "", "s3:" + bucket), setup);
    }

    static S3Backend of(Repository repository, BackendSettings settings, Optional<SdkHttpClient> http) {
        S3Config config = S3Config.of(repository, settings);
        Optional<DefaultOrAnonymousCredentials> chain = config.chain();
        AnswerClock clock = new AnswerClock();
        Bucket bucket = config.bucket(S3Clients.later(config, http, chain, clock), chain, clock, repository);
        return new S3Backend(bucket, config.setup(settings));
    }
}
