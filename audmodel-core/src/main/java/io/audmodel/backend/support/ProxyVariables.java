package io.audmodel.backend.support;

import io.audmodel.backend.Environment;
import io.audmodel.error.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The proxies that {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} (or their names in lower case) name.
 * Every backend reads them alike. A proxy may have no scheme, {@code http} or {@code https}; {@code corp.test}, {@code .corp.test} and {@code
 * *.corp.test} all mean that host and those below it, and {@code *} means every host. Immutable; {@code toString} shows
 * no credentials.
 */
public final class ProxyVariables {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final Optional<URI> https;
    private final Optional<URI> http;
    private final List<String> direct;

    private ProxyVariables(Optional<URI> https, Optional<URI> http, List<String> direct) {
        this.https = https;
        this.http = http;
        this.direct = direct;
    }

    /** @throws ConfigurationException if a variable is no address of a proxy; the message does not repeat its value */
    public static ProxyVariables of(Environment environment) {
        return new ProxyVariables(
                proxy(environment, "HTTPS_PROXY"),
                proxy(environment, "HTTP_PROXY"),
                Stream.of(variable(environment, "NO_PROXY").orElse("").split(","))
                        .map(host -> host.strip().toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
                        .filter(host -> !host.isEmpty())
                        .toList());
    }

    /** Returns the proxy for this host, with its user if it has one; empty if the host is reached directly. */
    public Optional<URI> proxyFor(String scheme, String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (direct.stream().anyMatch(each -> each.equals("*") || name.equals(each) || name.endsWith("." + each))) {
            return Optional.empty();
        }
        return proxyOf(scheme);
    }

    /** Returns the proxy for a scheme, which does not serve the hosts that are {@link #direct}. */
    public Optional<URI> proxyOf(String scheme) {
        return scheme.equalsIgnoreCase("https") ? https : http;
    }

    /**
     * Returns the hosts that are reached directly, as are those below them; {@code *} means all. They are in lower
     * case, without a leading dot.
     */
    public List<String> direct() {
        return direct;
    }

    private static Optional<URI> proxy(Environment environment, String name) {
        return variable(environment, name).map(text -> {
            try {
                URI uri = new URI(text.contains("://") ? text : "http://" + text);
                if (uri.getHost() != null && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
                    return uri;
                }
            } catch (URISyntaxException e) {
                // The message of the exception repeats the text, which may hold a password.
                throw new ConfigurationException(refusal(name));
            }
            throw new ConfigurationException(refusal(name));
        });
    }

    private static String refusal(String name) {
        return "the environment variable " + name + " is no address of an HTTP proxy, such as"
                + " http://proxy.example.org:3128; one of SOCKS is named by the system property socksProxyHost";
    }

    private static Optional<String> variable(Environment environment, String name) {
        return environment.variable(name).or(() -> environment.variable(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
        return "ProxyVariables[https=" + https.isPresent() + ", http=" + http.isPresent() + ", direct=" + direct + "]";
    }
}
