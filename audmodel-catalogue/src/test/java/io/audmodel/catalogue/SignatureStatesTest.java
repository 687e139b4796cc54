package io.audmodel.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import io.audmodel.signing.FolderSigner;
import io.audmodel.signing.ModelIdentity;
import io.audmodel.signing.PrivateKeySigner;
import io.audmodel.signing.SignatureBundle;
import io.audmodel.signing.TrustedKeys;
import io.audmodel.trust.ModelSignature;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the data of a page say of signatures, and when they are verified again. */
class SignatureStatesTest {

    private static final KeyPair RELEASE = keys();
    private static final KeyPair OTHER = keys();

    @TempDir
    private Path folder;

    private Shelf shelf;
    private ModelId first;
    private ModelId second;

    @BeforeEach
    void publish() {
        shelf = new Shelf(folder);
        first = shelf.publish(shelf.request("emotion", "1.0.0"));
        second = shelf.publish(shelf.request("emotion", "2.0.0"));
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the owner of the keys signs of a model. */
    static SignatureBundle signed(Shelf shelf, ModelId id, KeyPair keys) {
        ModelIdentity model = ModelIdentity.of(ModelKey.of(id), shelf.client().header(id));
        return FolderSigner.of(PrivateKeySigner.of(keys.getPrivate(), keys.getPublic()))
                .sign(shelf.client().load(id), model);
    }

    private void store(ModelId id, SignatureBundle bundle) {
        shelf.client().signatures(id).put(bundle.toModelSignature());
    }

    private CatalogueReport write(KeyPair... trusted) {
        return Catalogue.of(shelf.client())
                .trusting(TrustedKeys.of(
                        List.of(trusted).stream().map(KeyPair::getPublic).toList()))
                .write(shelf.site());
    }

    private static String state(String state) {
        return "\"state\":\"" + state + "\"";
    }

    @Test
    void signatureByTrustedKey_isValid_andByAnotherNotTrusted() {
        store(first, signed(shelf, first, RELEASE));
        store(second, signed(shelf, second, OTHER));

        write(RELEASE);

        assertThat(shelf.page()).containsOnlyOnce(state("valid")).containsOnlyOnce(state("untrusted"));
        assertThat(shelf.page().indexOf(state("valid"))).isLessThan(shelf.page().indexOf(state("untrusted")));
        assertThat(shelf.page()).contains("\"trusted\":\"the key ").doesNotContain(state("invalid"));
    }

    @Test
    void signatureOfAnotherModel_isNotValid() {
        store(second, signed(shelf, first, RELEASE));

        write(RELEASE);

        assertThat(shelf.page())
                .contains(state("invalid"), "it is about another model, or this one's header was changed")
                .doesNotContain(state("valid"));
    }

    @Test
    void signatureOfAFolderAlone_isNotValid() {
        store(
                first,
                FolderSigner.of(PrivateKeySigner.of(RELEASE.getPrivate(), RELEASE.getPublic()))
                        .sign(shelf.model()));

        write(RELEASE);

        assertThat(shelf.page()).contains(state("invalid"), "it says of no model that it is about this one");
    }

    @Test
    void changedSignature_isNotValid() {
        String json = new String(signed(shelf, first, RELEASE).toBytes(), StandardCharsets.UTF_8);
        String payload = json.replaceFirst("(?s).*\"payload\":\\s*\"([^\"]*)\".*", "$1");
        String other = new String(signed(shelf, second, RELEASE).toBytes(), StandardCharsets.UTF_8)
                .replaceFirst("(?s).*\"payload\":\\s*\"([^\"]*)\".*", "$1");
        assertThat(payload).isNotEqualTo(json).isNotEqualTo(other);
        store(first, SignatureBundle.of(json.replace(payload, other).getBytes(StandardCharsets.UTF_8)));

        write(RELEASE);

        assertThat(shelf.page()).contains(state("invalid"), "the signature does not fit");
    }

    @Test
    void whereNobodyIsTrusted_nothingIsVerified() {
        store(first, signed(shelf, first, RELEASE));

        shelf.write();

        assertThat(shelf.page())
                .contains("\"method\":\"key\"", "\"trusted\":null")
                .doesNotContain("\"state\":\"valid\"", "\"state\":\"untrusted\"");
    }

    @Test
    void nothingIsVerifiedAgain_unlessTrustOrSignaturesChange() {
        store(first, signed(shelf, first, RELEASE));
        write(RELEASE);
        shelf.reads.clear();

        assertThat(write(RELEASE).read()).isZero();
        assertThat(shelf.reads).isEmpty();

        assertThat(write(OTHER).read()).isEqualTo(2);
        assertThat(shelf.page()).contains(state("untrusted")).doesNotContain(state("valid"));
        assertThat(shelf.reads).isNotEmpty().allMatch(name -> name.endsWith(".sig"));

        assertThat(write(OTHER, RELEASE).read()).isEqualTo(2);
        assertThat(shelf.page()).contains(state("valid"));

        shelf.writeAt(Instant.now().minusSeconds(600));
        store(first, signed(shelf, first, OTHER));
        assertThat(write(OTHER, RELEASE).read()).isEqualTo(1);

        shelf.write();
        assertThat(shelf.page()).doesNotContain(state("valid"));
    }

    @Test
    void unreadableSignature_saysSo() {
        shelf.client().signatures(first).put(ModelSignature.of("0".repeat(32), new byte[] {'{'}));

        write(RELEASE);

        assertThat(shelf.page()).containsPattern("\"mark\":\"0{32}\",\"problem\":\"");
    }
}
