package io.audmodel.backend.artifactory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.AudModelException;
import io.audmodel.error.AuthenticationException;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.ObjectNotFoundException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.error.Reasons;
import io.audmodel.error.RepositoryNotFoundException;
import io.audmodel.error.StorageException;
import io.audmodel.error.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Turns failures of Artifactory into errors of this library. No message holds a credential, or the query of an address.
 */
final class ArtifactoryErrors {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 200;

    private final ArtifactoryConfig config;

    ArtifactoryErrors(ArtifactoryConfig config) {
        this.config = config;
    }

    /** The error for an answer, whose body is read here. */
    AudModelException refused(String operation, String path, Answer answer) {
        int status = answer.status();
        String said = said(answer);
        if (answer.isRedirected() && status != 407) {
            // The address has probably expired: the server is asked for another.
            return new UnavailableException(failure(
                    operation,
                    path,
                    "the storage that the server redirects to answers " + status + ": try again later"));
        }
        return switch (status) {
            case 401 ->
                new AuthenticationException(failure(
                        operation,
                        path,
                        "the server does not accept the credentials, or there are none" + said
                                + ": set ARTIFACTORY_USERNAME and ARTIFACTORY_API_KEY, or correct"
                                + " ~/.artifactory_python.cfg"));
            case 403 ->
                new AccessDeniedException(
                        failure(operation, path, "the server denies it" + said + ": ask for the permission"));
            case 407 ->
                new AuthenticationException(failure(
                        operation,
                        path,
                        "the proxy" + config.proxy().nameFor(config.address().base())
                                + " does not accept the user and password, or there are none: correct them in"
                                + " HTTPS_PROXY or HTTP_PROXY"));
            case 408, 429, 500, 502, 503, 504 ->
                new UnavailableException(
                        failure(operation, path, "the server is overloaded or disturbed" + said + ": try again later"),
                        wish(answer));
            case 301, 302, 303, 307, 308 ->
                new StorageException(failure(
                        operation,
                        path,
                        "the server redirects the request (" + status
                                + "): correct the host, https instead of http maybe"));
            default -> new StorageException(failure(operation, path, "the server refuses the request" + said));
        };
    }

    /** The error without an answer: the connection could not be established, or broke. */
    AudModelException unreachable(String operation, String path, IOException e) {
        if (Thread.currentThread().isInterrupted()) {
            return cancelled(operation, path, e);
        }
        if (isUntrusted(e)) {
            return new StorageException(
                    failure(
                            operation,
                            path,
                            "the server's certificate is not trusted (" + root(e) + "): correct the host, name the"
                                    + " file of your authority by REQUESTS_CA_BUNDLE or SSL_CERT_FILE, or add it to the trust"
                                    + " store of Java"),
                    e);
        }
        return new UnavailableException(
                failure(operation, path, "the server cannot be reached (" + root(e) + "): " + wayOut(e)), e);
    }

    private String wayOut(IOException e) {
        URI server = config.address().base();
        if (config.proxy().isUnreachable(server, e)) {
            return "the way there is by the proxy" + config.proxy().nameFor(server) + ": correct it in HTTPS_PROXY or"
                    + " HTTP_PROXY, or name the server in NO_PROXY";
        }
        return isNoTls(e)
                ? "it does not speak TLS; if it is meant to be reached without, write http:// before the host"
                : "check host and network";
    }

    /** Whether a certificate is the reason: a handshake that ends in another way is a server, or a proxy, that is down. */
    private static boolean isUntrusted(IOException e) {
        return e instanceof SSLPeerUnverifiedException
                || e instanceof SSLHandshakeException
                        && Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                                .anyMatch(GeneralSecurityException.class::isInstance);
    }

    /** Whether this is the exception of a TLS client about a server without TLS. */
    private static boolean isNoTls(IOException e) {
        return e instanceof SSLException
                && String.valueOf(e.getMessage()).contains("Unsupported or unrecognized SSL message");
    }

    /** The error for an answer that cannot be read to its end, or is not Artifactory's. */
    AudModelException unreadable(String operation, String path, IOException e) {
        if (e instanceof LimitedStream.TooLong) {
            return new StorageException(
                    failure(operation, path, "the server does not come to an end: " + e.getMessage()), e);
        }
        // An answer that ends early may be Artifactory's.
        return e instanceof JsonProcessingException json && !(e instanceof JsonEOFException)
                ? noArtifactory(operation, path, json)
                : unreachable(operation, path, e);
    }

    StorageException endless(String path, String what) {
        return new StorageException(failure(
                "list", path, "the server does not come to an end: " + what + "; list a folder that is further down"));
    }

