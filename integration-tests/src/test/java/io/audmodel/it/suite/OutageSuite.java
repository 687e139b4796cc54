package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.UrlType;
import io.audmodel.backend.BackendProvider;
import io.audmodel.error.BackendMissingException;
import io.audmodel.error.RepositoriesUnavailableException;
import io.audmodel.error.UnavailableException;
import io.audmodel.it.kit.DownBackend;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Quiet;
import io.audmodel.it.kit.WithoutServices;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Repositories that do not answer: an outage is never "absent", and found elsewhere is found. */
interface OutageSuite extends OnStorage {

    Repository DOWN = new Repository("memory", "down", "silent");

    /** A client that asks a silent repository first, then the one repository. */
    private static AudModel behindAnOutage(Workshop workshop) {
        DownBackend silent = new DownBackend(DOWN);
        return workshop.open(workshop.builder()
                .repository(DOWN, silent)
                .repository(workshop.repository(), workshop.connect(workshop.repository())));
    }

    /** Every call that looks for a model. */
    private static List<Consumer<AudModel>> lookups(ModelRef ref) {
        return List.of(
                client -> client.load(ref),
                client -> client.exists(ref),
                client -> client.header(ref),
                client -> client.meta(ref),
                client -> client.versions(ref),
                client -> client.latestVersion(ref),
                client -> client.aliases(ref),
                client -> client.url(ref, UrlType.MODEL),
                client -> client.url(ref, UrlType.META),
                client -> client.updateMeta(ref, Map.of("k", 1)),
                client -> client.setAlias(new Alias("live"), ref));
    }

    @Test
    @Quiet
    default void foundElsewhere_isFound(Workshop workshop) {
        ModelId id = workshop.client()
                .publish(workshop.request("onnx", "1.0.0")
                        .alias(Alias.of("live"))
                        .meta(Map.of("k", 1)));
        AudModel client = behindAnOutage(workshop);
        assertThat(client.exists(id)).isTrue();
        assertThat(client.load(new Alias("live"))).isNotEmptyDirectory();
        assertThat(client.header(id.shortId()).name()).isEqualTo("onnx");
        assertThat(client.meta(id)).isEqualTo(Map.of("k", 1));
        assertThat(client.versions(id)).containsExactly(id.version());
        assertThat(client.aliases(id)).containsExactly(new Alias("live"));
        assertThat(client.url(id, UrlType.HEADER).toString()).endsWith(Layouts.header(id));
    }

    @Test
    default void foundNowhere_namesWhoDidNotAnswer(Workshop workshop) {
        AudModel client = behindAnOutage(workshop);
        for (String missing : new String[] {"00000000-1.0.0", "00000000", "nobody"}) {
            for (Consumer<AudModel> lookup : lookups(ModelRef.of(missing)).subList(0, 9)) {
                assertThatExceptionOfType(RepositoriesUnavailableException.class)
                        .isThrownBy(() -> lookup.accept(client))
                        .withMessageContaining(missing)
                        .withMessageContaining(DOWN.toString())
                        .withCauseInstanceOf(UnavailableException.class)
                        .satisfies(e -> assertThat(e.failures()).hasSize(1));
            }
        }
    }

    @Test
    default void aSingleRepositoryThatIsDown_isItsOwnError(Workshop workshop) {
        AudModel client = workshop.open(workshop.builder().repository(DOWN, new DownBackend(DOWN)));
        for (String missing : new String[] {"00000000-1.0.0", "00000000", "nobody"}) {
            for (Consumer<AudModel> lookup : lookups(ModelRef.of(missing))) {
                assertThatExceptionOfType(UnavailableException.class)
                        .isThrownBy(() -> lookup.accept(client))
                        .withMessageContaining(DOWN.toString());
            }
        }
    }

    @Test
    default void publish_whileARepositoryIsSilent_isNotTried(Workshop workshop) {
        AudModel client = behindAnOutage(workshop);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(
                        () -> client.publish(workshop.request("onnx", "1.0.0").repository(workshop.repository())))
                .withMessageContaining(DOWN.toString());
        assertThat(workshop.everything(workshop.repository())).isEmpty();
    }

    @Test
    @Quiet
    default void aMissingJar_isNamedOnlyWhenItsRepositoryHasToBeAsked(Workshop workshop) {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        Repository bucket = Repository.of("s3:https://s3.example.org#bucket");
        AudModel client = workshop.open(workshop.builder()
                .classLoader(new WithoutServices(getClass().getClassLoader(), BackendProvider.class))
                .repository(workshop.repository(), workshop.connect(workshop.repository()))
                .repository(bucket));
        assertThat(client.load(id)).isNotEmptyDirectory();
        assertThatExceptionOfType(RepositoriesUnavailableException.class)
                .isThrownBy(() -> client.load(ModelRef.of("00000000-1.0.0")))
                .withMessageContaining("io.audmodel:audmodel-backend-s3")
                .withCauseInstanceOf(BackendMissingException.class);
    }

    @Test
    default void aMissingJar_ofTheOnlyRepository_isNamed(Workshop workshop) {
        Map<String, String> jars = Map.of(
                "s3:https://s3.example.org#bucket", "io.audmodel:audmodel-backend-s3",
                "minio:localhost#bucket", "io.audmodel:audmodel-backend-s3",
                "artifactory:https://example.org/artifactory#models", "io.audmodel:audmodel-backend-artifactory",
                "file-system:/data#models", "io.audmodel:audmodel-backend-fs");
        jars.forEach((repository, jar) -> {
            AudModel client = workshop.open(workshop.builder()
                    .classLoader(new WithoutServices(getClass().getClassLoader(), BackendProvider.class))
                    .repository(Repository.of(repository)));
            assertThatExceptionOfType(BackendMissingException.class)
                    .isThrownBy(() -> client.exists(ModelRef.of("00000000-1.0.0")))
                    .withMessageContaining(jar)
                    .withMessageContaining(repository);
        });
    }
}
