package io.audmodel.backend.artifactory;

import io.audmodel.backend.Environment;
import io.audmodel.error.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} (or their names in lower case) ask for,
 * which JFrog's client does not read. Shows no credentials.
 */
final class ProxySettings {

    private final Optional<URI> https;
    private final Optional<URI> http;
    private final List<String> direct;

    private ProxySettings(Optional<URI> https, Optional<URI> http, List<String> direct) {
        this.https = https;
        this.http = http;
        this.direct = direct;
    }

    static ProxySettings of(Environment environment) {
        return new ProxySettings(
                proxy(environment, "HTTPS_PROXY"),
                proxy(environment, "HTTP_PROXY"),
                Stream.of(variable(environment, "NO_PROXY").orElse("").split(","))
                        .map(host -> host.strip().toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
                        .filter(host -> !host.isEmpty())
                        .toList());
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

    /** The value of {@code Proxy-Authorization}, if the proxy's address holds a user. */
    Optional<String> authorization(HttpHost target) {
        return settingFor(target)
                .map(URI::getUserInfo)
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<URI> settingFor(HttpHost target) {
        String host = target.getHostName().toLowerCase(Locale.ROOT);
        if (direct.stream().anyMatch(name -> name.equals("*") || host.equals(name) || host.endsWith("." + name))) {
            return Optional.empty();
        }
        return target.getSchemeName().equalsIgnoreCase("https") ? https : http;
    }

    private static Optional<URI> proxy(Environment environment, String name) {
        return variable(environment, name).map(text -> {
            try {
                URI uri = new URI(text.contains("://") ? text : "http://" + text);
                if (uri.getHost() != null) {
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
        return "the environment variable " + name + " is no address of a proxy, such as http://proxy.example.org:3128";
    }

    private static Optional<String> variable(Environment environment, String name) {
        return environment.variable(name).or(() -> environment.variable(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
        return "ProxySettings[https=" + https.isPresent() + ", http=" + http.isPresent() + ", direct=" + direct + "]";
    }
}
