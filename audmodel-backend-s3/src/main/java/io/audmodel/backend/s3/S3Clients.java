package io.audmodel.backend.s3;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.HttpsURLConnection;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.utils.AttributeMap;

/** Makes the client of the SDK that a configuration asks for. */
final class S3Clients {

    private S3Clients() {}

    /** @param http the caller's, who closes it; empty for one that is closed with the client */
    static S3Client of(S3Config config, Optional<SdkHttpClient> http) {
        return of(config, http, () -> DefaultCredentialsProvider.builder().build());
    }

    /** @param chains makes what is asked for credentials where the configuration has none */
    static S3Client of(S3Config config, Optional<SdkHttpClient> http, Supplier<AwsCredentialsProvider> chains) {
        Optional<LastlyAnonymous> chain = config.credentials().isPresent()
                ? Optional.empty()
                : Optional.of(new LastlyAnonymous(chains, System::nanoTime));
        ServerClock clock = new ServerClock(Clock.systemUTC());
        S3ClientBuilder builder = S3Client.builder()
                .endpointOverride(config.endpoint().uri())
                .region(Region.of(config.region()))
                .credentialsProvider(config.credentials()
                        .<AwsCredentialsProvider>map(StaticCredentialsProvider::create)
                        .or(() -> chain)
                        .orElseThrow())
                .putAuthScheme(new Md5Signing(clock))
                .forcePathStyle(!config.endpoint().isAmazon())
                // Servers other than Amazon's refuse the checksums of the SDK's own; Content-MD5 is known everywhere.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder()
                        .expectContinueEnabled(false)
                        .chunkedEncodingEnabled(false)
                        .build())
                // A repeated conditional write can meet its own success: the writer repeats, since it can tell.
                .overrideConfiguration(override ->
                        override.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(config.requestTimeout()));
        if (http.isPresent()) {
            builder.httpClient(limited(http.get(), config));
        } else {
            builder.httpClientBuilder(defaults -> limited(own(config, defaults), config));
        }
        return new SecondChance(builder.build(), clock, chain);
    }

    /** The SDK's client goes through a proxy, but without a user where a tunnel is needed. */
    private static SdkHttpClient own(S3Config config, AttributeMap defaults) {
        String scheme = config.endpoint().uri().getScheme();
        Optional<ProxyConfiguration> found = ProxySettings.forScheme(scheme);
        if (found.isEmpty()) {
            return new DirectHttp(config.connectTimeout(), config.readTimeout());
        }
        ProxyConfiguration proxy = found.get();
        if (scheme.equals("https") && proxy.username() != null && proxy.password() != null) {
            Tunnel tunnel = new Tunnel(HttpsURLConnection.getDefaultSSLSocketFactory(), proxy);
            return new DirectHttp(config.connectTimeout(), config.readTimeout(), Optional.of(tunnel));
        }
        SdkHttpClient http = UrlConnectionHttpClient.builder()
                .proxyConfiguration(proxy)
                .connectionTimeout(config.connectTimeout())
                .socketTimeout(config.readTimeout())
                .buildWithDefaults(defaults);
        return new ProxiedHttp(http, proxy.host() + ":" + proxy.port());
    }

    private static SdkHttpClient limited(SdkHttpClient http, S3Config config) {
        return new LimitedHttp(http, config.maxConnections(), config.readTimeout());
    }
}
