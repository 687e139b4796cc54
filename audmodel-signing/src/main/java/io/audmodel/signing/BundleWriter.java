package io.audmodel.signing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;

/** Writes bundles with the fields, and in the order, of the reference implementation. */
final class BundleWriter {

    private static final JsonFactory FACTORY = new JsonFactory();

    private BundleWriter() {}

    interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    /** One object. */
    static byte[] json(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory was written to", e);
        }
        return bytes.toByteArray();
    }

    static byte[] write(byte[] payload, byte[] signature, String keyHint, List<X509Certificate> certificates) {
        return json(json -> {
            json.writeStringField("mediaType", SignatureBundle.MEDIA_TYPE);
            json.writeObjectFieldStart("verificationMaterial");
            if (certificates.isEmpty()) {
                json.writeObjectFieldStart("publicKey");
                json.writeStringField("hint", keyHint);
                json.writeEndObject();
            } else {
                json.writeObjectFieldStart("x509CertificateChain");
                json.writeArrayFieldStart("certificates");
                for (X509Certificate certificate : certificates) {
                    json.writeStartObject();
                    json.writeBinaryField("rawBytes", encoded(certificate));
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            // The reference wants it in bundles of every method.
            json.writeArrayFieldStart("tlogEntries");
            json.writeEndArray();
            json.writeEndObject();
            json.writeObjectFieldStart("dsseEnvelope");
            json.writeBinaryField("payload", payload);
            json.writeStringField("payloadType", SignatureBundle.PAYLOAD_TYPE);
            json.writeArrayFieldStart("signatures");
            json.writeStartObject();
            json.writeBinaryField("sig", signature);
            json.writeStringField("keyid", "");
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new UnusableKeyException(
                    "the certificate of "
                            + certificate.getSubjectX500Principal().getName() + " cannot be written",
                    e);
        }
    }
}
