package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.Verification;
import io.audmodel.Verification.Damage;
import io.audmodel.Verification.Place;
import io.audmodel.backend.Content;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.error.OfflineException;
import io.audmodel.it.kit.DamagingBackend;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Damage is found, in the cache and in the repository, and what is cached is repaired. */
interface VerifySuite extends OnStorage {

    @Test
    default void verify_ofAnIntactModel_findsNothing(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0").alias(Alias.of("live")));
        Verification stored = client.verify(new Alias("live"));
        assertThat(stored.damages()).isEmpty();
        assertThat(stored.isIntact()).isTrue();
        assertThat(stored.cached()).isFalse();
        assertThat(stored.ref()).isEqualTo(id);
        assertThat(stored.repository()).isEqualTo(workshop.repository());

        client.load(id);
        client.meta(id);
        Verification both = client.verify(id);
        assertThat(both.damages()).isEmpty();
        assertThat(both.cached()).isTrue();
    }

    @Test
    default void verify_findsEveryDamageOfTheCache_andRepairLoadsAgain(Workshop workshop) throws IOException {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        Path folder = client.load(id);
        FileTree intact = FileTree.of(folder);
        byte[] weights = Files.readAllBytes(folder.resolve("model.onnx"));
        weights[5_000] ^= 1;
        Files.write(folder.resolve("model.onnx"), weights);
        Files.writeString(folder.resolve("model.yaml"), "longer than it was, by far");
        Files.delete(folder.resolve("log/eval.yaml"));
        Files.writeString(folder.resolve("log/extra.txt"), "by hand");

        Verification verification = client.verify(id);
        assertThat(verification.isIntact()).isFalse();
        assertThat(verification.damages()).allMatch(damage -> damage.place() == Place.CACHE);
        assertThat(verification.damages())
                .extracting(Damage::toString)
                .hasSize(4)
                .anySatisfy(text -> assertThat(text).contains("model.onnx", "other content"))
                .anySatisfy(text -> assertThat(text).contains("model.yaml", "26 bytes"))
                .anySatisfy(text -> assertThat(text).contains("eval.yaml", "missing"))
                .anySatisfy(text -> assertThat(text).contains("extra.txt", "not part"));

        assertThat(client.repair(id)).isEqualTo(folder);
        assertThat(FileTree.of(folder)).isEqualTo(intact);
        assertThat(client.verify(id).isIntact()).isTrue();
    }

    @Test
    default void verify_findsADamagedHeaderOfTheCache_andHealsIt(Workshop workshop) throws IOException {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        client.load(id);
        Path header = client.cacheRoot().resolve(id.shortId() + "/1.0.0.header.yaml");
        Files.writeString(header, Files.readString(header).replace("onnx", "torch"));
        assertThat(client.verify(id).damages())
                .singleElement()
                .satisfies(damage -> assertThat(damage.what()).contains("header"));
        assertThat(client.verify(id).isIntact()).isTrue();
        assertThat(client.header(id).name()).isEqualTo("onnx");
    }

    @Test
    default void verify_findsAHeaderThatIsAnotherModels(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        ModelId other = client.publish(workshop.request("torch", "1.0.0"));
        String header = new String(workshop.read(Layouts.header(other)), StandardCharsets.UTF_8);
        workshop.write(Layouts.header(id), header);

        assertThat(workshop.client().verify(id).damages())
                .anySatisfy(damage ->
                        assertThat(damage.what()).contains(Layouts.header(id), "another model", other.toString()));
    }

    @Test
    default void repair_ofWhatIsIntact_loadsNothing(Workshop workshop) throws IOException {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        Path folder = client.load(id);
        Object key = Files.getAttribute(folder, "fileKey");
        assertThat(client.repair(id)).isEqualTo(folder);
        assertThat(Files.getAttribute(folder, "fileKey")).isEqualTo(key);
    }

    @Test
    default void verify_findsADamagedArchive_andRepairLeavesTheCacheAlone(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        FileTree intact = FileTree.of(client.load(id));
        String path = Layouts.archive("onnx", id);
        byte[] archive = workshop.read(path);
        archive[archive.length / 2] ^= 1;
        workshop.write(path, Content.of(archive));

        assertThat(client.verify(id).damages())
                .isNotEmpty()
                .allSatisfy(damage -> assertThat(damage.place()).isEqualTo(Place.REPOSITORY));
        assertThatExceptionOfType(CorruptContentException.class)
                .isThrownBy(() -> client.repair(id))
                .withMessageContaining(id.toString());
        assertThat(FileTree.of(client.load(id))).isEqualTo(intact);
    }

    @Test
    default void verify_findsWhatArrivesDamaged(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        AudModel damaging = workshop.client(new DamagingBackend(workshop.connect(workshop.repository())));
        assertThat(damaging.verify(id).damages())
                .isNotEmpty()
                .allSatisfy(damage -> assertThat(damage.what()).contains(".zip"));
        assertThat(client.verify(id).isIntact()).isTrue();
        assertThat(damaging.cacheRoot().toFile().list()).noneMatch(name -> name.startsWith(".verify"));
    }

    @Test
    default void verify_findsWhatIsMissing(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        workshop.delete(Layouts.archive("onnx", id));
        workshop.delete(Layouts.meta(id));
        assertThat(client.verify(id).damages())
                .extracting(Damage::toString)
                .hasSize(2)
                .anySatisfy(text -> assertThat(text).contains("in the repository", ".zip is missing"))
                .anySatisfy(text -> assertThat(text).contains("in the repository", ".meta.yaml is missing"));
    }

    @Test
    default void verify_ofWhatIsUnknown_saysSo(Workshop workshop) {
        AudModel client = workshop.client();
        ModelRef missing = ModelRef.of("00000000-1.0.0");
        assertThatExceptionOfType(ModelNotFoundException.class).isThrownBy(() -> client.verify(missing));
        AudModel offline = OfflineSuite.Offline.on(workshop, client.cacheRoot()).client();
        assertThatExceptionOfType(OfflineException.class).isThrownBy(() -> offline.verify(missing));
    }
}
