package io.audmodel.it.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.error.UntrustedModelException;
import io.audmodel.it.kit.DownBackend;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Signer;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import io.audmodel.signing.SignedBy;
import io.audmodel.trust.Approval;
import io.audmodel.trust.ModelEvidence;
import io.audmodel.trust.ModelPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a client that requires signatures makes of models in bases. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "owners and modes are looked at on Linux alone")
class LayeredTrustTest implements OnStorage {

    private final Signer signer = Signer.create();

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    /** Requires what another policy does, and counts. */
    private record Counting(SignedBy rulesOf, AtomicInteger judged) implements ModelPolicy {

        @Override
        public Approval judge(ModelEvidence evidence) {
            judged.incrementAndGet();
            return rulesOf.judge(evidence);
        }

        @Override
        public String rules() {
            return rulesOf.rules();
        }
    }

    private static Path base(Workshop workshop, ModelId id) {
        Path base = workshop.fresh("cache-base");
        AudModel filler = workshop.open(workshop.builder(workshop.repository()).cacheRoot(base));
        filler.load(id);
        return base;
    }

    private static void mode(Path folder, String mode) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
    }

    @Test
    void aBaseThatNobodyElseCanWrite_isJudgedOnceByEachClient(Workshop workshop) {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0").sign(signer.folders()));
        Path base = base(workshop, id);
        AtomicInteger judged = new AtomicInteger();
        AudModel client = workshop.open(workshop.builder(workshop.repository())
                .cacheBases(List.of(base))
                .require(new Counting(signer.required(), judged)));

        assertThat(client.load(id)).startsWith(base);
        assertThat(client.load(id)).startsWith(base);
        client.hold(id).close();
        assertThat(judged).hasValue(1);
    }

    @Test
    void aBaseThatOthersMayWriteTo_isJudgedByEachLoad(Workshop workshop) throws IOException {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0").sign(signer.folders()));
        Path base = base(workshop, id);
        mode(base.resolve(id.shortId().text()), "rwxrwxr-x");
        AtomicInteger judged = new AtomicInteger();
        AudModel client = workshop.open(workshop.builder(workshop.repository())
                .cacheBases(List.of(base))
                .require(new Counting(signer.required(), judged)));

        client.load(id);
        client.load(id);
        assertThat(judged).hasValue(2);
        Files.writeString(base.resolve(id.shortId().text()).resolve("1.0.0/model.yaml"), "another's");
        assertThatThrownBy(() -> client.load(id)).isInstanceOf(UntrustedModelException.class);
    }

    @Test
    void whatNobodySigned_isRefusedFromABase_andSoIsWhatHidesASignedOne(Workshop workshop) throws IOException {
        ModelId unsigned = workshop.client().publish(workshop.request("plain", "1.0.0"));
        AudModel refusing = workshop.open(workshop.builder(workshop.repository())
                .cacheBases(List.of(base(workshop, unsigned)))
                .require(signer.required()));
        assertThatThrownBy(() -> refusing.load(unsigned)).isInstanceOf(UntrustedModelException.class);

        ModelId signed =
                workshop.client().publish(workshop.request("onnx", "1.0.0").sign(signer.folders()));
        Path base = base(workshop, signed);
        AudModel client = workshop.open(workshop.builder(workshop.repository())
                .cacheBases(List.of(base))
                .require(signer.required()));
        assertThat(client.load(signed)).startsWith(base);
        Samples.write(client.cacheRoot().resolve(signed.shortId().text()).resolve("1.0.0"), "evil");
        assertThatThrownBy(() -> client.load(signed)).isInstanceOf(UntrustedModelException.class);
        assertThatThrownBy(() -> client.open(signed, "model.yaml")).isInstanceOf(UntrustedModelException.class);
        assertThatThrownBy(() -> client.hold(signed)).isInstanceOf(UntrustedModelException.class);
    }

    /** The signatures are beside the model where a client that requires them filled the base. */
    @Test
    void aBaseThatWasFilledByTheSameRules_needsNoRepository(Workshop workshop) {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0").sign(signer.folders()));
        Path base = workshop.fresh("cache-base");
        workshop.open(workshop.builder(workshop.repository()).cacheRoot(base).require(signer.required()))
                .load(id);
        DownBackend silent = new DownBackend(workshop.repository());
        AudModel client = workshop.open(workshop.builder()
                .repository(workshop.repository(), silent)
                .cacheBases(List.of(base))
                .require(signer.required()));

        assertThat(client.load(id)).startsWith(base);
        assertThat(silent.asked()).isZero();
    }
}
