package io.audmodel.backend.s3;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;

/** The proxy that the JVM's properties or the environment ask for, as the SDK finds it. */
final class ProxySettings {

    private static final int PORT = 80;

    private ProxySettings() {}

    /** @param scheme of the addresses that are to be reached */
    static Optional<ProxyConfiguration> forScheme(String scheme) {
        ProxyConfiguration found = ProxyConfiguration.builder().scheme(scheme).build();
        if (found.host() == null) {
            return Optional.empty();
        }
        boolean fromProperties = System.getProperty(scheme + ".proxyHost") != null;
        return Optional.of(fromProperties ? found : ofAddress(found));
    }

    /** What stood in an address, where signs are escaped and the port may be left out; the SDK takes it as it is. */
    static ProxyConfiguration ofAddress(ProxyConfiguration found) {
        int port = found.port() < 0 ? PORT : found.port();
        return ProxyConfiguration.builder()
                .useSystemPropertyValues(false)
                .useEnvironmentVariablesValues(false)
                .endpoint(URI.create("http://" + found.host() + ":" + port))
                .username(plain(found.username()))
                .password(plain(found.password()))
                .nonProxyHosts(found.nonProxyHosts())
                .build();
    }

    private static @Nullable String plain(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A sign that nobody escaped.
            return text;
        }
    }
}
