package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.CopyRequest;
import io.audmodel.FilePatterns;
import io.audmodel.ModelQuery;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Content;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.error.PublishInProgressException;
import io.audmodel.error.UnavailableException;
import io.audmodel.it.kit.Crashing;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Compression;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The parts of two publishes of one id never make one model: readers refuse them, and take-overs keep them apart. */
interface MixedModelSuite extends OnStorage {

    String[] STEPS = {".zip", ".meta.yaml", ".header.yaml"};

    private static PublishRequest request(Path model, String author) {
        return PublishRequest.of(model, "onnx", Version.of("1.0.0"))
                .compression(Compression.stored())
                .author(author)
                .meta(Map.of("by", author));
    }

    /** Two files, of the same lengths whatever is in them, so that the archives have the same length too. */
    private static Path model(Workshop workshop, String word) {
        Path folder = workshop.fresh("model");
        Samples.file(folder.resolve("weights.bin"), (word + " weights").getBytes(StandardCharsets.UTF_8));
        Samples.file(folder.resolve("config/model.yaml"), (word + " config").getBytes(StandardCharsets.UTF_8));
        return folder;
    }

    /** The object that another publisher of the same id has at this path. */
    private static Content ofAnother(Workshop workshop, String path) {
        Repository other = workshop.repository("other");
        try (AudModel client = workshop.client(other)) {
            if (!client.exists(request(model(workshop, "zweite"), "second").id())) {
                client.publish(request(model(workshop, "zweite"), "second"));
            }
        }
        return Content.of(workshop.read(other, path));
    }

    @Test
    default void archiveOfAnotherPublish_ofTheSameLength_isRefusedByEveryReader(Workshop workshop) {
        ModelId id = workshop.client().publish(request(model(workshop, "erster"), "first"));
        String archive = Layouts.archive("onnx", id);
        assertThat(ofAnother(workshop, archive).length().orElseThrow()).isEqualTo(workshop.read(archive).length);
        workshop.write(archive, ofAnother(workshop, archive));

        AudModel reader = workshop.client();
        for (Consumer<AudModel> call : List.<Consumer<AudModel>>of(
                client -> client.load(id),
                client -> client.load(id, FilePatterns.of("config/**")),
                client -> client.files(id),
                client -> client.open(id, "weights.bin"))) {
            assertThatExceptionOfType(CorruptContentException.class)
                    .isThrownBy(() -> call.accept(reader))
                    .withMessageContaining(archive)
                    .withMessageContaining("is not the one that was published with the model's header");
        }
        assertThat(reader.verify(id).damages()).hasSize(1);
    }

    @Test
    default void archiveOfAnotherPublish_isNotCopied(Workshop workshop) {
        ModelId id = workshop.client().publish(request(model(workshop, "erster"), "first"));
        String archive = Layouts.archive("onnx", id);
        byte[] longer = Arrays.copyOf(workshop.read(archive), workshop.read(archive).length + 1);
        workshop.write(archive, Content.of(longer));
        AudModel target = workshop.client(workshop.repository("target"));

        assertThatExceptionOfType(CorruptContentException.class)
                .isThrownBy(() -> workshop.client().copy(CopyRequest.of(id), target))
                .withMessageContaining(archive);
        assertThat(workshop.objects(workshop.repository("target"))).isEmpty();
    }

    @Test
    default void metadataOfAnotherPublish_areRefused_untilTheyAreReplaced(Workshop workshop) {
        ModelId id = workshop.client().publish(request(model(workshop, "erster"), "first"));
        workshop.write(Layouts.meta(id), ofAnother(workshop, Layouts.meta(id)));

        AudModel reader = workshop.client();
        assertThatExceptionOfType(CorruptContentException.class)
                .isThrownBy(() -> reader.meta(id))
                .withMessageContaining(Layouts.meta(id))
                .withMessageContaining("another header");
        assertThatExceptionOfType(CorruptContentException.class)
                .isThrownBy(() -> reader.updateMeta(id, Map.of("k", 1)));
        assertThatExceptionOfType(CorruptContentException.class)
                .isThrownBy(() -> reader.copy(CopyRequest.of(id), workshop.client(workshop.repository("target"))));
        assertThat(reader.verify(id).damages()).hasSize(1);

        reader.replaceMeta(id, Map.of("by", "hand"));
        assertThat(workshop.client().meta(id)).isEqualTo(Map.of("by", "hand"));
        assertThat(workshop.client().verify(id).isIntact()).isTrue();
    }

