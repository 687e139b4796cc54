package io.audmodel.it.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.UntrustedModelException;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Signer;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import io.audmodel.signing.FolderSigner;
import io.audmodel.signing.SigningScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Large files, which are hashed while they are unpacked: stored ones and deflated ones, whole and in parts of each kind. */
@Tag("one-jdk")
class LargeSignedModelTest implements OnStorage {

    private static final int LARGE = (20 << 20) + 4_321;

    private final Signer signer = Signer.create();

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    /** Parts that threads share among them, that lie askew to these, that are longer than what they share, and that are hashed later. */
    static Stream<SigningScope> scopes() {
        return Stream.of(
                SigningScope.files(),
                SigningScope.shards(),
                SigningScope.shards(5_000_000),
                SigningScope.shards(4 << 20),
                SigningScope.shards(300_000));
    }

    private static Path folder(Path folder, int changed) throws IOException {
        Files.createDirectories(folder);
        byte[] stored = new byte[LARGE];
        new Random(1).nextBytes(stored);
        byte[] deflated = new byte[LARGE];
        Arrays.fill(deflated, LARGE / 2, LARGE, (byte) 7);
        stored[Math.floorMod(changed, LARGE)] ^= (byte) (changed == 0 ? 0 : 1);
        Files.write(folder.resolve("weights.bin"), stored);
        Files.write(folder.resolve("table.txt"), deflated);
        Files.write(folder.resolve("empty"), new byte[0]);
        return folder;
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void largeModel_isLetInAsItWasSigned_andRefusedWhereverAByteDiffers(SigningScope scope, Workshop workshop)
            throws IOException {
        FolderSigner folders = signer.folders().withScope(scope);
        AudModel client = workshop.open(workshop.builder(workshop.repository()).require(signer.required()));
        Path good = folder(workshop.fresh("good"), 0);
        ModelId id = client.publish(
                PublishRequest.of(good, "onnx", Version.of("1.0.0")).sign(folders));

        Path loaded = client.load(id);
        for (String name : new String[] {"weights.bin", "table.txt", "empty"}) {
            assertThat(Files.mismatch(loaded.resolve(name), good.resolve(name))).isEqualTo(-1);
        }

        for (int changed : new int[] {1, LARGE - 1}) {
            Repository donors = workshop.repository("donor-" + changed);
            ModelId donor = workshop.client(donors)
                    .publish(PublishRequest.of(
                            folder(workshop.fresh("bad-" + changed), changed), "donor", Version.of("1.0.0")));
            client.cache().remove(id);
            workshop.replaceArchive("onnx", id, workshop.read(donors, Layouts.archive("donor", donor)));
            assertThatThrownBy(() -> client.load(id))
                    .isInstanceOf(UntrustedModelException.class)
                    .hasMessageContaining("weights.bin");
            assertThat(client.cache().list()).isEmpty();
        }
    }

    /** A digest of one of them is not that of the other. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no name has a backslash there")
    void namesThatDifferByABackslash_areDifferentFiles(Workshop workshop) throws IOException {
        Path folder = workshop.fresh("model");
        for (int i = 0; i < 8; i++) {
            Files.createDirectories(folder.resolve("a" + i));
            Files.writeString(folder.resolve("a" + i + "/b"), "one");
            Files.writeString(folder.resolve("a" + i + "\\b"), "two");
        }
        AudModel client = workshop.open(workshop.builder(workshop.repository()).require(signer.required()));
        ModelId id = client.publish(
                PublishRequest.of(folder, "onnx", Version.of("1.0.0")).sign(signer.folders()));

        assertThat(client.load(id).resolve("a0\\b")).hasContent("two");
    }
}
