package io.audmodel.backend.s3;

import java.lang.System.Logger.Level;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The region for signing requests, and its host: the configured one, until a server names another region, which is
 * believed once. The new host comes from the table of Amazon's hosts, and never from the answer, so that signed
 * requests go nowhere else. Thread-safe.
 */
final class BucketRegion {

    private static final String HEADER = "x-amz-bucket-region";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern TOLD = Pattern.compile("<Region>([A-Za-z0-9_-]{1,64})</Region>");

    private final Endpoint endpoint;
    private final String configured;
    private final AtomicReference<@Nullable Move> moved = new AtomicReference<>();

    /** @param host the new host; null to stay */
    private record Move(String region, @Nullable String host) {}

    BucketRegion(Endpoint endpoint, String configured) {
        this.endpoint = endpoint;
        this.configured = configured;
    }

    /** The name of the region, as far as is known. */
    String name() {
        return moved().orElse(configured);
    }

    /** The region for signing, if it is not the configured one. */
    Optional<String> moved() {
        return Optional.ofNullable(moved.get()).map(Move::region);
    }

    /**
     * Learns from a refused request. Returns whether the next one has another host or signature.
     *
     * @param assumed the value of {@link #name} when the request was signed, or before
     */
    boolean learn(AwsServiceException refusal, String assumed) {
        if (!isRedirect(refusal)) {
            return false;
        }
        if (moved.get() == null) {
            told(refusal)
                    .filter(region -> !region.equals(configured))
                    .flatMap(this::move)
                    .ifPresent(this::follow);
        }
        return !name().equals(assumed);
    }

    /** The request to the host of the bucket's region, before it is signed. */
    SdkHttpRequest led(SdkHttpRequest request) {
        Move move = moved.get();
        int bucket = request.host().length() - endpoint.uri().getHost().length();
        return move == null || move.host == null
                ? request
                : request.copy(elsewhere -> elsewhere.host(request.host().substring(0, bucket) + move.host));
    }

    /** The bucket's region that a refusal names, if it does. */
    static Optional<String> told(SdkException e) {
        return e instanceof AwsServiceException refusal
                ? ErrorClassification.header(refusal, HEADER)
                        .filter(region -> NAME.matcher(region).matches())
                : Optional.empty();
    }

    /** A refusal with the region of its document added as a header, since the SDK keeps only that. */
    static SdkHttpResponse noted(SdkHttpResponse refusal, byte[] document) {
        Matcher told = TOLD.matcher(new String(document, StandardCharsets.UTF_8));
        return refusal.firstMatchingHeader(HEADER).isEmpty() && told.find()
                ? refusal.toBuilder().putHeader(HEADER, told.group(1)).build()
                : refusal;
    }

    /** The answer to a HEAD has no reason; Amazon calls a signature for another region a bad request. */
    private static boolean isRedirect(AwsServiceException refusal) {
        return ErrorClassification.of(refusal) == ErrorClassification.REGION
                || ErrorClassification.code(refusal).isEmpty()
                        && refusal.statusCode() == HttpURLConnection.HTTP_BAD_REQUEST;
    }

    private Optional<Move> move(String region) {
        Optional<AmazonHost> amazon = endpoint.amazon();
        return amazon.isEmpty()
                ? Optional.of(new Move(region, null))
                : amazon.get().in(region).map(host -> new Move(region, host));
    }

    private void follow(Move move) {
        if (moved.compareAndSet(null, move)) {
            System.getLogger("io.audmodel.backend.s3")
                    .log(
                            Level.INFO,
                            "a bucket at {0} is in the region {1}, not in {2}: say so by the host or the option region, since"
                                    + " each client asks in vain once",
                            endpoint.host(),
                            move.region,
                            configured);
        }
    }
}
