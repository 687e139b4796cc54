package io.audmodel.backend.s3;

import io.audmodel.backend.Environment;
import io.audmodel.error.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The authorities of a company that the variables of other tools name in a PEM file: they are trusted beside those of the JVM,
 * so that a file for one tool locks nobody out here.
 */
final class Certificates {

    private static final List<String> VARIABLES = List.of("AWS_CA_BUNDLE", "SSL_CERT_FILE");

    private Certificates() {}

    /**
     * What makes connections that trust them; empty where no file is named.
     *
     * @throws ConfigurationException if the file that is named cannot be read, or has no certificate
     */
    static Optional<SSLSocketFactory> trusted(Environment environment, AwsProfiles profiles) {
        for (String variable : VARIABLES) {
            Optional<String> named = environment.variable(variable);
            if (named.isPresent()) {
                return Optional.of(of(environment.path(named.get()), variable));
            }
        }
        return profiles.property("ca_bundle")
                .map(named -> of(environment.path(named), "ca_bundle of the profile '" + profiles.name() + "'"));
    }

    private static SSLSocketFactory of(Path file, String source) {
        List<Certificate> all = new ArrayList<>(read(file, source));
        try {
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager known) {
                    all.addAll(List.<X509Certificate>of(known.getAcceptedIssuers()));
                }
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < all.size(); i++) {
                store.setCertificateEntry("authority-" + i, all.get(i));
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new ConfigurationException("the certificates of " + file + " (" + source + ") cannot be used", e);
        }
    }

    private static Collection<? extends Certificate> read(Path file, String source) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (!found.isEmpty()) {
                return found;
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new ConfigurationException(refusal(file, source), e);
        }
        throw new ConfigurationException(refusal(file, source));
    }

    private static String refusal(Path file, String source) {
        return "the file " + file + ", which " + source + " names, cannot be read as certificates: name one with"
                + " certificates in PEM form, or take the setting away";
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
