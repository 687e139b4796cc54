package io.audmodel.signing;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** Issues certificates, good ones and bad ones, which the JDK alone cannot. */
record TestAuthority(X509Certificate certificate, KeyPair keys) {

    static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");

    private static final byte[] ECDSA_SHA_256 = hex("300a06082a8648ce3d040302");
    private static final byte[] TRUE = hex("0101ff");
    private static final byte[] BASIC_CONSTRAINTS = hex("0603551d13");
    private static final byte[] KEY_USAGE = hex("0603551d0f");
    private static final byte[] EXTENDED_KEY_USAGE = hex("0603551d25");
    private static final byte[] CODE_SIGNING = hex("06082b06010505070303");

    private static final int CERT_SIGN = 5;
    private static final int DIGITAL_SIGNATURE = 0;
    static final int KEY_AGREEMENT = 4;

    /** What a certificate says of itself. */
    record Says(Instant from, Instant to, boolean isAuthority, int usage, boolean isForCode) {

        static Says authority() {
            return new Says(NOW.minusSeconds(1000), NOW.plusSeconds(1000), true, CERT_SIGN, false);
        }

        static Says signer() {
            return new Says(NOW.minusSeconds(1000), NOW.plusSeconds(1000), false, DIGITAL_SIGNATURE, false);
        }

        Says during(Instant begin, Instant end) {
            return new Says(begin, end, isAuthority, usage, isForCode);
        }

        Says withUsage(int other, boolean code) {
            return new Says(from, to, isAuthority, other, code);
        }

        Says asAuthority(boolean is) {
            return new Says(from, to, is, usage, isForCode);
        }
    }

    static KeyPair keys(SigningCurve curve) {
        return keys(curve.standardName());
    }

    static KeyPair keys(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static TestAuthority root(String name) {
        KeyPair keys = keys(SigningCurve.P_256);
        return new TestAuthority(issue(name, keys, name, keys, Says.authority()), keys);
    }

    TestAuthority issue(String name, Says says) {
        return issue(name, keys(SigningCurve.P_256), says);
    }

    TestAuthority issue(String name, KeyPair own, Says says) {
        return new TestAuthority(
                issue(name, own, certificate.getSubjectX500Principal().getName(), keys, says), own);
    }

    PrivateKeySigner signer(X509Certificate... above) {
        List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
        chain.addAll(List.of(above));
        return PrivateKeySigner.of(keys.getPrivate(), keys.getPublic()).withCertificates(chain);
    }

    private static X509Certificate issue(String name, KeyPair own, String issuer, KeyPair by, Says says) {
        byte[] body = Der.element(
                Der.SEQUENCE,
                Der.element(0xA0, number(2)),
                number(name.hashCode() & 0xFFFF | 1),
                ECDSA_SHA_256,
                new X500Principal(issuer).getEncoded(),
                Der.element(Der.SEQUENCE, time(says.from()), time(says.to())),
                new X500Principal(name).getEncoded(),
                own.getPublic().getEncoded(),
                Der.element(0xA3, Der.element(Der.SEQUENCE, extensions(says))));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(by.getPrivate());
            signature.update(body);
            byte[] der = Der.element(
                    Der.SEQUENCE, body, ECDSA_SHA_256, Der.element(Der.BIT_STRING, new byte[1], signature.sign()));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] extensions(Says says) {
        byte[] constraints = says.isAuthority() ? Der.element(Der.SEQUENCE, TRUE) : Der.element(Der.SEQUENCE);
        byte[] all = extension(BASIC_CONSTRAINTS, constraints);
        if (says.usage() >= 0) {
            all = joined(all, extension(KEY_USAGE, Der.element(Der.BIT_STRING, new byte[] {
                0, (byte) (0x80 >> says.usage())
            })));
        }
        if (says.isForCode()) {
            all = joined(all, extension(EXTENDED_KEY_USAGE, Der.element(Der.SEQUENCE, CODE_SIGNING)));
        }
        return all;
    }

    private static byte[] extension(byte[] name, byte[] value) {
        return Der.element(Der.SEQUENCE, name, TRUE, Der.element(Der.OCTET_STRING, value));
    }

    private static byte[] joined(byte[] one, byte[] other) {
        return HexFormat.of()
                .parseHex(HexFormat.of().formatHex(one) + HexFormat.of().formatHex(other));
    }

    private static byte[] number(int value) {
        return Der.element(Der.INTEGER, BigInteger.valueOf(value).toByteArray());
    }

    private static byte[] time(Instant at) {
        String text = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(at);
        return Der.element(0x17, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
