package io.audmodel.signing;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** What a certificate may be used for: {@code KeyUsage} and {@code ExtendedKeyUsage} of RFC 5280, 4.2.1.3 and 4.2.1.12. */
final class CertificateUse {

    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

    private CertificateUse() {}

    static boolean isForSigning(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && usage[0]) {
            return true;
        }
        try {
            List<String> extended = certificate.getExtendedKeyUsage();
            return extended != null && extended.contains(CODE_SIGNING);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    static String notForSigning(String name) {
        return "the certificate of " + name
                + " is not for signing: it has neither the key usage digitalSignature nor the extended one codeSigning";
    }

    /** @throws UnusableKeyException if nobody would accept what is signed with it at this time */
    static void requireSigning(X509Certificate certificate, Instant time) {
        String name = certificate.getSubjectX500Principal().getName();
        if (!isForSigning(certificate)) {
            throw new UnusableKeyException(
                    notForSigning(name) + "; sign with one that has, or by the key alone, without a certificate");
        }
        Instant from = certificate.getNotBefore().toInstant();
        Instant to = certificate.getNotAfter().toInstant();
        if (time.isBefore(from) || time.isAfter(to)) {
            throw new UnusableKeyException("the certificate of " + name + " is valid from " + from + " to " + to
                    + ", and now it is " + time + ": get a new one from its authority, or set the clock");
        }
    }
}
