package io.audmodel.backend.s3;

import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * Retries a request once if the server refuses its signature for a reason that this client can fix: expired credentials
 * that the SDK's chain may replace, a different clock, or another region. Such a request was not executed. Thread-safe.
 */
final class RetryingClient extends DelegatingS3Client {

    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "TokenRefreshRequired");

    private final ServerClock clock;
    private final BucketRegion region;
    private final Optional<DefaultOrAnonymousCredentials> chain;

    /** @param chain the chain; empty if credentials are given, which cannot be replaced */
    RetryingClient(
            S3Client client, ServerClock clock, BucketRegion region, Optional<DefaultOrAnonymousCredentials> chain) {
        super(client);
        this.clock = clock;
        this.region = region;
        this.chain = chain;
    }

    @Override
    protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        int renewals = chain.map(DefaultOrAnonymousCredentials::renewals).orElse(0);
        Duration ahead = clock.ahead();
        String signedFor = region.name();
        try {
            return operation.apply(request);
        } catch (AwsServiceException e) {
            if (region.learn(e, signedFor)) {
                return operation.apply(request);
            }
            boolean renewed =
                    isExpiry(e) && chain.map(open -> open.renew(renewals)).orElse(false);
            if (!renewed && !clock.learn(e, ahead)) {
                throw e;
            }
            return operation.apply(request);
        }
    }

    /** The answer to a HEAD has no reason; Amazon calls expired credentials a bad request. */
    private static boolean isExpiry(AwsServiceException e) {
        String code = ErrorClassification.code(e);
        int status = e.statusCode();
        return EXPIRED.contains(code)
                || code.isEmpty()
                        && (status == HttpURLConnection.HTTP_BAD_REQUEST
                                || status == HttpURLConnection.HTTP_UNAUTHORIZED);
    }
}
