package io.audmodel.backend.artifactory;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpException;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.HttpStatus;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.conn.routing.RouteInfo;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;

/**
 * Adds the credentials to a request only when it is written to a connection, so that the HTTP client never logs them.
 * Credentials go only to the configured server. It accepts a few interim answers, and reads only the status of a proxy
 * that refuses a tunnel.
 */
final class SecretExecutor extends HttpRequestExecutor {

    private static final int MAX_INTERIM = 16;

    private final ArtifactoryConfig config;

    SecretExecutor(ArtifactoryConfig config) {
        this.config = config;
    }

    @Override
    public HttpResponse execute(HttpRequest request, HttpClientConnection connection, HttpContext context)
            throws IOException, HttpException {
        RouteInfo route = HttpClientContext.adapt(context).getHttpRoute();
        if (route.getProxyHost() != null && (!route.isTunnelled() || !(request instanceof HttpRequestWrapper))) {
            HttpHost target = route.getTargetHost();
            config.proxy()
                    .authorization(target)
                    .ifPresent(authorization -> request.setHeader("Proxy-Authorization", authorization));
        }
        if (request instanceof HttpRequestWrapper wrapper
                && wrapper.getOriginal() instanceof HttpRequestBase original) {
            if (config.address().isOrigin(original.getURI())) {
                config.credentials()
                        .ifPresent(credentials -> request.setHeader(credentials.header(), credentials.value()));
            }
            signedQuery(original).ifPresent(query -> wrapper.setURI(URI.create(wrapper.getURI() + "?" + query)));
        }
        HttpResponse response = super.execute(request, connection, context);
        if (request.getRequestLine().getMethod().equals("CONNECT")) {
            requireTunnel(response);
        }
        return response;
    }

    /** The client would keep the whole body of the refusal in memory, and treat it as the server's. */
    private static void requireTunnel(HttpResponse response) throws IOException {
        int status = response.getStatusLine().getStatusCode();
        if (status >= 300 && status != HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED) {
            throw new IOException("the proxy makes no tunnel, and answers " + status);
        }
        response.setEntity(null);
    }

    /** As the client's method, which never ends while a server sends {@code 100 Continue}. */
    @Override
    protected HttpResponse doReceiveResponse(HttpRequest request, HttpClientConnection connection, HttpContext context)
            throws IOException, HttpException {
        for (int interim = 0; interim <= MAX_INTERIM; interim++) {
            HttpResponse response = connection.receiveResponseHeader();
            int status = response.getStatusLine().getStatusCode();
            if (status >= HttpStatus.SC_OK) {
                if (canResponseHaveBody(request, response)) {
                    connection.receiveResponseEntity(response);
                }
                return response;
            }
        }
        throw new IOException("more than " + MAX_INTERIM + " interim answers came, and no answer");
    }

    private static Optional<String> signedQuery(HttpRequestBase original) {
        return original instanceof SignedGet signed ? Optional.of(signed.query()) : Optional.empty();
    }
}
