package io.audmodel.backend.s3;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failure of the SDK means for the request that met it. */
enum Verdict {
    ABSENT,
    NO_BUCKET,
    DENIED,
    CREDENTIALS,
    CLOCK,
    PRECONDITION,
    OVERTAKEN,
    RANGE,
    UNSUPPORTED,
    /** The server did not do it; it may do so later. */
    BUSY,
    /** Nobody was reached. */
    UNREACHABLE,
    /** It may have been done. */
    LOST,
    INTERRUPTED,
    OTHER;

    private static final Set<String> CREDENTIAL_CODES = Set.of(
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "ExpiredToken",
            "InvalidToken",
            "TokenRefreshRequired",
            "NotSignedUp",
            "InvalidSecurity");

    static Verdict of(SdkException e) {
        if (e instanceof AwsServiceException answer) {
            return ofAnswer(answer);
        }
        if (e instanceof AbortedException || Thread.currentThread().isInterrupted()) {
            return INTERRUPTED;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof SSLHandshakeException
                    || cause instanceof SocketTimeoutException
                            && String.valueOf(cause.getMessage()).contains("onnect timed out")) {
                return UNREACHABLE;
            }
            if (cause instanceof IOException) {
                return LOST;
            }
        }
        return String.valueOf(e.getMessage()).startsWith("Unable to load credentials") ? CREDENTIALS : OTHER;
    }

    /** Whether the same request may be answered otherwise in a moment. */
    boolean isPassing() {
        return this == BUSY || this == UNREACHABLE || this == LOST || this == OVERTAKEN;
    }

    static String code(SdkException e) {
        return e instanceof AwsServiceException answer
                ? Optional.ofNullable(answer.awsErrorDetails())
                        .map(AwsErrorDetails::errorCode)
                        .orElse("")
                : "";
    }

    private static Verdict ofAnswer(AwsServiceException e) {
        String code = code(e);
        if (CREDENTIAL_CODES.contains(code)) {
            return CREDENTIALS;
        }
        return switch (code) {
            case "NoSuchBucket" -> NO_BUCKET;
            case "RequestTimeTooSkewed" -> CLOCK;
            case "SlowDown", "ServiceUnavailable", "TooManyRequests" -> BUSY;
            case "RequestTimeout" -> LOST;
            default -> ofStatus(e.statusCode());
        };
    }

    private static Verdict ofStatus(int status) {
        return switch (status) {
            case 404 -> ABSENT;
            case 401 -> CREDENTIALS;
            case 403 -> DENIED;
            case 409 -> OVERTAKEN;
            case 412 -> PRECONDITION;
            case 416 -> RANGE;
            case 501 -> UNSUPPORTED;
            case 429, 503 -> BUSY;
            default -> status >= 500 ? LOST : OTHER;
        };
    }
}
