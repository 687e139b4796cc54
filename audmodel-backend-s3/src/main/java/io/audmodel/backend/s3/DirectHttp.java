package io.audmodel.backend.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Sends requests by the client that is part of the JDK, as the SDK's {@code UrlConnectionHttpClient} does, with two
 * differences: bodies leave in large blocks instead of 4 KB, and nothing of TLS is set up where a host is reached without.
 * Of proxies it knows those of the JVM, and a {@link Tunnel}. Thread-safe.
 */
final class DirectHttp implements SdkHttpClient {

    private static final int BLOCK = 256 << 10;

    private final int connectMillis;
    private final int readMillis;
    private final Optional<Tunnel> tunnel;

    DirectHttp(Duration connect, Duration read) {
        this(connect, read, Optional.empty());
    }

    /** @param tunnel the way to hosts that are reached by TLS */
    DirectHttp(Duration connect, Duration read, Optional<Tunnel> tunnel) {
        this.tunnel = tunnel;
        this.connectMillis = millis(connect);
        this.readMillis = millis(read);
    }

    private static int millis(Duration time) {
        return (int) Math.min(Integer.MAX_VALUE, time.toMillis());
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Exchange(request);
    }

    /** As which the SDK tells servers about it. */
    @Override
    public String clientName() {
        return "UrlConnection";
    }

    @Override
    public void close() {
        // Idle connections are the JDK's, which closes them after a while.
    }

    private final class Exchange implements ExecutableHttpRequest {

        private final HttpExecuteRequest request;
        private volatile @Nullable HttpURLConnection open;

        Exchange(HttpExecuteRequest request) {
            this.request = request;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            HttpURLConnection connection = connection();
            open = connection;
            connection.connect();
            if (request.contentStreamProvider().isPresent()) {
                try (InputStream in = request.contentStreamProvider().get().newStream()) {
                    copy(in, connection.getOutputStream());
                }
            }
            int status = connection.getResponseCode();
            if (status < 0) {
                throw new IOException("the server's answer is not HTTP");
            }
            HttpExecuteResponse.Builder response = HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder()
                            .statusCode(status)
                            .statusText(connection.getResponseMessage())
                            .headers(headers(connection))
                            .build());
            body(connection, status).ifPresent(in -> response.responseBody(AbortableInputStream.create(in)));
            return response.build();
        }

        private HttpURLConnection connection() throws IOException {
            SdkHttpRequest http = request.httpRequest();
            HttpURLConnection connection = opened(http.getUri());
            connection.setConnectTimeout(connectMillis);
            connection.setReadTimeout(readMillis);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod(http.method().name());
            http.forEachHeader((name, values) -> values.forEach(value -> connection.addRequestProperty(name, value)));
            if (http.firstMatchingHeader("Accept").isEmpty()) {
                connection.setRequestProperty("Accept", "*/*");
            }
            Optional<Long> length = http.firstMatchingHeader("Content-Length").map(Long::valueOf);
            length.ifPresent(connection::setFixedLengthStreamingMode);
            if (request.contentStreamProvider().isPresent()) {
                connection.setDoOutput(true);
                if (length.isEmpty()) {
                    connection.setChunkedStreamingMode(BLOCK);
                }
            }
            return connection;
        }

        @Override
        public void abort() {
            HttpURLConnection connection = open;
            if (connection != null) {
                connection.disconnect();
            }
        }
    }

    private HttpURLConnection opened(URI uri) throws IOException {
        Optional<Tunnel> way = tunnel.filter(open -> open.leadsTo(uri.getHost()));
        if (way.isEmpty()) {
            return (HttpURLConnection) uri.toURL().openConnection();
        }
        HttpsURLConnection connection = (HttpsURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        connection.setSSLSocketFactory(way.get());
        return connection;
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] block = new byte[BLOCK];
        for (int count = in.read(block); count >= 0; count = in.read(block)) {
            out.write(block, 0, count);
        }
    }

    /** Empty where none comes, so that nobody has to read it to its end. */
    private static Optional<InputStream> body(HttpURLConnection connection, int status) throws IOException {
        InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        boolean none = connection.getRequestMethod().equals("HEAD")
                || status == HttpURLConnection.HTTP_NO_CONTENT
                || status == HttpURLConnection.HTTP_NOT_MODIFIED
                || connection.getContentLengthLong() == 0;
        if (none && body != null) {
            body.close();
        }
        return none ? Optional.empty() : Optional.ofNullable(body);
    }

    private static Map<String, List<String>> headers(HttpURLConnection connection) {
        Map<String, List<String>> headers = new HashMap<>();
        connection.getHeaderFields().forEach((name, values) -> {
            // The first line of the answer has no name.
            if (name != null) {
                headers.put(name, values);
            }
        });
        return headers;
    }
}
