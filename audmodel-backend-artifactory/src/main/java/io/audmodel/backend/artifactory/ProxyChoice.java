package io.audmodel.backend.artifactory;

import io.audmodel.backend.Environment;
import io.audmodel.backend.support.ProxyVariables;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.apache.http.HttpHost;
import org.apache.http.conn.ConnectTimeoutException;
import org.apache.http.conn.HttpHostConnectException;
import org.jspecify.annotations.Nullable;

/**
 * The proxies of {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} (or their names in lower case), which
 * JFrog's client does not read. Shows no credentials.
 */
final class ProxyChoice {

    private final ProxyVariables variables;

    private ProxyChoice(ProxyVariables variables) {
        this.variables = variables;
    }

    static ProxyChoice of(Environment environment) {
        return new ProxyChoice(ProxyVariables.of(environment));
    }

    /** The proxy on the way to this host, or null if it is reached directly. */
    @Nullable
    HttpHost proxyFor(HttpHost target) {
        return settingFor(target)
                .map(uri -> new HttpHost(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort(), uri.getScheme()))
                .orElse(null);
    }

    /** Host and port of the proxy on the way to this address, after a space; empty if there is none. */
    String nameFor(URI target) {
        HttpHost proxy = proxyFor(new HttpHost(target.getHost(), target.getPort(), target.getScheme()));
        return proxy == null ? "" : " " + proxy.toHostString();
    }

    /** Whether this is a failure to connect to the proxy on the way to this address. */
    boolean isUnreachable(URI target, IOException failure) {
        HttpHost proxy = proxyFor(new HttpHost(target.getHost(), target.getPort(), target.getScheme()));
        if (proxy == null) {
            return false;
        }
        if (failure instanceof UnknownHostException) {
            return String.valueOf(failure.getMessage()).startsWith(proxy.getHostName());
        }
        HttpHost tried = failure instanceof HttpHostConnectException refused
                ? refused.getHost()
                : failure instanceof ConnectTimeoutException silent ? silent.getHost() : null;
        return tried != null && tried.toHostString().equals(proxy.toHostString());
    }

    /** The value of {@code Proxy-Authorization}, if the proxy's address holds a user. */
    Optional<String> authorization(HttpHost target) {
        return settingFor(target)
                .map(URI::getUserInfo)
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<URI> settingFor(HttpHost target) {
        return variables.proxyFor(target.getSchemeName(), target.getHostName());
    }

    @Override
    public String toString() {
        return "ProxyChoice[" + variables + "]";
    }
}
