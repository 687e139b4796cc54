package io.audmodel.signing;

import io.audmodel.error.PlainText;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one bundle by the schemas of the specification, with one signature, and with Base64 in its one form. */
final class BundleReader {

    /** A chain has two or three; each costs a verification. */
    private static final int MOST_CERTIFICATES = 16;

    private @Nullable String mediaType;
    private @Nullable String payloadType;
    private byte @Nullable [] payload;
    private byte @Nullable [] signature;
    private int signatures;
    private int methods;
    private String keyHint = "";
    private final List<X509Certificate> certificates = new ArrayList<>();

    SignatureBundle read(byte[] bytes) {
        StrictJson.read(bytes, "the bundle", json -> {
            json.object("the bundle", false, name -> top(json, name));
            require(json, mediaType != null, "mediaType is missing");
            require(json, methods > 0, "verificationMaterial names neither a key nor certificates");
            require(json, methods == 1, "verificationMaterial names its signer in two ways");
            require(json, payload != null && payloadType != null, "dsseEnvelope has not both payload and payloadType");
            require(json, signatures == 1 && signature != null, "dsseEnvelope has not exactly one signature");
        });
        byte[] statement = payload;
        byte[] signed = signature;
        if (statement == null || signed == null) {
            throw new IllegalStateException("looked at before");
        }
        return new SignatureBundle(statement, signed, keyHint, certificates);
    }

    private boolean top(StrictJson json, String name) throws IOException {
        switch (name) {
            case "mediaType" -> {
                mediaType = json.text(name);
                require(
                        json,
                        mediaType.equals(SignatureBundle.MEDIA_TYPE),
                        "mediaType is " + PlainText.quoted(mediaType) + " and not " + SignatureBundle.MEDIA_TYPE);
            }
            case "verificationMaterial" -> json.object(name, false, field -> material(json, field));
            case "dsseEnvelope" -> json.object(name, false, field -> envelope(json, field));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean material(StrictJson json, String name) throws IOException {
        switch (name) {
            case "publicKey" -> {
                methods++;
                publicKey(json);
            }
            case "x509CertificateChain" -> {
                methods++;
                json.object(name, true, field -> {
                    if (field.equals("certificates")) {
                        json.array(field, () -> certificate(json));
                        return true;
                    }
                    return false;
                });
                require(json, !certificates.isEmpty(), "x509CertificateChain has no certificates");
            }
            case "certificate" ->
                throw new UnsupportedSignatureException(
                        "the bundle was signed without a key of the signer's own, by Sigstore: verify it with model_signing verify"
                                + " sigstore, or have the model signed with a key or certificate");
            // What logs and clocks witness is not signed, and the methods with a key do not look at it.
            case "tlogEntries" -> json.array(name, json::skip);
            case "timestampVerificationData" -> json.object(name, true, field -> false);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void publicKey(StrictJson json) throws IOException {
        List<String> found = new ArrayList<>();
        json.object("publicKey", true, field -> {
            switch (field) {
                case "hint" -> {
                    found.add(field);
                    keyHint = json.isNull() ? "" : json.text(field);
                }
                // How bundles before 1.1.0 name the key. It may be anybody's, so that it is no help.
                case "rawBytes" -> {
                    found.add(field);
                    json.text(field);
                }
                default -> {
                    return false;
                }
            }
            return true;
        });
        require(json, !found.isEmpty(), "publicKey has neither hint nor rawBytes");
    }

    private void certificate(StrictJson json) throws IOException {
        require(
                json,
                certificates.size() < MOST_CERTIFICATES,
                "there are more than " + MOST_CERTIFICATES + " certificates");
        int before = certificates.size();
        json.object("certificates", true, field -> {
            if (!field.equals("rawBytes")) {
                return false;
            }
            certificates.add(Pem.certificate(base64(json, field))
                    .orElseThrow(() -> json.malformed("certificates has one that is none in DER")));
            return true;
        });
        require(json, certificates.size() == before + 1, "certificates has one without rawBytes");
    }

    private boolean envelope(StrictJson json, String name) throws IOException {
        switch (name) {
            case "payload" -> payload = base64(json, name);
            case "payloadType" -> {
                payloadType = json.text(name);
                require(
                        json,
                        payloadType.equals(SignatureBundle.PAYLOAD_TYPE),
                        "payloadType is " + PlainText.quoted(payloadType) + " and not " + SignatureBundle.PAYLOAD_TYPE);
            }
            case "signatures" ->
                json.array(name, () -> {
                    signatures++;
                    json.object(name, false, field -> signature(json, field));
                });
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean signature(StrictJson json, String name) throws IOException {
        switch (name) {
            case "sig" -> signature = base64(json, name);
            case "keyid" -> {
                if (!json.isNull()) {
                    json.text(name);
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Bytes have one text each: another one, which says the same, was not written by a signer. */
    private static byte[] base64(StrictJson json, String path) throws IOException {
        String text = json.text(path);
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length > 0 && Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // The same as text that would be written otherwise.
        }
        throw json.malformed(path + " is no Base64 as it is written");
    }

    private static void require(StrictJson json, boolean holds, String problem) {
        if (!holds) {
            throw json.malformed(problem);
        }
    }
}
