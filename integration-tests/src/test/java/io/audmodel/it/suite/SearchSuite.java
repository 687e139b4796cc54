package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.UrlType;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several repositories, searched in order. */
interface SearchSuite extends OnStorage {

    @Test
    default void theFirstRepositoryWins_whereSeveralHaveTheModel(Workshop workshop) {
        Repository second = workshop.repository("second");
        Path inFirst = workshop.model("first");
        Path inSecond = workshop.model("second");
        ModelId id = workshop.client()
                .publish(PublishRequest.of(inFirst, "onnx", Version.of("1.0.0")).author("first"));
        workshop.client(second)
                .publish(
                        PublishRequest.of(inSecond, "onnx", Version.of("1.0.0")).author("second"));

        AudModel client = workshop.client(workshop.repository(), second);
        assertThat(client.header(id).author()).isEqualTo("first");
        assertThat(FileTree.of(client.load(id))).isEqualTo(FileTree.of(inFirst));

        AudModel reversed = workshop.client(second, workshop.repository());
        assertThat(reversed.header(id).author()).isEqualTo("second");
        assertThat(FileTree.of(reversed.load(id))).isEqualTo(FileTree.of(inSecond));
    }

    @Test
    default void everyCall_findsAModelOfTheLastRepository(Workshop workshop) {
        Repository second = workshop.repository("second");
        Path model = workshop.model("files");
        ModelId id = workshop.client(second)
                .publish(PublishRequest.of(model, "onnx", Version.of("1.0.0"))
                        .meta(Map.of("k", 1))
                        .alias(Alias.of("live")));

        AudModel client = workshop.client(workshop.repository(), second);
        assertThat(client.exists(id)).isTrue();
        assertThat(client.header(id).name()).isEqualTo("onnx");
        assertThat(client.meta(id)).isEqualTo(Map.of("k", 1));
        assertThat(client.latestVersion(id.shortId())).isEqualTo(id.version());
        assertThat(client.resolveAlias(new Alias("live"))).isEqualTo(id);
        assertThat(client.aliases(id)).containsExactly(new Alias("live"));
        assertThat(client.url(id, UrlType.MODEL))
                .isEqualTo(workshop.client(second).url(id, UrlType.MODEL));
        assertThat(FileTree.of(client.load(id))).isEqualTo(FileTree.of(model));
    }

    @Test
    default void changes_goWhereTheModelIs(Workshop workshop) {
        Repository second = workshop.repository("second");
        ModelId id = workshop.client(second).publish(workshop.request("onnx", "1.0.0"));
        AudModel client = workshop.client(workshop.repository(), second);
        client.updateMeta(id, Map.of("k", 2));
        client.setAlias(new Alias("live"), id);
        assertThat(workshop.objects()).isEmpty();
        AudModel direct = workshop.client(second);
        assertThat(direct.meta(id)).isEqualTo(Map.of("k", 2));
        assertThat(direct.resolveAlias(new Alias("live"))).isEqualTo(id);
    }

    @Test
    default void repositories_areTheOnesOfTheBuilderInOrder(Workshop workshop) {
        Repository second = workshop.repository("second");
        assertThat(workshop.client(second, workshop.repository()).repositories())
                .containsExactly(second, workshop.repository());
    }

    @Test
    default void theSameRepositoryTwice_isRefused(Workshop workshop) {
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> workshop.client(workshop.repository(), workshop.repository()))
                .withMessageContaining(workshop.repository().toString());
    }
}
