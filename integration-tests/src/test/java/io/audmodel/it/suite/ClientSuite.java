package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.CopyRequest;
import io.audmodel.Progress;
import io.audmodel.Progress.Phase;
import io.audmodel.PublishRequest;
import io.audmodel.UrlType;
import io.audmodel.error.BackendException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The client itself: its views, its progress reports, its end. */
interface ClientSuite extends OnStorage {

    @Test
    default void progress_growsFromBlockToBlock_upToTheTotal(Workshop workshop) {
        List<Progress> told = new ArrayList<>();
        AudModel client = workshop.client().withProgress(told::add);
        Path model = Samples.write(workshop.fresh("model"), "large", 3_000_000);
        ModelId id = client.publish(PublishRequest.of(model, "onnx", Version.of("1.0.0")));
        client.load(id);
        client.copy(CopyRequest.of(id), workshop.client(workshop.repository("second")));
        Set<Phase> phases = told.stream().map(Progress::phase).collect(Collectors.toSet());
        assertThat(phases).contains(Phase.PUBLISH, Phase.UNPACK, Phase.COPY);
        for (Phase phase : phases) {
            List<Progress> ofPhase =
                    told.stream().filter(progress -> progress.phase() == phase).toList();
            assertThat(ofPhase).as(phase.name()).hasSizeGreaterThan(3);
            assertThat(ofPhase).extracting(Progress::done).isSorted();
            Progress last = ofPhase.get(ofPhase.size() - 1);
            assertThat(last.done()).as(phase.name()).isEqualTo(last.total()).isGreaterThan(3_000_000);
        }
    }

    @Test
    default void progress_thatThrows_endsTheLoad(Workshop workshop) {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        AudModel client = workshop.client();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> client.withProgress(progress -> {
                            throw new IllegalStateException("enough");
                        })
                        .load(id))
                .withMessage("enough");
        assertThat(client.cacheRoot().resolve(id.shortId() + "/" + id.version()))
                .doesNotExist();
        assertThat(client.load(id)).isNotEmptyDirectory();
    }

    @Test
    default void withCacheRoot_cachesThere(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        Path other = workshop.fresh("other");
        AudModel view = client.withCacheRoot(other);
        assertThat(view.cacheRoot()).isEqualTo(other);
        assertThat(view.load(id)).startsWith(other).isNotEmptyDirectory();
        assertThat(client.cacheRoot().resolve(id.shortId().text())).doesNotExist();
    }

    @Test
    default void closingAView_leavesTheClientOpen(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        for (AudModel view : List.of(
                client.withCacheRoot(workshop.fresh("other")),
                client.withLockTimeout(Duration.ofSeconds(1)),
                client.withProgress(progress -> {}))) {
            assertThat(view.exists(id)).isTrue();
            view.close();
        }
        assertThat(client.load(id)).isNotEmptyDirectory();
    }

    @Test
    default void lockTimeout_hasToBePositive(Workshop workshop) {
        AudModel client = workshop.client();
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> client.withLockTimeout(Duration.ZERO))
                .withMessageContaining("lock timeout")
                .withMessageContaining("PT0S");
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> workshop.builder().lockTimeout(Duration.ofSeconds(-1)))
                .withMessageContaining("PT-1S");
    }

    @Test
    default void close_twice_isNoError(Workshop workshop) {
        AudModel client = workshop.builder(workshop.repository()).build();
        ModelRef ref = ModelRef.of("00000000-1.0.0");
        assertThat(client.exists(ref)).isFalse();
        client.close();
        client.close();
    }

    @Test
    default void close_leavesABackendOpenThatWasHandedIn(Workshop workshop) {
        var backend = workshop.connect(workshop.repository());
        workshop.builder().repository(workshop.repository(), backend).build().close();
        try (AudModel second =
                workshop.builder().repository(workshop.repository(), backend).build()) {
            assertThat(second.exists(ModelRef.of("00000000-1.0.0"))).isFalse();
        }
    }

    @Test
    default void url_namesTheFilesOfTheLayout(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0").subgroup(Subgroup.of("emotion.cnn")));
        assertThat(client.url(id, UrlType.MODEL).toString()).endsWith("/" + Layouts.archive("emotion/cnn/onnx", id));
        assertThat(client.url(id, UrlType.HEADER).toString()).endsWith("/" + Layouts.header(id));
        assertThat(client.url(id.shortId(), UrlType.META).toString()).endsWith("/" + Layouts.meta(id));
        for (UrlType type : UrlType.values()) {
            assertThatExceptionOfType(ModelNotFoundException.class)
                    .isThrownBy(() -> client.url(ModelRef.of("00000000-1.0.0"), type))
                    .withMessageContaining("00000000-1.0.0");
        }
    }

    @Test
    default void errorsOfABackend_sayRepositoryAndOperation(Workshop workshop) {
        var backend = workshop.connect(workshop.repository());
        AudModel client = workshop.client(backend);
        backend.close();
        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> client.load(ModelRef.of("00000000-1.0.0")))
                .satisfies(e -> assertThat(e.operation()).isEqualTo("get"))
                .satisfies(e -> assertThat(e.path()).isEqualTo("_uid/00000000/1.0.0/00000000-1.0.0.header.yaml"));
    }
}
