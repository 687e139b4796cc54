package io.audmodel.backend.s3;

import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.AudModelException;
import io.audmodel.error.AuthenticationException;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.CancelledException;
import io.audmodel.error.ConflictException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.ObjectNotFoundException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.error.Reasons;
import io.audmodel.error.RepositoryNotFoundException;
import io.audmodel.error.StorageException;
import io.audmodel.error.UnavailableException;
import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns failures of the server and the SDK into errors of this library. */
final class S3Errors {

    private final String repository;
    private final Supplier<Optional<String>> unsigned;

    S3Errors(Bucket bucket) {
        this.repository = bucket.repository();
        this.unsigned = bucket.unsigned();
    }

    /** The error of a read, or of a write that was not executed. */
    AudModelException translated(String operation, String path, SdkException e) {
        ErrorClassification classification = ErrorClassification.of(e);
        return switch (classification) {
            case ABSENT -> new ObjectNotFoundException(failure(operation, path, "there is no such object"), e);
            case NO_BUCKET ->
                new RepositoryNotFoundException(
                        failure(operation, path, "there is no such bucket: correct its name, or create it"), e);
            case NO_STORE ->
                new RepositoryNotFoundException(
                        failure(
                                operation,
                                path,
                                "what answers \"not found\" does not speak S3: correct the host, and look for a proxy in"
                                        + " between"),
                        e);
            case DENIED ->
                new AccessDeniedException(
                        failure(
                                operation,
                                path,
                                withoutCredentials() + "the server denies it" + said(e)
                                        + ": ask for the permission; without that of listing the"
                                        + " bucket, absent objects are denied too"),
                        e);
            case CREDENTIALS ->
                new AuthenticationException(
                        failure(
                                operation,
                                path,
                                withoutCredentials() + "the server does not accept the credentials, or there are none"
                                        + said(e)
                                        + ": set MINIO_ACCESS_KEY and MINIO_SECRET_KEY, or those of the AWS SDK"),
                        e);
            case CLOCK ->
                new AuthenticationException(
                        failure(operation, path, "the clock of this machine differs from the server's: set it right"),
                        e);
            case PROXY -> new AuthenticationException(failure(operation, path, reason(e)), e);
            case REGION ->
                new StorageException(
                        failure(
                                operation,
                                path,
                                "the bucket is in "
                                        + BucketRegion.told(e)
                                                .map(region ->
                                                        "the region " + region + ", not in the one that was asked")
                                                .orElse("another region than the one that was asked")
                                        + said(e)
                                        + ": set the option region, by ?region=eu-west-1 for instance behind the"
                                        + " name of the bucket, or name the host of the region"),
                        e);
            case FULL ->
                new StorageException(
                        failure(
                                operation,
                                path,
                                "the server has no room for it" + said(e) + ": free some there, or ask for more"),
                        e);
            case NO_UPLOAD ->
                new UnavailableException(
                        failure(operation, path, "the server gave up the parts that were sent: try again"), e);
            case PRECONDITION ->
                new ConflictException(failure(operation, path, "it is not in the expected state: read it again"), e);
            case BUSY, OVERTAKEN ->
                new UnavailableException(
                        failure(operation, path, "the server is overloaded" + said(e) + ": try again later"), e);
            case UNREACHABLE ->
                new UnavailableException(
                        failure(operation, path, "the server cannot be reached (" + root(e) + "): " + wayOut(e)), e);
            case LOST ->
                new UnavailableException(
                        failure(
                                operation,
                                path,
                                "the server did not answer as it should" + said(e) + " (" + root(e) + ")"),
                        e);
            case INTERRUPTED -> cancelled(operation, path, e);
            case RANGE, UNSUPPORTED, OTHER ->
                new StorageException(
                        failure(
                                operation,
                                path,
                                "the server refuses the request"
                                        + (said(e).isEmpty() ? " (" + root(e) + ")" : said(e))),
                        e);
        };
    }

    CancelledException cancelled(String operation, String path, @Nullable Throwable cause) {
        Thread.currentThread().interrupt();
        return new CancelledException(operation + " " + path + " in " + repository + " was interrupted", cause);
    }

    OutcomeUnknownException unknown(ObjectPath path, @Nullable Throwable e) {
        return new OutcomeUnknownException(
                failure(
                        "put",
                        path.text(),
                        "no answer tells whether it was stored" + (e == null ? "" : " (" + root(e) + ")")
                                + ": read it again"),
                e);
    }

    ObjectExistsException exists(ObjectPath path) {
        return new ObjectExistsException(failure("put", path.text(), "it exists already, and is left as it is"));
    }

    /** The error for an invisible obstacle, as of a server that keeps objects in folders. */
    StorageException blocked(ObjectPath path, SdkException e) {
        return new StorageException(
                failure("put", path.text(), "the server says that something is in the way, and shows no object"), e);
    }

    ConflictException conflict(ObjectPath path) {
        return new ConflictException(failure("put", path.text(), "it was changed or deleted meanwhile: read it again"));
    }

    InvalidArgumentException beyond(ObjectPath path, ByteRange range) {
        return new InvalidArgumentException(
                "no range of " + path + " begins at byte " + range.offset() + ": ask for an earlier one");
    }

    UnavailableException endless(ObjectPath prefix, String how) {
        return new UnavailableException(
                failure("list", prefix.text(), "the server's list does not end (" + how + "): look at the server"));
    }

    StorageException rangesIgnored(ObjectPath path) {
        return new StorageException(
                failure("get", path.text(), "the server sent the whole object in place of the requested range"));
    }

    StorageException unreadable(ObjectPath path, IOException cause) {
        return new StorageException(
                failure("put", path.text(), "the content to store cannot be read or kept: " + Reasons.withFile(cause)),
                cause);
    }

    private static String wayOut(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreachableProxy) {
                return "the way there is by the proxy " + cause.getMessage()
                        + ": correct it in HTTPS_PROXY or HTTP_PROXY,"
                        + " or in https.proxyHost or http.proxyHost, or name the server in NO_PROXY";
            }
            if (ErrorClassification.isNoTls(cause)) {
                return "it does not speak TLS; if it is meant to be reached without, write http:// before the host";
            }
            if (cause instanceof CertPathBuilderException) {
                return "its certificate is of an authority that this Java does not trust; name a PEM file with that of the"
                        + " authority by AWS_CA_BUNDLE or SSL_CERT_FILE, or add it to the trust store of Java";
            }
        }
        return "check host and network";
    }

    private String withoutCredentials() {
        return unsigned.get()
                .map(places -> "no credentials were found (" + places + "), and without any ")
                .orElse("");
    }

    /** The code and message of the server. */
    private static String said(SdkException e) {
        String code = ErrorClassification.line(ErrorClassification.code(e));
        String sentence = ErrorClassification.sentence(e);
        String both = code
                + (code.isEmpty() || sentence.isEmpty() || sentence.equals(code) ? "" : ": ")
                + (sentence.equals(code) ? "" : sentence);
        return both.isEmpty() ? "" : " (" + both + ")";
    }

    private static String root(Throwable e) {
        Throwable cause = first(e);
        return cause.getClass().getSimpleName() + ": " + reason(cause);
    }

    private static String reason(Throwable e) {
        return ErrorClassification.line(String.valueOf(first(e).getMessage()));
    }

    private static Throwable first(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private Failure failure(String operation, String path, String reason) {
        return new Failure(repository, operation, path, reason);
    }
}
