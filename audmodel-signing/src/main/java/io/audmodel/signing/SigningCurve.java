package io.audmodel.signing;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;

/** The curves of the specification, each with the digest that goes with it. */
enum SigningCurve {
    P_256("secp256r1", "SHA-256", "SHA256withECDSA"),
    P_384("secp384r1", "SHA-384", "SHA384withECDSA"),
    P_521("secp521r1", "SHA-512", "SHA512withECDSA");

    private final String standardName;
    private final String digestAlgorithm;
    private final String signatureAlgorithm;
    private final ECParameterSpec parameters;

    SigningCurve(String standardName, String digestAlgorithm, String signatureAlgorithm) {
        this.standardName = standardName;
        this.digestAlgorithm = digestAlgorithm;
        this.signatureAlgorithm = signatureAlgorithm;
        try {
            AlgorithmParameters found = AlgorithmParameters.getInstance("EC");
            found.init(new ECGenParameterSpec(standardName));
            this.parameters = found.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this runtime has no curve " + standardName + ": add jdk.crypto.ec", e);
        }
    }

    /**
     * The curve of a public or private key.
     *
     * @throws UnusableKeyException if it is of none of them
     */
    static SigningCurve of(Key key) {
        if (key instanceof ECKey ec) {
            for (SigningCurve curve : values()) {
                if (curve.isOf(ec.getParams())) {
                    return curve;
                }
            }
        }
        throw new UnusableKeyException(
                "the key is " + (key instanceof ECKey ? "of another curve" : "no EC key but " + key.getAlgorithm())
                        + ": signatures of models are made with P-256, P-384 and P-521 (openssl ecparam -genkey"
                        + " -name prime256v1)");
    }

    private boolean isOf(ECParameterSpec other) {
        return other.getCurve().equals(parameters.getCurve())
                && other.getGenerator().equals(parameters.getGenerator())
                && other.getOrder().equals(parameters.getOrder())
                && other.getCofactor() == parameters.getCofactor();
    }

    static ECPublicKey requireUsable(PublicKey key) {
        of(key);
        return (ECPublicKey) key;
    }

    /** As NIST names it: {@code P-256}. */
    String text() {
        return name().replace('_', '-');
    }

    /** As {@code ECGenParameterSpec} names it. */
    String standardName() {
        return standardName;
    }

    String digestAlgorithm() {
        return digestAlgorithm;
    }

    String signatureAlgorithm() {
        return signatureAlgorithm;
    }

    /** The number of points, which the two numbers of a signature are below. */
    BigInteger order() {
        return parameters.getOrder();
    }
}
