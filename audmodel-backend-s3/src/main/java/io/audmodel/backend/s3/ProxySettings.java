package io.audmodel.backend.s3;

import io.audmodel.backend.Environment;
import io.audmodel.backend.support.ProxyVariables;
import io.audmodel.error.ConfigurationException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;

/** The proxy of the JVM's properties, or else of the environment. */
final class ProxySettings {

    private static final int PORT = 80;

    private ProxySettings() {}

    /**
     * @param server the address to reach
     * @throws ConfigurationException if the variable of the proxy on the way there names none that can be used
     */
    static Optional<ProxyConfiguration> to(URI server, Environment environment) {
        String scheme = server.getScheme();
        if (System.getProperty(scheme + ".proxyHost") != null) {
            return Optional.of(ProxyConfiguration.builder()
                    .scheme(scheme)
                    .useEnvironmentVariablesValues(false)
                    .build());
        }
        ProxyVariables variables = ProxyVariables.of(environment);
        variables
                .proxyFor(scheme, server.getHost())
                .filter(ProxySettings::isBehindTls)
                .ifPresent(ProxySettings::refuse);
        return variables
                .proxyOf(scheme)
                .filter(proxy -> !isBehindTls(proxy))
                .map(proxy -> ofAddress(proxy, variables.direct()));
    }

    private static boolean isBehindTls(URI proxy) {
        return proxy.getScheme().equalsIgnoreCase("https");
    }

    /** A password would otherwise be sent without the TLS that the address promises. */
    private static void refuse(URI proxy) {
        throw new ConfigurationException(
                "the proxy " + proxy.getHost() + " of HTTPS_PROXY or HTTP_PROXY is to be reached by"
                        + " TLS (https://), which repositories in S3 do not do: write http:// if it takes requests without, or name"
                        + " the server in NO_PROXY");
    }

    private static ProxyConfiguration ofAddress(URI proxy, List<String> direct) {
        String user = proxy.getRawUserInfo();
        int colon = user == null ? -1 : user.indexOf(':');
        ProxyConfiguration.Builder found = ProxyConfiguration.builder()
                .useSystemPropertyValues(false)
                .useEnvironmentVariablesValues(false)
                .endpoint(
                        URI.create("http://" + proxy.getHost() + ":" + (proxy.getPort() < 0 ? PORT : proxy.getPort())))
                .nonProxyHosts(direct.stream().map(ProxySettings::pattern).collect(Collectors.toSet()));
        if (user != null && colon >= 0) {
            found.username(plain(user.substring(0, colon))).password(plain(user.substring(colon + 1)));
        }
        return found.build();
    }

    /** The host and those below it. */
    private static String pattern(String host) {
        return host.equals("*") ? ".*" : "(?:.*\\.)?" + Pattern.quote(host);
    }

    private static String plain(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
