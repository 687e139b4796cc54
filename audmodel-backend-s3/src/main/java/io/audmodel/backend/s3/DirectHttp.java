package io.audmodel.backend.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;

/**
 * Sends requests by HTTP/1.1. Unlike the JDK's own client it bounds the heads of answers, ends at once when the thread
 * is interrupted, sends bodies in large blocks, and keeps as many idle connections as requests need. It sets up TLS
 * only for hosts that are reached by TLS. Thread-safe.
 */
final class DirectHttp implements SdkHttpClient {

    private static final int BLOCK = 256 << 10;
    private static final Pattern LINE_BREAK = Pattern.compile("[\\r\\n]");

    private final int connectMillis;
    private final int readMillis;
    private final Optional<ProxyConfiguration> proxy;
    private final Supplier<SSLSocketFactory> tls;
    private final IdleWires idle = new IdleWires(System::nanoTime);

    DirectHttp(Duration connect, Duration read, Optional<ProxyConfiguration> proxy) {
        this(connect, read, proxy, HttpsURLConnection::getDefaultSSLSocketFactory);
    }

    /**
     * @param proxy the proxy for hosts that are not its exceptions; empty to use the JVM's proxy
     * @param tls called when a host is first reached by TLS
     */
    DirectHttp(Duration connect, Duration read, Optional<ProxyConfiguration> proxy, Supplier<SSLSocketFactory> tls) {
        this.tls = tls;
        this.connectMillis = millis(connect);
        this.readMillis = millis(read);
        this.proxy = proxy;
    }

    private static int millis(Duration time) {
        return (int) Math.min(Integer.MAX_VALUE, time.toMillis());
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Exchange(request);
    }

    /** The name of this client in the SDK's user agent. */
    @Override
    public String clientName() {
        return "Direct";
    }

    @Override
    public void close() {
        idle.close();
    }

    private final class Exchange implements ExecutableHttpRequest {

        private final HttpExecuteRequest request;
        private final SdkHttpRequest http;
        private volatile @Nullable Wire current;
        private volatile boolean aborted;

        Exchange(HttpExecuteRequest request) {
            this.request = request;
            this.http = request.httpRequest();
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            Route route = Route.to(http.getUri(), proxy);
            Optional<Wire> known = idle.take(route);
            if (known.isPresent()) {
                try {
                    return exchange(known.get());
                } catch (AnswerHead.Unanswered e) {
                    // The server ended the idle connection at that moment. A request that changes nothing can be sent
                    // again.
                    if (http.method() != SdkHttpMethod.GET && http.method() != SdkHttpMethod.HEAD) {
                        throw e;
                    }
                }
            }
            return exchange(Wire.open(route, connectMillis, readMillis, tls));
        }

        @Override
        public void abort() {
            aborted = true;
            Wire wire = current;
            if (wire != null) {
                wire.close();
            }
        }

        private HttpExecuteResponse exchange(Wire wire) throws IOException {
            current = wire;
            try {
                if (aborted) {
                    throw new IOException("the request was given up");
                }
                AnswerHead head = answered(wire);
                if (head.status() == HttpURLConnection.HTTP_PROXY_AUTH) {
                    throw new ProxyRefusal(wire.route().proxyName());
                }
                HttpExecuteResponse.Builder response = HttpExecuteResponse.builder()
                        .response(SdkHttpResponse.builder()
                                .statusCode(head.status())
                                .statusText(head.reason())
                                .headers(head.headers())
                                .build());
                body(wire, head).ifPresent(body -> response.responseBody(AbortableInputStream.create(body, body)));
                return response.build();
            } catch (IOException | RuntimeException | Error e) {
                wire.close();
                throw e;
            }
        }

        private AnswerHead answered(Wire wire) throws IOException {
            try {
                send(wire);
            } catch (UnreadableBody e) {
                throw e.failure;
            } catch (IOException e) {
                return early(wire, e);
            }
            return AnswerHead.read(wire.in());
        }

