package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a publish puts where. */
interface PublishSuite extends OnStorage {

    @Test
    default void publish_thenLoad_givesTheSameFiles(Workshop workshop) {
        Path model = workshop.model("files");
        ModelId id = workshop.client().publish(PublishRequest.of(model, "onnx", Version.of("1.0.0")));
        assertThat(FileTree.of(workshop.client().load(id))).isEqualTo(FileTree.of(model));
    }

    @Test
    default void publish_writesTheLayoutAndNothingElse(Workshop workshop) {
        PublishRequest request = workshop.request("onnx", "1.0.0")
                .subgroup(Subgroup.of("emotion.cnn"))
                .alias(Alias.of("emotion-small"));
        ModelId id = workshop.client().publish(request);
        assertThat(workshop.objects())
                .containsExactlyInAnyOrder(
                        Layouts.archive("emotion/cnn/onnx", id),
                        Layouts.header(id),
                        Layouts.meta(id),
                        Layouts.alias("emotion-small"),
                        Layouts.aliases(id));
    }

    @Test
    default void publish_returnsTheIdThatTheRequestForetold(Workshop workshop) {
        PublishRequest request = workshop.request("onnx", "1.0.0").parameters(Map.of("model", "cnn10"));
        assertThat(workshop.client().publish(request))
                .isEqualTo(request.id())
                .isNotEqualTo(workshop.request("onnx", "1.0.0").id());
    }

    @Test
    default void publish_largeModel_readsItOnce_andLeavesNothingWhereTheIdIsTaken(Workshop workshop)
            throws IOException {
        byte[] weights = new byte[17 << 20];
        new Random(1).nextBytes(weights);
        Path model = workshop.model("large");
        Files.write(model.resolve("weights.bin"), weights);
        PublishRequest request = PublishRequest.of(model, "onnx", Version.of("1.0.0"));
        List<Long> read = new ArrayList<>();
        AudModel client =
                workshop.open(workshop.builder(workshop.repository()).progress(progress -> read.add(progress.done())));
        ModelId id = client.publish(request);
        assertThat(read).isSorted().last().isEqualTo(bytesOf(model));
        assertThat(FileTree.of(workshop.client().load(id))).isEqualTo(FileTree.of(model));

        SortedSet<String> before = workshop.everything(workshop.repository());
        assertThatExceptionOfType(AlreadyExistsException.class).isThrownBy(() -> client.publish(request));
        assertThat(workshop.everything(workshop.repository())).isEqualTo(before);
    }

    private static long bytesOf(Path model) throws IOException {
        try (Stream<Path> files = Files.walk(model)) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        }
    }

    @Test
    default void publish_existingId_isRefusedAndChangesNothing(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        byte[] archive = workshop.read(Layouts.archive("onnx", id));
        SortedSet<String> before = workshop.everything(workshop.repository());

        PublishRequest other = PublishRequest.of(workshop.model("other"), "onnx", Version.of("1.0.0"));
        assertThatExceptionOfType(AlreadyExistsException.class)
                .isThrownBy(() -> client.publish(other))
                .withMessageContaining(id.toString());
        assertThat(workshop.everything(workshop.repository())).isEqualTo(before);
        assertThat(workshop.read(Layouts.archive("onnx", id))).isEqualTo(archive);
    }

    @Test
    default void publish_idOfAnotherRepository_isRefused(Workshop workshop) {
        Repository second = workshop.repository("second");
        ModelId id = workshop.client(second).publish(workshop.request("onnx", "1.0.0"));
        AudModel client = workshop.client(workshop.repository(), second);
        assertThatExceptionOfType(AlreadyExistsException.class)
                .isThrownBy(() -> client.publish(workshop.request("onnx", "1.0.0")))
                .withMessageContaining(id.toString())
                .withMessageContaining("second");
        assertThat(workshop.objects()).isEmpty();
    }

    @Test
    default void publish_goesToTheFirstRepository_orTheNamedOne(Workshop workshop) {
        Repository second = workshop.repository("second");
        AudModel client = workshop.client(workshop.repository(), second);
        ModelId first = client.publish(workshop.request("onnx", "1.0.0"));
        ModelId named = client.publish(workshop.request("onnx", "2.0.0").repository(second));
        assertThat(workshop.objects()).contains(Layouts.header(first)).doesNotContain(Layouts.header(named));
        assertThat(workshop.objects(second)).contains(Layouts.header(named)).doesNotContain(Layouts.header(first));
    }

    @Test
    default void publish_toARepositoryThatIsNotTheClients_isRefused(Workshop workshop) {
        Repository foreign = workshop.repository("foreign");
        AudModel client = workshop.client();
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(
                        () -> client.publish(workshop.request("onnx", "1.0.0").repository(foreign)))
                .withMessageContaining(foreign.toString());
        assertThat(workshop.everything(foreign)).isEmpty();
        assertThat(workshop.everything(workshop.repository())).isEmpty();
    }

    @Test
    default void publish_withAlias_movesItFromTheModelThatHadIt(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId old = client.publish(workshop.request("onnx", "1.0.0").alias(Alias.of("production")));
        ModelId now = client.publish(workshop.request("onnx", "2.0.0").alias(Alias.of("production")));
        Alias alias = new Alias("production");
        assertThat(client.resolveAlias(alias)).isEqualTo(now);
        assertThat(client.aliases(now)).containsExactly(alias);
        assertThat(client.aliases(old)).isEmpty();
    }

    @Test
    default void publish_sameFiles_sameArchive(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId one = client.publish(PublishRequest.of(workshop.model("same"), "onnx", Version.of("1.0.0")));
        ModelId two = client.publish(PublishRequest.of(workshop.model("same"), "onnx", Version.of("2.0.0")));
        assertThat(workshop.read(Layouts.archive("onnx", one))).isEqualTo(workshop.read(Layouts.archive("onnx", two)));
    }

    @Test
    default void publish_isSeenByAClientThatLookedBefore(Workshop workshop) {
        AudModel reader = workshop.client();
        PublishRequest request = workshop.request("onnx", "1.0.0");
        ModelRef ref = ModelRef.of(request.id().toString());
        assertThat(reader.exists(ref)).isFalse();
        workshop.client().publish(request);
        assertThat(reader.exists(ref)).isTrue();
    }
}
