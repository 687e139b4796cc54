package io.audmodel.backend.artifactory;

import io.audmodel.backend.support.AnswerClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPut;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.config.SocketConfig;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.conn.DefaultRoutePlanner;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.protocol.HttpContext;
import org.jfrog.artifactory.client.Artifactory;
import org.jfrog.artifactory.client.impl.ArtifactoryImpl;
import org.jspecify.annotations.Nullable;

/**
 * JFrog's client on an HTTP client that is configured here, since the one of its builder trusts every certificate,
 * waits for ever, follows redirects with credentials, and logs headers. It returns answers as they are, and retries
 * nothing.
 */
final class ArtifactoryHttp implements AutoCloseable {

    private static final int MAX_REDIRECTS = 5;
    private static final String USER_AGENT = "audmodel";

    private final Artifactory client;
    private final RequestConfig settings;
    private final Address address;
    private final Duration stallTimeout;
    private final Duration limit;
    private final AnswerClock clock = new AnswerClock();
    private volatile boolean closed;

    ArtifactoryHttp(ArtifactoryConfig config) {
        this.address = config.address();
        this.stallTimeout = config.readTimeout();
        // The wait for a connection, the connect, and the wait for the answer.
        this.limit = config.connectTimeout().plus(stallTimeout).plus(stallTimeout);
        int connectMillis = (int) config.connectTimeout().toMillis();
        int readMillis = (int) config.readTimeout().toMillis();
        this.settings = RequestConfig.custom()
                .setConnectTimeout(connectMillis)
                .setSocketTimeout(readMillis)
                .setConnectionRequestTimeout(readMillis)
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .setContentCompressionEnabled(false)
                .setNormalizeUri(false)
                .build();
        this.client =
                new ArtifactoryImpl(http(config, connectMillis), address.base().toString(), USER_AGENT, null, null);
    }

    /** Sends a request to the server, and returns its answer, even a redirect. */
    Answer send(HttpRequestBase request) throws IOException {
        return execute(request, null);
    }

    /**
     * Reads, and follows redirects: without credentials to other servers, and never from https to http.
     *
     * @param range the value of the header {@code Range}, or null
     */
    Answer get(URI uri, @Nullable String range) throws IOException {
        long sent = System.nanoTime();
        Answer answer = execute(prepared(new HttpGet(uri), range), null);
        for (int hops = 0; answer.isRedirect(); hops++) {
            answer.text();
            answer.close();
            URI from = uri;
            URI to = answer.location().orElseThrow(() -> new IOException("a redirect names no place to go to"));
            if (hops == MAX_REDIRECTS || from.getScheme().equals("https") && !"https".equals(to.getScheme())) {
                throw new IOException("a redirect to " + to.getHost() + " leads in a circle, or away from https");
            }
            HttpGet next = to.getRawQuery() == null ? new HttpGet(to) : new SignedGet(to);
            answer = execute(prepared(next, range), address.isOrigin(to) ? null : answer);
            uri = to;
        }
        if (answer.status() / 100 == 2) {
            clock.answered(Duration.ofNanos(System.nanoTime() - sent));
        }
        return answer;
    }

    /** How far the server's clock is ahead, as its last answer told. */
    Optional<Duration> clockAhead() {
        return clock.ahead();
    }

    /** How soon the last answer to a read began, redirects included. */
    Optional<Duration> latency() {
        return clock.latency();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        client.close();
    }

    private static HttpGet prepared(HttpGet request, @Nullable String range) {
        if (range != null) {
            request.setHeader("Range", range);
        }
        return request;
    }

    private Answer execute(HttpRequestBase request, @Nullable Answer redirect) throws IOException {
        request.setConfig(settings);
        Watchdog watchdog = new Watchdog(limit, request::abort).start();
        boolean answered = false;
        try {
            if (request instanceof HttpPut put && put.getEntity() instanceof PayloadEntity payload) {
                payload.watchedBy(watchdog);
            }
            Answer answer = new Answer(request, client.execute(request), watchdog, stallTimeout, redirect);
            answered = true;
            if (redirect == null) {
                answer.header("Date").ifPresent(clock::update);
            }
            return answer;
        } catch (IOException e) {
            throw watchdog.explained(e);
        } catch (RuntimeException e) {
            // The client failed on an unexpected answer, or was closed during a request.
            throw watchdog.explained(
                    new IOException("the HTTP client fails: " + e.getClass().getSimpleName(), e));
        } finally {
            if (!answered) {
                watchdog.stop();
            }
        }
    }

    private static CloseableHttpClient http(ArtifactoryConfig config, int connectMillis) {
        PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager(
                InterruptibleSockets.factories(config.trust()),
                new StrictConnections(),
                null,
                null,
                5,
                TimeUnit.MINUTES);
        connections.setMaxTotal(config.maxConnections());
        connections.setDefaultMaxPerRoute(config.maxConnections());
        // Before a request is sent, which brings its own: it bounds the handshake of TLS.
        connections.setDefaultSocketConfig(SocketConfig.custom()
                .setSoTimeout(connectMillis)
                .setTcpNoDelay(true)
                .build());
        return HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setRequestExecutor(new SecretExecutor(config))
                .setRoutePlanner(planner(config.proxy()))
                .setUserAgent(USER_AGENT)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .build();
    }

    private static DefaultRoutePlanner planner(ProxyChoice proxy) {
        return new DefaultRoutePlanner(null) {
            @Override
            protected @Nullable HttpHost determineProxy(HttpHost target, HttpRequest request, HttpContext context) {
                return proxy.proxyFor(target);
            }
        };
    }
}
