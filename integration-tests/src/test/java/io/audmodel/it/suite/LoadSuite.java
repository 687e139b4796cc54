package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.error.NotFoundException;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Version;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** How models come into the cache. */
interface LoadSuite extends OnStorage {

    @Test
    default void load_everyKindOfReference(Workshop workshop) {
        Path newer = workshop.model("newer");
        AudModel publisher = workshop.client();
        publisher.publish(workshop.request("onnx", "9.0.0").alias(Alias.of("old")));
        ModelId id = publisher.publish(
                PublishRequest.of(newer, "onnx", Version.of("10.0.0")).alias(Alias.of("new")));
        for (ModelRef ref : new ModelRef[] {id, id.shortId(), new Alias("new")}) {
            assertThat(FileTree.of(workshop.client().load(ref)))
                    .as(ref.toString())
                    .isEqualTo(FileTree.of(newer));
        }
    }

    @Test
    default void load_putsTheModelWhereTheContractSays(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        assertThat(client.load(id))
                .isEqualTo(client.cacheRoot().resolve(id.shortId().text()).resolve("1.0.0"));
    }

    @Test
    default void load_again_readsTheArchiveOnce(Workshop workshop) {
        FaultyBackend backend = workshop.faulty();
        AudModel client = workshop.client(backend);
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        Path first = client.load(id);
        assertThat(client.load(id)).isEqualTo(first);
        assertThat(backend.count(call -> call.is(Operation.GET, ".zip"))).isEqualTo(1);
    }

    @Test
    default void load_leavesNothingButModelHeaderAndLock(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        Path model = client.load(id);
        assertThat(FileTree.of(model.getParent()).names())
                .allMatch(name ->
                        name.startsWith("1.0.0/") || name.equals("1.0.0.header.yaml") || name.equals(".1.0.0.lock"));
    }

    @Test
    default void load_missing_namesTheId(Workshop workshop) {
        AudModel client = workshop.client();
        for (String missing : new String[] {"00000000-1.0.0", "00000000", "no-such-alias"}) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> client.load(ModelRef.of(missing)))
                    .withMessageContaining(missing);
        }
        assertThat(FileTree.of(client.cacheRoot()).names()).allMatch(name -> name.endsWith(".lock"));
    }

    @Test
    default void load_otherVersionOfAModel_isNotFound(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        ModelRef other = ModelRef.of(id.shortId() + "-2.0.0");
        assertThatExceptionOfType(ModelNotFoundException.class)
                .isThrownBy(() -> client.load(other))
                .withMessageContaining(other.toString());
    }

    @Test
    default void load_severalVersions_besideEachOther(Workshop workshop) {
        AudModel client = workshop.client();
        Path one = workshop.model("one");
        Path two = workshop.model("two");
        ModelId first = client.publish(PublishRequest.of(one, "onnx", Version.of("1.0.0")));
        ModelId second = client.publish(PublishRequest.of(two, "onnx", Version.of("2.0.0")));
        assertThat(FileTree.of(client.load(second))).isEqualTo(FileTree.of(two));
        assertThat(FileTree.of(client.load(first))).isEqualTo(FileTree.of(one));
    }
}