    @Test
    default void metadata_thatWereChanged_belongToTheModel(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(request(model(workshop, "erster"), "first"));
        String asPublished = new String(workshop.read(Layouts.meta(id)), StandardCharsets.UTF_8);

        client.updateMeta(id, Map.of());
        assertThat(workshop.read(Layouts.meta(id))).asString().isEqualTo(asPublished);
        client.updateMeta(id, Map.of("k", 1));
        client.updateMeta(id, Map.of("k", 2));

        assertThat(workshop.client().meta(id)).isEqualTo(Map.of("by", "first", "k", 2));
        assertThat(workshop.read(Layouts.meta(id))).asString().doesNotContain("#");
    }

    @Test
    default void takeOver_besideALivingPublisher_leavesTheModelOfWhoTookOver(Workshop workshop) {
        for (String step : STEPS) {
            Path model = model(workshop, "zweite");
            PublishRequest taking = PublishRequest.of(model, "onnx" + step, Version.of("1.0.0"))
                    .author("second")
                    .meta(Map.of("by", "second"))
                    .takeOver();
            PublishRequest living = PublishRequest.of(model(workshop, "erster"), "onnx" + step, Version.of("1.0.0"))
                    .author("first")
                    .meta(Map.of("by", "first"));
            try (HeldPublish first = HeldPublish.before(Operation.PUT, step, workshop, living)) {
                workshop.client().publish(taking);
                assertThat(first.fail()).as(step).isInstanceOf(AlreadyExistsException.class);
            }
            AudModel reader = workshop.client();
            assertThat(reader.header(taking.id()).author()).isEqualTo("second");
            assertThat(reader.meta(taking.id())).isEqualTo(Map.of("by", "second"));
            assertThat(FileTree.of(reader.load(taking.id()))).isEqualTo(FileTree.of(model));
        }
    }

    @Test
    default void takeOverUnderWay_isAsAbsentAsNoModel_andCanBeTakenOverItself(Workshop workshop) {
        PublishRequest remains = request(model(workshop, "erster"), "first");
        try (HeldPublish first = HeldPublish.before(Operation.PUT, ".header.yaml", workshop, remains);
                HeldPublish second = HeldPublish.before(
                        Operation.PUT,
                        ".meta.yaml",
                        workshop,
                        request(model(workshop, "zweite"), "second").takeOver())) {
            ModelId id = remains.id();
            AudModel reader = workshop.client();
            assertThat(workshop.read(Layouts.header(id))).asString().startsWith("# audmodel: publishing ");
            assertThat(reader.exists(id)).isFalse();
            assertThat(reader.find(ModelQuery.all())).isEmpty();
            assertThatExceptionOfType(ModelNotFoundException.class).isThrownBy(() -> reader.header(id));
            assertThatExceptionOfType(ModelNotFoundException.class).isThrownBy(() -> reader.versions(id.shortId()));
            assertThatExceptionOfType(PublishInProgressException.class)
                    .isThrownBy(() -> workshop.client().publish(request(model(workshop, "dritte"), "third")))
                    .withMessageContaining("takeOver()");

            Path third = model(workshop, "dritte");
            workshop.client().publish(request(third, "third").takeOver());

            assertThat(first.fail()).isInstanceOf(AlreadyExistsException.class);
            assertThat(second.fail()).isInstanceOf(AlreadyExistsException.class);
            assertThat(FileTree.of(reader.load(id))).isEqualTo(FileTree.of(third));
            assertThat(reader.meta(id)).isEqualTo(Map.of("by", "third"));
        }
    }

    @Test
    default void takeOver_thatBrokeOffAnywhere_isCompletedByRepeatingIt(Workshop workshop) {
        boolean died = true;
        for (int changes = 0; died; changes++) {
            String name = "onnx" + changes;
            Path model = model(workshop, "zweite");
            PublishRequest remains = PublishRequest.of(model(workshop, "erster"), name, Version.of("1.0.0"));
            PublishRequest taking =
                    PublishRequest.of(model, name, Version.of("1.0.0")).takeOver();
            Crashing first = new Crashing(workshop.connect(workshop.repository()), 2);
            Crashing second = new Crashing(workshop.connect(workshop.repository()), changes);
            attempt(workshop.client(first), remains);
            attempt(workshop.client(second), taking);
            died = second.hasDied();
            if (died) {
                workshop.client().publish(taking);
            }
            assertThat(FileTree.of(workshop.client().load(taking.id()))).isEqualTo(FileTree.of(model));
            assertThat(changes).isLessThan(20);
        }
    }

    private static void attempt(AudModel client, PublishRequest request) {
        try {
            client.publish(request);
        } catch (UnavailableException e) {
            assertThat(e).hasMessageContaining("dead");
        }
    }
}
