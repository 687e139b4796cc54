package io.audmodel.backend.s3;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;

/**
 * The way to a server. Connections of equal routes are interchangeable.
 *
 * @param proxy the HTTP proxy to connect to; null for none
 * @param authorization the credentials for the proxy; null for none
 * @param socks a SOCKS proxy, which the JDK uses; null for none
 */
record Route(
        String host,
        int port,
        boolean tls,
        @Nullable InetSocketAddress proxy,
        @Nullable String authorization,
        @Nullable Proxy socks) {

    private static final int PORT = 80;
    private static final int TLS_PORT = 443;

    /** @param configured the configured proxy, which has precedence over the JVM's choice */
    static Route to(URI uri, Optional<ProxyConfiguration> configured) {
        boolean tls = uri.getScheme().equalsIgnoreCase("https");
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? TLS_PORT : PORT;
        String host = uri.getHost();
        String name = host.toLowerCase(Locale.ROOT);
        if (configured.isPresent()) {
            ProxyConfiguration proxy = configured.get();
            boolean leads = proxy.nonProxyHosts().stream().noneMatch(name::matches);
            return leads
                    ? new Route(host, port, tls, address(proxy.host(), proxy.port()), authorization(proxy), null)
                    : new Route(host, port, tls, null, null, null);
        }
        Proxy chosen = chosen(uri);
        return switch (chosen.type()) {
            case DIRECT -> new Route(host, port, tls, null, null, null);
            case HTTP -> {
                InetSocketAddress address = (InetSocketAddress) chosen.address();
                yield new Route(host, port, tls, address(address.getHostString(), address.getPort()), null, null);
            }
            case SOCKS -> new Route(host, port, tls, null, null, chosen);
        };
    }

    /** Whether the proxy reads the requests, instead of passing on a tunnel. */
    boolean isThroughReader() {
        return proxy != null && !tls;
    }

    /** The address to connect to. */
    InetSocketAddress first() {
        return proxy == null ? address(host, port) : proxy;
    }

    /** The name of the proxy for messages. */
    String proxyName() {
        return proxy == null ? "" : proxy.getHostString() + ":" + proxy.getPort();
    }

    // The generated method costs every process some 25 milliseconds, and the second request compares routes.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Route that
                && host.equals(that.host)
                && port == that.port
                && tls == that.tls
                && Objects.equals(proxy, that.proxy)
                && Objects.equals(authorization, that.authorization)
                && Objects.equals(socks, that.socks);
    }

    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }

    /** Shows no password. */
    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + host + ":" + port + (proxy == null ? "" : " by " + proxyName());
    }

    private static Proxy chosen(URI uri) {
        ProxySelector selector = ProxySelector.getDefault();
        List<Proxy> proxies = selector == null ? List.of() : selector.select(uri);
        return proxies.isEmpty() ? Proxy.NO_PROXY : proxies.get(0);
    }

    /** The address of a host, whose name is looked up on connecting. */
    private static InetSocketAddress address(String host, int port) {
        return InetSocketAddress.createUnresolved(host, port);
    }

    private static @Nullable String authorization(ProxyConfiguration proxy) {
        if (proxy.username() == null || proxy.password() == null) {
            return null;
        }
        byte[] pair = (proxy.username() + ":" + proxy.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
