package io.audmodel.it.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.UrlType;
import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.LegacyId;
import io.audmodel.model.LegacyId.Visibility;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rows of "Where we differ on purpose" in docs/COMPATIBILITY.md that no other suite is about. */
public interface DifferencesSuite extends OnStorage {

    Alias LIVE = new Alias("live");

    @Test
    default void versions_ofAnIdWhoseVersionIsNotThere_isAnError(Workshop workshop) {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        assertThatExceptionOfType(ModelNotFoundException.class)
                .isThrownBy(() -> workshop.client().versions(ModelRef.of(id.shortId() + "-9.0.0")));
    }

    @Test
    default void aliases_areThoseOfTheFirstRepositoryThatHasAList(Workshop workshop) {
        Repository second = workshop.repository("second");
        PublishRequest request = workshop.request("onnx", "1.0.0");
        ModelId id = workshop.client().publish(request);
        workshop.client(second).publish(request.alias(Alias.of("live")));
        AudModel both = workshop.client(workshop.repository(), second);
        assertThat(both.aliases(id)).containsExactly(LIVE);

        both.setAlias(new Alias("best"), id);
        assertThat(both.aliases(id)).containsExactly(new Alias("best"));
    }

    @Test
    default void alias_ofAShortId_isAnError(Workshop workshop) {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        workshop.write(Layouts.alias("live"), "uid: " + id.shortId() + "\n");
        assertThatExceptionOfType(CorruptDocumentException.class)
                .isThrownBy(() -> workshop.client().resolveAlias(LIVE));
    }

    @Test
    default void subgroup_empty_isNone_forLegacyIdsToo(Workshop workshop) {
        Version version = Version.of("1.0.0");
        assertThat(LegacyId.derive("onnx", new Subgroup(""), Map.of(), version, Visibility.PUBLIC))
                .isEqualTo(LegacyId.derive("onnx", Subgroup.none(), Map.of(), version, Visibility.PUBLIC));
    }

    @Test
    default void url_isAUri(Workshop workshop) {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        assertThat(workshop.client().url(id, UrlType.MODEL).getScheme()).isNotNull();
    }

    @Test
    default void links_arePackedAsWhatTheyLeadTo_andRefusedWhereThatIsOutside(Workshop workshop) throws Exception {
        Path model = workshop.model("links");
        Path folder = Files.createDirectory(model.resolve("folder"));
        Files.writeString(folder.resolve("file"), "content");
        Files.createSymbolicLink(model.resolve("link"), Path.of("folder"));
        AudModel client = workshop.client();
        ModelId id = client.publish(PublishRequest.of(model, "onnx", Version.of("1.0.0")));
        assertThat(client.load(id).resolve("link/file")).hasContent("content");

        Files.createSymbolicLink(model.resolve("out"), Files.createFile(workshop.fresh("outside")));
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> client.publish(PublishRequest.of(model, "onnx", Version.of("2.0.0"))))
                .withMessageContaining("outside the model folder");
    }
}
