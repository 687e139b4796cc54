package io.audmodel.backend.s3;

import io.audmodel.backend.support.AnswerClock;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Makes the client of the SDK for a configuration. */
final class S3Clients {

    private S3Clients() {}

    /**
     * Checks what the configuration and the environment say, and makes the client when it is asked for.
     *
     * @param http the caller's HTTP client, which the caller closes; empty for one that is closed with the client
     * @param chain the chain for credentials, if the configuration has none
     * @param answers the clock of the server, as its answers tell it
     */
    static LateClient later(
            S3Config config,
            Optional<SdkHttpClient> http,
            Optional<DefaultOrAnonymousCredentials> chain,
            AnswerClock answers) {
        SdkHttpClient checked = limited(http.orElseGet(() -> own(config)), config, answers);
        return new LateClient(() -> of(config, checked, http.isEmpty(), chain));
    }

    private static S3Client of(
            S3Config config, SdkHttpClient http, boolean isOwn, Optional<DefaultOrAnonymousCredentials> chain) {
        ServerClock clock = new ServerClock(Clock.systemUTC());
        BucketRegion region = new BucketRegion(config.endpoint(), config.region());
        S3ClientBuilder builder = S3Client.builder()
                .endpointOverride(config.endpoint().uri())
                .region(Region.of(config.region()))
                .credentialsProvider(config.credentials()
                        .<AwsCredentialsProvider>map(StaticCredentialsProvider::create)
                        .or(() -> chain)
                        .orElseThrow())
                .putAuthScheme(new ChecksumSigning(clock, region))
                // The variable was checked before: together with an explicit endpoint the SDK refuses it.
                .fipsEnabled(false)
                .dualstackEnabled(false)
                .forcePathStyle(!config.bucketInHost())
                // Servers other than Amazon's refuse the checksums of the SDK's own; Content-MD5 is known everywhere.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder()
                        .expectContinueEnabled(false)
                        .chunkedEncodingEnabled(false)
                        .build())
                // A retried conditional write can meet its own success: the writer retries, since it can tell.
                .overrideConfiguration(override -> override.defaultProfileFile(
                                config.profiles().file())
                        .defaultProfileName(config.profiles().name())
                        .addExecutionInterceptor(config.headers())
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(config.requestTimeout()));
        if (isOwn) {
            builder.httpClientBuilder(defaults -> http);
        } else {
            builder.httpClient(http);
        }
        return new OwnThreads(new RetryingClient(builder.build(), clock, region, chain), true);
    }

    private static SdkHttpClient own(S3Config config) {
        String scheme = config.endpoint().uri().getScheme();
        Optional<SSLSocketFactory> trusting = scheme.equalsIgnoreCase("https")
                ? Certificates.trusted(config.environment(), config.profiles())
                : Optional.empty();
        return new DirectHttp(
                config.connectTimeout(),
                config.readTimeout(),
                ProxySettings.to(config.endpoint().uri(), config.environment()),
                () -> trusting.orElseGet(HttpsURLConnection::getDefaultSSLSocketFactory));
    }

    private static SdkHttpClient limited(SdkHttpClient http, S3Config config, AnswerClock answers) {
        return new CheckedHttp(new LimitedHttp(http, config.maxConnections(), config.readTimeout()), answers);
    }
}