        /** A server that refuses a request need not take its body. */
        private AnswerHead early(Wire wire, IOException failure) throws IOException {
            try {
                AnswerHead head = AnswerHead.read(wire.in());
                if (head.status() >= HttpURLConnection.HTTP_BAD_REQUEST) {
                    return head;
                }
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
            throw failure;
        }

        private void send(Wire wire) throws IOException {
            OutputStream out = wire.out();
            out.write(head(wire).getBytes(StandardCharsets.ISO_8859_1));
            if (request.contentStreamProvider().isEmpty()) {
                return;
            }
            try (InputStream in = request.contentStreamProvider().get().newStream()) {
                boolean chunked = http.firstMatchingHeader("Content-Length").isEmpty();
                byte[] block = new byte[BLOCK];
                for (int count = next(in, block); count >= 0; count = next(in, block)) {
                    if (chunked && count > 0) {
                        out.write((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    }
                    out.write(block, 0, count);
                    if (chunked && count > 0) {
                        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                }
                if (chunked) {
                    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        }

        private String head(Wire wire) throws IOException {
            URI uri = http.getUri();
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
            boolean read = wire.route().isThroughReader();
            StringBuilder head = new StringBuilder(http.method() + " ")
                    .append(read ? "http://" + uri.getRawAuthority() + target : target)
                    .append(" HTTP/1.1\r\n");
            http.forEachHeader((name, values) -> values.forEach(value ->
                    head.append(line(name)).append(": ").append(line(value)).append("\r\n")));
            byDefault(head, "Host", uri.getRawAuthority());
            byDefault(head, "Accept", "*/*");
            // A compressed body would not have the announced length.
            byDefault(head, "Accept-Encoding", "identity");
            if (request.contentStreamProvider().isPresent()) {
                if (http.firstMatchingHeader("Content-Length").isEmpty()) {
                    head.append("Transfer-Encoding: chunked\r\n");
                }
            } else if (http.method() == SdkHttpMethod.POST || http.method() == SdkHttpMethod.PUT) {
                byDefault(head, "Content-Length", "0");
            }
            return head.append(read ? wire.proxyAuthorization() : "")
                    .append("\r\n")
                    .toString();
        }

        private void byDefault(StringBuilder head, String name, String value) {
            if (http.firstMatchingHeader(name).isEmpty()) {
                head.append(name).append(": ").append(value).append("\r\n");
            }
        }

        /** Empty if there is no body to read. */
        private Optional<AnswerBody> body(Wire wire, AnswerHead head) throws IOException {
            @Nullable Consumer<Wire> heir = head.persistent() ? idle::give : null;
            boolean none = http.method() == SdkHttpMethod.HEAD
                    || head.status() == HttpURLConnection.HTTP_NO_CONTENT
                    || head.status() == HttpURLConnection.HTTP_NOT_MODIFIED;
            if (!none && head.isChunked()) {
                return Optional.of(AnswerBody.chunked(wire, heir));
            }
            Optional<Long> length = none ? Optional.of(0L) : head.length();
            if (length.isEmpty()) {
                return Optional.of(AnswerBody.untilTheEnd(wire));
            }
            AnswerBody body = AnswerBody.fixed(wire, heir, length.get());
            if (length.get() == 0) {
                body.end();
                return Optional.empty();
            }
            return Optional.of(body);
        }
    }

    /** The body of a request ended too early: the server waits for the rest, and answers nothing. */
    private static final class UnreadableBody extends IOException {

        private static final long serialVersionUID = 1;

        private final IOException failure;

        UnreadableBody(IOException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    private static int next(InputStream body, byte[] block) throws UnreadableBody {
        try {
            return body.read(block);
        } catch (IOException e) {
            throw new UnreadableBody(e);
        }
    }

    private static String line(String text) {
        return LINE_BREAK.matcher(text).replaceAll(" ");
    }
}
