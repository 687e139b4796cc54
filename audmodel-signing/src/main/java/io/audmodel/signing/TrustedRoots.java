package io.audmodel.signing;

import io.audmodel.model.Checksum;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * Trusts signatures by certificates with a path to one of some roots, that are valid today and for signing: with the key
 * usage {@code digitalSignature}, or else the extended one {@code codeSigning}. Revocation is not asked about. Immutable
 * and thread-safe.
 */
public final class TrustedRoots implements ModelVerifier {

    /** Authorities between a root and a signer; each further one multiplies the paths to try. */
    private static final int MOST_BETWEEN = 8;

    private final List<X509Certificate> roots;
    private final List<X509Certificate> others;
    private final Set<X500Principal> subjects;
    private final Clock clock;

    private TrustedRoots(
            List<X509Certificate> roots, List<X509Certificate> others, Set<X500Principal> subjects, Clock clock) {
        this.roots = roots;
        this.others = others;
        this.subjects = subjects;
        this.clock = clock;
    }

    /**
     * Trusts authorities.
     *
     * @param certificates the roots, which signed themselves; others may be part of a path, and do not end it
     * @throws UnusableKeyException if there is no root among them
     */
    public static TrustedRoots of(Collection<X509Certificate> certificates) {
        List<X509Certificate> roots =
                certificates.stream().filter(TrustedRoots::isSelfSigned).toList();
        if (roots.isEmpty()) {
            throw new UnusableKeyException(
                    "no certificate to trust is a root, which signs itself: name the one at the end of the" + " chain");
        }
        List<X509Certificate> others = new ArrayList<>(certificates);
        others.removeAll(roots);
        return new TrustedRoots(roots, List.copyOf(others), Set.of(), Clock.systemUTC());
    }

    /**
     * Trusts the authorities in PEM files, each with one certificate or several.
     *
     * @throws UnusableKeyException if one of them cannot be read, or there is no root among them
     */
    public static TrustedRoots ofPem(Path... files) {
        return of(Stream.of(files)
                .flatMap(file -> Pem.certificates(Pem.read(file, "certificates"), file.toString()).stream())
                .toList());
    }

    /**
     * Returns the same trust for some names alone: an authority signs for many.
     *
     * @param names distinguished names as RFC 2253 writes them, such as {@code CN=Jane Doe,O=Example}; compared as X.500
     *     compares them
     * @throws UnusableKeyException if there is none, or one of them is no such name
     */
    public TrustedRoots onlyFor(String... names) {
        if (names.length == 0) {
            throw new UnusableKeyException("there is no name to trust: name at least one, as CN=Jane Doe,O=Example");
        }
        Set<X500Principal> wanted = new HashSet<>();
        for (String name : names) {
            try {
                wanted.add(new X500Principal(name));
            } catch (IllegalArgumentException e) {
                throw new UnusableKeyException(
                        name + " is no distinguished name: write it as CN=Jane Doe,O=Example", e);
            }
        }
        return new TrustedRoots(roots, others, Set.copyOf(wanted), clock);
    }

    /** Returns the same trust by another clock: certificates have to be valid when it says. */
    public TrustedRoots withClock(Clock by) {
        return new TrustedRoots(roots, others, subjects, by);
    }

    @Override
    public Signatory verify(SignatureBundle bundle) {
        if (bundle.method() != SigningMethod.CERTIFICATE) {
            throw new UntrustedSignatureException("the " + bundle
                    + " names no certificate, and only authorities are trusted here: trust its key (TrustedKeys)");
        }
        X509Certificate own = bundle.certificates().get(0);
        String name = own.getSubjectX500Principal().getName();
        requirePath(bundle, own, name);
        if (!CertificateUse.isForSigning(own)) {
            throw new UntrustedSignatureException(CertificateUse.notForSigning(name));
        }
        if (!subjects.isEmpty() && !subjects.contains(own.getSubjectX500Principal())) {
            throw new UntrustedSignatureException("the certificate is " + name + "'s, and trusted is " + names(subjects)
                    + ": trust that name too, if it is the signer's");
        }
        Signatory signatory;
        try {
            signatory = Signatory.ofCertificates(bundle.certificates());
        } catch (UnusableKeyException e) {
            throw new UntrustedSignatureException(
                    "the certificate of " + name + " cannot sign models: " + e.getMessage(), e);
        }
        if (!bundle.isSignedWith(own.getPublicKey())) {
            throw new InvalidSignatureException("the signature does not fit: the key of " + name
                    + ", whose certificate it has, did not sign this; the signature or what it signs was changed, or belongs to"
                    + " something else");
        }
        return signatory;
    }

    private void requirePath(SignatureBundle bundle, X509Certificate own, String name) {
        List<X509Certificate> between = new ArrayList<>(bundle.certificates());
        between.addAll(others);
        try {
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(own);
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(
                    roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet()), target);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(between)));
            parameters.setRevocationEnabled(false);
            parameters.setMaxPathLength(MOST_BETWEEN);
            parameters.setDate(Date.from(clock.instant()));
            CertPathBuilder.getInstance("PKIX").build(parameters);
        } catch (GeneralSecurityException e) {
            throw new UntrustedSignatureException(
                    "the certificate of " + name + ", valid from "
                            + own.getNotBefore().toInstant() + " to "
                            + own.getNotAfter().toInstant()
                            + ", has no valid path to a trusted root at " + clock.instant() + " (" + reason(e)
                            + "): trust the root of its authority, or have the model signed with a valid certificate; trusted is "
                            + roots.stream()
                                    .map(root -> root.getSubjectX500Principal().getName())
                                    .collect(Collectors.joining(", ")),
                    e);
        }
    }

    private static String reason(Throwable e) {
        Throwable last = e;
        for (int depth = 0; last.getCause() != null && depth < MOST_BETWEEN; depth++) {
            last = last.getCause();
        }
        return Optional.ofNullable(last.getMessage()).orElse(last.getClass().getSimpleName());
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        PublicKey own = certificate.getPublicKey();
        try {
            certificate.verify(own);
            return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public String trusted() {
        String names = subjects.isEmpty() ? "anybody" : names(subjects);
        String between = others.isEmpty() ? "" : ", over " + fingerprints(others);
        String when = clock.equals(Clock.systemUTC()) ? "" : ", as of " + clock;
        return names + " by a certificate of " + fingerprints(roots) + between + when;
    }

    private static String names(Collection<X500Principal> subjects) {
        return subjects.stream().map(X500Principal::getName).sorted().collect(Collectors.joining(" or "));
    }

    /** Two authorities may have one name. */
    private static String fingerprints(List<X509Certificate> certificates) {
        return certificates.stream()
                .map(certificate -> certificate.getSubjectX500Principal().getName() + " (SHA-256 "
                        + HexFormat.of().formatHex(Checksum.newSha256().digest(BundleWriter.encoded(certificate)))
                        + ")")
                .sorted()
                .collect(Collectors.joining(" or "));
    }

    @Override
    public String toString() {
        return "TrustedRoots[" + trusted() + "]";
    }
}
