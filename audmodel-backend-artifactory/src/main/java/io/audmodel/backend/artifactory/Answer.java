package io.audmodel.backend.artifactory;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpRequestBase;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a server. Closing it drops the unread rest: JFrog's client would read the rest of the body first, which
 * can take minutes for a model.
 */
final class Answer implements AutoCloseable {

    private static final int ERROR_BYTES = 64 * 1024;

    private final HttpRequestBase request;
    private final HttpResponse response;
    private final Watchdog watchdog;
    private final Duration stallTimeout;
    private final @Nullable Answer redirect;
    private @Nullable InputStream stream;
    private boolean finished;

    /**
     * @param watchdog the watchdog of the request, which is stopped when this is read or closed
     * @param stallTimeout the time after which a stalled body is given up
     * @param redirect the answer that led here from the server, or null if this is the server's own
     */
    Answer(
            HttpRequestBase request,
            HttpResponse response,
            Watchdog watchdog,
            Duration stallTimeout,
            @Nullable Answer redirect) {
        this.request = request;
        this.response = response;
        this.watchdog = watchdog;
        this.stallTimeout = stallTimeout;
        this.redirect = redirect;
        this.finished = response.getEntity() == null;
        watchdog.end();
        if (finished) {
            watchdog.stop();
        }
    }

    int status() {
        return response.getStatusLine().getStatusCode();
    }

    /** Whether this answer comes from the target of a redirect. */
    boolean isRedirected() {
        return redirect != null;
    }

    /** The address in the header {@code Location}; empty if that is no address of a server. */
    Optional<URI> location() {
        try {
            return header("Location")
                    .map(location -> request.getURI().resolve(location))
                    .filter(uri -> uri.getHost() != null
                            && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme())));
        } catch (IllegalArgumentException e) {
            // The address stays out of messages, since it may be signed.
            return Optional.empty();
        }
    }

    boolean isRedirect() {
        int status = status();
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }

    /** The header that the Artifactory itself sent, even if the body comes from a redirect. */
    Optional<String> ownHeader(String name) {
        return redirect == null ? header(name) : redirect.ownHeader(name);
    }

    /** The announced length of the body; for an answer to HEAD that of the object. */
    OptionalLong length() {
        return header("Content-Length")
                .filter(text -> text.matches("\\d{1,18}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    /** The bytes of the body. */
    InputStream stream() throws IOException {
        if (stream == null) {
            HttpEntity entity = response.getEntity();
            stream = entity == null
                    ? InputStream.nullInputStream()
                    : new PacedStream(entity.getContent(), watchdog, stallTimeout);
        }
        return stream;
    }

    /** Marks the body as read to its end, so that the connection can be used again. */
    void finish() throws IOException {
        finished = true;
        watchdog.stop();
        stream().close();
    }

    /**
     * The whole body.
     *
     * @throws IOException if the connection breaks, or the body is longer
     */
    byte[] bytes(int limit) throws IOException {
        byte[] bytes = stream().readNBytes(limit);
        if (bytes.length == limit && stream().read() >= 0) {
            throw new IOException("the answer has more than " + limit + " bytes");
        }
        finish();
        return bytes;
    }

    /** The server's message of an error; empty if it cannot be read. */
    String text() {
        try {
            return new String(bytes(ERROR_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        if (!finished) {
            finished = true;
            watchdog.stop();
            request.abort();
        }
    }
}
