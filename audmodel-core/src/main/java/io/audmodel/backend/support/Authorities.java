package io.audmodel.backend.support;

import io.audmodel.backend.Environment;
import io.audmodel.error.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Certificate authorities of a company, in a PEM file or a folder of such files that a variable of another tool names.
 * Every backend reads them alike. They are trusted in addition to those of the JVM.
 */
public final class Authorities {

    private Authorities() {}

    /**
     * Makes a context for connections that trust the authorities which a variable names.
     *
     * @param variables the variables that may name them; the first that is set wins
     * @return empty if none of the variables is set
     * @throws ConfigurationException if the file or folder cannot be read, or has no certificate
     */
    public static Optional<SSLContext> named(Environment environment, List<String> variables) {
        for (String variable : variables) {
            Optional<Path> named = environment.pathInVariable(variable);
            if (named.isPresent()) {
                return Optional.of(in(named.get(), variable));
            }
        }
        return Optional.empty();
    }

    /**
     * Makes a context for connections that trust the authorities in this place.
     *
     * @param place a file with certificates in PEM form, or a folder that has some
     * @param source the setting that names it, for errors
     * @throws ConfigurationException if it cannot be read, or has no certificate
     */
    public static SSLContext in(Path place, String source) {
        List<Certificate> all = read(place, source);
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
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new ConfigurationException("the certificates of " + place + " (" + source + ") cannot be used", e);
        }
    }

    private static List<Certificate> read(Path place, String source) {
        List<Certificate> found = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Path file : files(place)) {
                try (InputStream in = Files.newInputStream(file)) {
                    found.addAll(factory.generateCertificates(in));
                }
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new ConfigurationException(refusal(place, source), e);
        }
        if (found.isEmpty()) {
            throw new ConfigurationException(refusal(place, source));
        }
        return found;
    }

    private static List<Path> files(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> each = Files.newDirectoryStream(place, Files::isRegularFile)) {
            each.forEach(files::add);
        }
        return files;
    }

    private static String refusal(Path place, String source) {
        return place + ", which " + source
                + " names, cannot be read as certificates: name a file with certificates in PEM"
                + " form, or a folder with such files, or take the setting away";
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
