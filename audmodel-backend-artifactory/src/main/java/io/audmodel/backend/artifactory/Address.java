package io.audmodel.backend.artifactory;

import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.support.HostName;
import io.audmodel.error.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The addresses of a repository. JFrog's client joins paths without encoding, so that a {@code %} or a {@code ;} in a
 * name gives another address; here every segment is encoded.
 *
 * @param base the server's address, such as {@code https://example.org/artifactory}, without a slash at its end
 * @param repository the repository's key
 */
record Address(URI base, String repository) {

    /** @throws ConfigurationException if the host is no URL of a server */
    static Address parse(String host, String repository) {
        String text = (host.contains("://") ? host : "https://" + host).replaceFirst("/+$", "");
        try {
            URI base = new URI(text);
            String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("https") || scheme.equals("http"))
                    && base.getHost() != null
                    && base.getRawUserInfo() == null
                    && base.getRawQuery() == null
                    && base.getRawFragment() == null) {
                return new Address(base, repository);
            }
        } catch (URISyntaxException e) {
            // The message of the exception repeats the text, which may hold a password.
            throw new ConfigurationException(refusal(host));
        }
        throw new ConfigurationException(refusal(host));
    }

    private static String refusal(String host) {
        return "'" + host.replaceFirst("^(.*://)?.*@", "$1***@")
                + "' is no address of an Artifactory: "
                + HostName.flaw(host).orElse("it has the form https://example.org/artifactory");
    }

    /** The address of an object. */
    URI object(ObjectPath path) {
        return URI.create(base + "/" + encode(repository) + "/" + encode(path.text()));
    }

    /** The path of a folder, as {@link #item} expects it. */
    static String folder(ObjectPath prefix) {
        return prefix.isRoot() ? "" : prefix.text();
    }

    /** The address of the description of an object or folder; an empty path stands for the repository. */
    URI item(String path, String query) {
        String folder = path.isEmpty() ? "" : "/" + encode(path);
        return URI.create(base + "/api/storage/" + encode(repository) + folder + (query.isEmpty() ? "" : "?" + query));
    }

    /** Whether a request to that address stays with this server: same scheme, host and port. */
    boolean isOrigin(URI other) {
        return base.getScheme().equalsIgnoreCase(other.getScheme())
                && base.getHost().equalsIgnoreCase(other.getHost())
                && port(base) == port(other);
    }

    /** Whether it ends with /artifactory, as on most servers. */
    boolean isUsual() {
        return base.getPath().endsWith("/artifactory");
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private static String encode(String path) {
        return Stream.of(path.split("/")).map(Address::encodeSegment).collect(Collectors.joining("/"));
    }

    private static String encodeSegment(String segment) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : segment.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (one & 0xff);
            if (character < 0x80 && (Character.isLetterOrDigit(character) || "-._~".indexOf(character) >= 0)) {
                encoded.append(character);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", (int) character));
            }
        }
        return encoded.toString();
    }
}