    UnavailableException oddRange(ObjectPath path, ByteRange range) {
        return new UnavailableException(failure(
                "get",
                path.text(),
                "the server sends another part than the one from byte " + range.offset() + ", or does not say which"));
    }

    StorageException undeleted(ObjectPath path, int status) {
        return new StorageException(
                failure("delete", path.text(), "the server answers " + status + ", and the object is there still"));
    }

    CancelledException cancelled(String operation, String path, @Nullable Throwable cause) {
        return new CancelledException(
                operation + " " + path + " in " + config.repository() + " was interrupted", cause);
    }

    RepositoryNotFoundException noRepository(String operation, String path, Answer answer) {
        return new RepositoryNotFoundException(failure(
                operation,
                path,
                "the server has no repository '" + config.repository().name() + "', or hides it from this user"
                        + said(answer) + ": correct its name or the credentials, or create it"
                        + (config.address().isUsual()
                                ? ""
                                : "; and look at the address, which ends with /artifactory at most servers")));
    }

    StorageException noArtifactory(String operation, String path, @Nullable JsonProcessingException cause) {
        return new StorageException(
                failure(
                        operation,
                        path,
                        "what answers is no Artifactory: correct the host, which ends with /artifactory at most servers,"
                                + " and look for a login page or proxy in between"),
                cause);
    }

    ObjectNotFoundException notFound(ObjectPath path) {
        return new ObjectNotFoundException(failure("get", path.text(), "there is no such object"));
    }

    ObjectExistsException exists(ObjectPath path) {
        return new ObjectExistsException(failure("put", path.text(), "it exists already, and is left as it is"));
    }

    OutcomeUnknownException unknown(ObjectPath path, AudModelException cause) {
        return new OutcomeUnknownException(
                failure("put", path.text(), "no answer tells whether it was stored: read it again"), cause);
    }

    UnavailableException damaged(ObjectPath path, String what) {
        return new UnavailableException(failure("put", path.text(), "it did not arrive as it was sent: " + what));
    }

    StorageException noConditions(ObjectPath path) {
        return new StorageException(failure(
                "put", path.text(), "Artifactory cannot compare and set, and tells no revision to compare with"));
    }

    StorageException unreadable(ObjectPath path, IOException cause) {
        return new StorageException(
                failure("put", path.text(), "the content to store cannot be read or kept: " + Reasons.withFile(cause)),
                cause);
    }

    AudModelException uncopied(ObjectPath path, IOException cause) {
        if (Thread.currentThread().isInterrupted()) {
            return cancelled("get", path.text(), cause);
        }
        if (cause instanceof FileSystemException) {
            return new StorageException(
                    failure(
                            "get",
                            path.text(),
                            "the server sends no parts, and the folder for all of it cannot be written ("
                                    + cause.getMessage()
                                    + "): free some space there, or set another temporary root"),
                    cause);
        }
        return new UnavailableException(
                failure(
                        "get",
                        path.text(),
                        "the server sends no parts, and all of it cannot be fetched into a temporary file ("
                                + root(cause) + ")"),
                cause);
    }

    InvalidArgumentException beyond(ObjectPath path, ByteRange range) {
        return new InvalidArgumentException(
                "no range of " + path + " begins at byte " + range.offset() + ": ask for an earlier one");
    }

    StorageException closed(String operation, String path, @Nullable Throwable cause) {
        return new StorageException(failure(operation, path, "the backend is closed: open another"), cause);
    }

    /** The server's message, from {@code {"errors":[{"status":…,"message":…}]}} or plain text. */
    private String said(Answer answer) {
        String text = answer.text();
        try {
            JsonNode message = JSON.readTree(text).at("/errors/0/message");
            text = message.isTextual() ? message.asText() : "";
        } catch (JsonProcessingException e) {
            // A page of a proxy, or no text: the status is enough.
            text = "";
        }
        String secretless =
                config.credentials().isPresent() ? config.credentials().get().redact(text) : text;
        String line = secretless.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        String shown = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        return " (" + answer.status() + (shown.isEmpty() ? "" : ", " + shown) + ")";
    }

    private static RetryPolicy.@Nullable RetryAfter wish(Answer answer) {
        return answer.header("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(seconds -> new RetryPolicy.RetryAfter(Duration.ofSeconds(Long.parseLong(seconds))))
                .orElse(null);
    }

    private static String root(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private Failure failure(String operation, String path, String reason) {
        return new Failure(config.repository().toString(), operation, path, reason);
    }
}
