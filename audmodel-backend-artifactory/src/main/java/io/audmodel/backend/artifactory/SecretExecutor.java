package io.audmodel.backend.artifactory;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpException;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.conn.routing.RouteInfo;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;

/**
 * Adds the secrets to a request when it is written to a connection, and not before: what the HTTP client logs of it
 * holds none. Credentials go to the configured server alone, whatever made the request.
 */
final class SecretExecutor extends HttpRequestExecutor {

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
        return super.execute(request, connection, context);
    }

    private static Optional<String> signedQuery(HttpRequestBase original) {
        return original instanceof SignedGet signed ? Optional.of(signed.query()) : Optional.empty();
    }
}
