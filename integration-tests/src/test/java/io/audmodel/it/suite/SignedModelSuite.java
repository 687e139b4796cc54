package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.CopyRequest;
import io.audmodel.FilePatterns;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.error.UntrustedModelException;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Signer;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.trust.ModelSignature;
import io.audmodel.trust.ModelSignatures;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** Signatures beside models, and clients that require them. */
interface SignedModelSuite extends OnStorage {

    @Test
    default void signatures_areListedByTheirMarks_replacedAndRemoved(Workshop workshop) throws IOException {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        ModelSignatures signatures = client.signatures(id);
        ModelSignature one = ModelSignature.of("0123456789abcdef".repeat(2), new byte[] {1});
        ModelSignature two = ModelSignature.of("fedcba9876543210".repeat(2), new byte[70_000]);
        assertThat(signatures.list()).isEmpty();

        signatures.put(two);
        signatures.put(ModelSignature.of(one.mark(), new byte[] {0, 0}));
        signatures.put(one);

        assertThat(workshop.client().signatures(id).list()).containsExactly(one, two);
        signatures.remove(one.mark());
        signatures.remove(one.mark());
        assertThat(signatures.list()).containsExactly(two);
        assertThat(client.versions(id)).hasSize(1);
        assertThatThrownBy(() -> signatures.remove("../x")).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(
                        () -> client.signatures(ModelRef.of("00000000-1.0.0")).list())
                .isInstanceOf(ModelNotFoundException.class);
    }

    @Test
    default void modelThatIsSignedWhenItIsPublished_isLetIn_andNoOther(Workshop workshop) throws IOException {
        Signer signer = Signer.create();
        AudModel client = workshop.open(workshop.builder(workshop.repository()).require(signer.required()));
        ModelId signed = client.publish(
                workshop.request("onnx", "1.0.0").sign(signer.folders()).alias(Alias.of("live")));
        ModelId unsigned = client.publish(workshop.request("onnx", "2.0.0"));

        assertThat(client.load(Alias.of("live")).resolve("model.yaml")).hasContent("seed: onnx 1.0.0\n");
        assertThat(client.load(signed, FilePatterns.of("log/**")).resolve("log/eval.yaml"))
                .exists();
        assertThatThrownBy(() -> client.load(unsigned))
                .isInstanceOf(UntrustedModelException.class)
                .hasMessageContaining(unsigned.toString())
                .hasMessageContaining("there is no signature beside it");
        assertThatThrownBy(() -> client.load(unsigned, FilePatterns.of("model.yaml")))
                .isInstanceOf(UntrustedModelException.class);
        assertThatThrownBy(() -> client.open(unsigned, "model.yaml")).isInstanceOf(UntrustedModelException.class);
        assertThat(client.cache().list()).hasSize(1);
        client.signatures(unsigned).put(signer.sign(workshop.client(), unsigned));
        try (InputStream file = client.open(unsigned, "model.yaml")) {
            assertThat(file).hasContent("seed: onnx 2.0.0\n");
        }
    }

    @Test
    default void copy_takesSignaturesAlong_andCopiesNothingThatIsNotLetIn(Workshop workshop) {
        Signer signer = Signer.create();
        Repository production = workshop.repository("production");
        AudModel careful = workshop.open(workshop.builder(workshop.repository()).require(signer.required()));
        AudModel there = workshop.open(workshop.builder(production).require(signer.required()));
        ModelId id = careful.publish(workshop.request("onnx", "1.0.0").sign(signer.folders()));
        ModelId unsigned = careful.publish(workshop.request("onnx", "2.0.0"));

        careful.copy(CopyRequest.of(id), there);

        assertThat(there.signatures(id).list())
                .isEqualTo(careful.signatures(id).list())
                .hasSize(1);
        assertThat(there.load(id)).exists();
        assertThatThrownBy(() -> careful.copy(CopyRequest.of(unsigned), there))
                .isInstanceOf(UntrustedModelException.class);
        assertThat(there.exists(unsigned)).isFalse();
        // One that was signed after it was copied.
        ModelSignature another = Signer.create().sign(careful, id);
        careful.signatures(id).put(another);
        careful.copy(CopyRequest.of(id), there);
        assertThat(there.signatures(id).list()).hasSize(2).contains(another);
    }

    /** What the cache has is another matter: it may have been loaded before somebody replaced what the repository has. */
    @Test
    default void copy_ofAnArchiveThatWasReplacedSinceItWasLoaded_isRefused(Workshop workshop) throws IOException {
        Signer signer = Signer.create();
        AudModel careful = workshop.open(workshop.builder(workshop.repository()).require(signer.required()));
        ModelId id = careful.publish(workshop.request("onnx", "1.0.0").sign(signer.folders()));
        careful.load(id);
        Repository donors = workshop.repository("donors");
        ModelId donor = workshop.client(donors).publish(workshop.request("donor", "1.0.0"));
        AudModel there = workshop.client(workshop.repository("production"));

        workshop.replaceArchive("onnx", id, workshop.read(donors, Layouts.archive("donor", donor)));

        assertThatThrownBy(() -> careful.copy(CopyRequest.of(id).withoutMeta(), there))
                .isInstanceOf(UntrustedModelException.class)
                .hasMessageContaining("model.yaml");
        assertThat(there.exists(id)).isFalse();
        assertThat(workshop.everything(workshop.repository("production"))).isEmpty();
    }
}
