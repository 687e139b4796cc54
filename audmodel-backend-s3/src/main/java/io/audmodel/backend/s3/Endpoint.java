package io.audmodel.backend.s3;

import io.audmodel.backend.Environment;
import io.audmodel.backend.support.HostName;
import io.audmodel.error.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * The address of the server.
 *
 * @param host name and port, under which credentials are configured
 */
record Endpoint(URI uri, String host) {

    /** @param secure whether a host without a scheme is reached by TLS */
    static Endpoint parse(String text, boolean secure) {
        String url = text.contains("://") ? text : (secure ? "https://" : "http://") + text;
        try {
            URI uri = new URI(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            boolean bare = uri.getRawUserInfo() == null
                    && Optional.ofNullable(uri.getRawPath()).orElse("").isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (uri.getHost() != null && bare && (scheme.equals("http") || scheme.equals("https"))) {
                Unserved.requireServed(uri.getHost());
                return new Endpoint(uri, uri.getRawAuthority());
            }
        } catch (URISyntaxException e) {
            // The message of the exception repeats the text, which may hold a password.
            throw new ConfigurationException(refusal(text));
        }
        throw new ConfigurationException(refusal(text));
    }

    /** Its entry in the table, if it is one of Amazon's hosts. */
    Optional<AmazonHost> amazon() {
        return AmazonHost.of(uri.getHost());
    }

    /**
     * Makes sure that a client which must use FIPS endpoints uses one; other servers than Amazon's have none.
     *
     * @throws ConfigurationException if FIPS is required, and this host of Amazon is no FIPS endpoint
     */
    void requireFips(Environment environment) {
        boolean wanted = environment
                .variable("AWS_USE_FIPS_ENDPOINT")
                .filter("true"::equalsIgnoreCase)
                .isPresent();
        if (wanted && amazon().filter(host -> !host.fips()).isPresent()) {
            throw new ConfigurationException("AWS_USE_FIPS_ENDPOINT is set, and " + uri.getHost()
                    + " is no FIPS endpoint: name one, such as s3-fips.us-east-1.amazonaws.com, or unset the variable");
        }
    }

    /** The region in the name of a host of Amazon. */
    Optional<String> region() {
        return amazon().map(AmazonHost::region);
    }

    private static String refusal(String text) {
        return "'" + text.replaceFirst("^(.*://)?.*@", "$1***@") + "' is no S3 endpoint: "
                + HostName.flaw(text)
                        .orElse("name a host, with or without a port, or its URL without a path,"
                                + " such as s3.eu-north-1.amazonaws.com or http://localhost:9000");
    }
}
