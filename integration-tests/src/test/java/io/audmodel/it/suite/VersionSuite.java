package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.FoundModel;
import io.audmodel.ModelQuery;
import io.audmodel.PublishRequest;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.ShortId;
import io.audmodel.model.Version;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which versions there are, and which of them is the latest. */
interface VersionSuite extends OnStorage {

    @Test
    default void versions_areInTheirOrder_andALaterReleaseIsTheLatest(Workshop workshop) {
        AudModel client = workshop.client();
        for (String version :
                new String[] {"10.0.0", "2.0.0", "1.9.9", "1.0.0-rc1", "2", "1.1.0-rc_1", "11.0.0-beta"}) {
            client.publish(PublishRequest.ofAnyVersion(workshop.model(version), "onnx", Version.of(version)));
        }
        ShortId id = workshop.request("onnx", "1.0.0").id().shortId();
        assertThat(client.versions(id))
                .extracting(Version::text)
                .containsExactly("1.0.0-rc1", "1.1.0-rc_1", "1.9.9", "2", "2.0.0", "10.0.0", "11.0.0-beta");
        assertThat(client.latestVersion(id)).isEqualTo(new Version("10.0.0"));
        assertThat(client.version(id)).isEqualTo(new Version("10.0.0"));
    }

    /** audmodel 1.5 has {@code _} in versions, audmodel 1.4 has not. */
    @Test
    default void version_ofAnyRelease_isKnownToEveryCall(Workshop workshop) {
        AudModel client = workshop.client();
        Path model = workshop.model("files");
        for (String version : List.of("1.1.0-rc_1", "2024.1", "1_0")) {
            ModelId id = client.publish(PublishRequest.ofAnyVersion(model, "onnx", Version.of(version))
                    .alias(Alias.of("live")));
            ModelRef read = ModelRef.of(id.toString());
            assertThat(read).isEqualTo(id);
            assertThat(client.exists(read)).isTrue();
            assertThat(client.resolveAlias(new Alias("live"))).isEqualTo(id);
            assertThat(FileTree.of(client.load(read))).isEqualTo(FileTree.of(model));
            assertThat(client.versions(id.shortId())).contains(id.version());
            assertThat(client.find(ModelQuery.all()))
                    .extracting(FoundModel::ref)
                    .contains(id);
        }
    }

    @Test
    default void latestVersion_withoutARelease_isTheLatestPreRelease(Workshop workshop) {
        AudModel client = workshop.client();
        client.publish(workshop.request("onnx", "1.0.0-rc2"));
        ModelId id = client.publish(workshop.request("onnx", "1.0.0-rc10"));
        assertThat(client.latestVersion(id.shortId())).isIn(new Version("1.0.0-rc2"), new Version("1.0.0-rc10"));
        assertThat(client.versions(id.shortId())).hasSize(2);
    }

    @Test
    default void versions_ofAnId_areThoseOfItsModel(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId one = client.publish(workshop.request("onnx", "1.0.0").alias(Alias.of("live")));
        client.publish(workshop.request("onnx", "2.0.0"));
        client.publish(workshop.request("other", "3.0.0"));
        for (ModelRef ref : new ModelRef[] {one, one.shortId(), ModelRef.of("live")}) {
            assertThat(client.versions(ref)).extracting(Version::text).containsExactly("1.0.0", "2.0.0");
            assertThat(client.latestVersion(ref)).isEqualTo(new Version("2.0.0"));
        }
    }

    @Test
    default void versions_areThoseOfAllRepositories(Workshop workshop) {
        Repository second = workshop.repository("second");
        AudModel client = workshop.client(workshop.repository(), second);
        client.publish(workshop.request("onnx", "2.0.0"));
        ModelId id = client.publish(workshop.request("onnx", "1.0.0").repository(second));
        assertThat(client.versions(id.shortId())).extracting(Version::text).containsExactly("1.0.0", "2.0.0");
        assertThat(client.latestVersion(id.shortId())).isEqualTo(new Version("2.0.0"));
    }

    @Test
    default void versions_ofAMissingModelOrVersion_areNotFound(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        for (String missing : new String[] {"00000000", "00000000-1.0.0", id.shortId() + "-9.9.9"}) {
            ModelRef ref = ModelRef.of(missing);
            assertThatExceptionOfType(ModelNotFoundException.class)
                    .isThrownBy(() -> client.versions(ref))
                    .withMessageContaining(missing);
            assertThatExceptionOfType(ModelNotFoundException.class)
                    .isThrownBy(() -> client.latestVersion(ref))
                    .withMessageContaining(missing);
        }
    }
}
