package io.audmodel.backend.s3;

import io.audmodel.backend.Environment;
import io.audmodel.backend.support.Authorities;
import io.audmodel.error.ConfigurationException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** The authorities that the settings of AWS's tools and of their libraries name. */
final class Certificates {

    private static final List<String> FIRST = List.of("AWS_CA_BUNDLE", "SSL_CERT_FILE");
    private static final List<String> LAST = List.of("REQUESTS_CA_BUNDLE");

    private Certificates() {}

    /**
     * Makes a factory for connections that trust them; empty if none is named.
     *
     * @throws ConfigurationException if the file or folder cannot be read, or has no certificate
     */
    static Optional<SSLSocketFactory> trusted(Environment environment, AwsProfiles profiles) {
        return Authorities.named(environment, FIRST)
                .or(() -> ofProfile(environment, profiles))
                .or(() -> Authorities.named(environment, LAST))
                .map(SSLContext::getSocketFactory);
    }

    private static Optional<SSLContext> ofProfile(Environment environment, AwsProfiles profiles) {
        return profiles.property("ca_bundle")
                .map(named ->
                        Authorities.in(environment.path(named), "ca_bundle of the profile '" + profiles.name() + "'"));
    }
}
