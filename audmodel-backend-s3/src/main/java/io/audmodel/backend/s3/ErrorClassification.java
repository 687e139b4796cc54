package io.audmodel.backend.s3;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The meaning of the SDK's failures for a request. */
enum ErrorClassification {
    ABSENT,
    NO_BUCKET,
    /**
     * Not found, reported by a server that does not answer as S3, and so may not know the store; or a damaged answer.
     */
    NO_STORE,
    NO_UPLOAD,
    DENIED,
    CREDENTIALS,
    CLOCK,
    /** A proxy does not accept the credentials. */
    PROXY,
    REGION,
    PRECONDITION,
    OVERTAKEN,
    RANGE,
    /** The server does not support the request. */
    UNSUPPORTED,
    /** The server did not execute the request, since it has no room. */
    FULL,
    /** The server did not execute the request; it may do so later. */
    BUSY,
    /** No server was reached. */
    UNREACHABLE,
    /** The request may have been executed. */
    LOST,
    INTERRUPTED,
    OTHER;

    private static final Set<String> CREDENTIAL_CODES = Set.of(
            "InvalidAccessKeyId",
            "XAdminUserNotFound",
            "SignatureDoesNotMatch",
            "ExpiredToken",
            "InvalidToken",
            "TokenRefreshRequired",
            "NotSignedUp",
            "InvalidSecurity");

    private static final Pattern WITHOUT_ROOM =
            Pattern.compile("Quota|StorageFull|InsufficientStorage|InsufficientCapacity");

    /** What no server writes as a code was damaged on the way, or is none. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9.]+");

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");
    private static final int LONGEST_SENTENCE = 300;
    private static final int INSUFFICIENT_STORAGE = 507;

    private static final Set<String> REGION_CODES = Set.of(
            "PermanentRedirect",
            "AuthorizationHeaderMalformed",
            "IllegalLocationConstraintException",
            "TemporaryRedirect");

    static ErrorClassification of(SdkException e) {
        if (e instanceof AwsServiceException answer) {
            return ofAnswer(answer);
        }
        if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
            return LOST;
        }
        if (e instanceof AbortedException || Thread.currentThread().isInterrupted()) {
            return INTERRUPTED;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProxyRefusal) {
                return PROXY;
            }
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || isNoTls(cause)
                    || cause instanceof SSLHandshakeException
                    || cause instanceof SocketTimeoutException
                            && String.valueOf(cause.getMessage()).contains("onnect timed out")) {
                return UNREACHABLE;
            }
            // An answer that cannot be read to its end, or was damaged.
            if (cause instanceof IOException || cause instanceof XMLStreamException) {
                return LOST;
            }
        }
        return String.valueOf(e.getMessage()).startsWith("Unable to load credentials") ? CREDENTIALS : OTHER;
    }

    /** Whether this is the exception of a TLS client about a server without TLS. */
    static boolean isNoTls(Throwable cause) {
        return cause instanceof SSLException
                && (Wire.SILENT.equals(cause.getMessage())
                        || String.valueOf(cause.getMessage()).contains("Unsupported or unrecognized SSL message"));
    }

    /** Whether the failure is transient, so that a retry may succeed. */
    boolean isPassing() {
        return this == BUSY || this == UNREACHABLE || this == LOST || this == OVERTAKEN || this == NO_STORE;
    }

    /**
     * The rule for {@link io.audmodel.backend.support.Retry}: transient failures are retried, after the pause that the server
     * wants.
     */
    static Optional<Duration> again(Exception e) {
        return e instanceof SdkException failure && of(failure).isPassing()
                ? Optional.of(wait(failure))
                : Optional.empty();
    }

    /** The server's {@code Retry-After}, if it is a number of seconds; else zero. */
    static Duration wait(SdkException e) {
        return e instanceof AwsServiceException answer
                ? header(answer, "Retry-After")
                        .filter(text -> text.matches("\\d{1,6}"))
                        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                        .orElse(Duration.ZERO)
                : Duration.ZERO;
    }

    static Optional<String> header(AwsServiceException answer, String name) {
        return details(answer)
                .map(AwsErrorDetails::sdkHttpResponse)
                .flatMap(response -> response.firstMatchingHeader(name));
    }

    /** The code in the answer's body; empty if there is none, as in all answers to a HEAD. */
    static String code(SdkException e) {
        return e instanceof AwsServiceException answer
                ? details(answer).map(AwsErrorDetails::errorCode).orElse("")
                : "";
    }

    /** The server's message, shortened to one line; empty if there is none. */
    static String sentence(SdkException e) {
        return e instanceof AwsServiceException answer
                ? details(answer)
                        .map(AwsErrorDetails::errorMessage)
                        .map(ErrorClassification::line)
                        .orElse("")
                : "";
    }

    /** Foreign text, made safe for a message. */
    static String line(String text) {
        String cut = text.length() > LONGEST_SENTENCE ? text.substring(0, LONGEST_SENTENCE) + "…" : text;
        return UNPRINTABLE.matcher(cut).replaceAll(" ").strip();
    }

    private static Optional<AwsErrorDetails> details(AwsServiceException answer) {
        return Optional.ofNullable(answer.awsErrorDetails());
    }

    private static ErrorClassification ofAnswer(AwsServiceException e) {
        String code = code(e);
        if (CREDENTIAL_CODES.contains(code)) {
            return CREDENTIALS;
        }
        if (REGION_CODES.contains(code)) {
            return REGION;
        }
        if (e.statusCode() == INSUFFICIENT_STORAGE || WITHOUT_ROOM.matcher(code).find()) {
            return FULL;
        }
        return switch (code) {
            case "NoSuchBucket" -> NO_BUCKET;
            case "NoSuchUpload" -> NO_UPLOAD;
            case "RequestTimeTooSkewed" -> CLOCK;
            case "SlowDown", "ServiceUnavailable", "TooManyRequests", "ThrottlingException" -> BUSY;
            case "RequestTimeout", "InternalError" -> LOST;
            case "NotImplemented", "NotSupported" -> UNSUPPORTED;
            default -> e.statusCode() == 404 ? ofNotFound(e) : ofStatus(e.statusCode());
        };
    }

    /**
     * Answers to a HEAD have no body and so no code; the SDK takes these as the object's absence. Anything else that
     * was not found (a user, an access point) is not the object.
     */
    private static ErrorClassification ofNotFound(AwsServiceException e) {
        String code = code(e);
        if (code.equals("NoSuchKey") || (code.isEmpty() && e instanceof NoSuchKeyException)) {
            return ABSENT;
        }
        return CODE.matcher(code).matches() ? OTHER : NO_STORE;
    }

    private static ErrorClassification ofStatus(int status) {
        return switch (status) {
            case 301, 307 -> REGION;
            case 401 -> CREDENTIALS;
            case 403 -> DENIED;
            case 409 -> OVERTAKEN;
            case 412 -> PRECONDITION;
            case 416 -> RANGE;
            case 501 -> UNSUPPORTED;
            case 429, 503 -> BUSY;
            case 408 -> LOST;
            default -> status >= 500 ? LOST : OTHER;
        };
    }
}
