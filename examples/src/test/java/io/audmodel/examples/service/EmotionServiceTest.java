package io.audmodel.examples.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.error.UnavailableException;
import io.audmodel.junit.AudModelTest;
import io.audmodel.junit.ModelFixture;
import io.audmodel.junit.Models;
import io.audmodel.junit.RepositoryFault;
import io.audmodel.junit.TestRepository;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@AudModelTest
class EmotionServiceTest {

    @Models
    private AudModel audmodel;

    @Models
    private TestRepository models;

    private EmotionService service;

    @BeforeEach
    void start() {
        models.publish(ModelFixture.of("emotion", "1.0.0")
                .file("labels.txt", "happy\nsad")
                .alias("emotion-production"));
        service = new EmotionService(audmodel, Duration.ofHours(1));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aliasMoves_serviceServesTheNewModel() throws IOException {
        moveAlias();
        service.refresh();

        assertThat(service.labels()).containsExactly("happy", "sad", "angry");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "HANGING")
    void storeFails_serviceServesTheModelThatItHas_untilTheStoreRecovers(RepositoryFault fault) throws IOException {
        moveAlias();
        models.failWith(fault);
        service.refresh();

        assertThat(service.labels()).containsExactly("happy", "sad");
        assertThat(service.isUpToDate()).isFalse();

        models.recover();
        service.refresh();

        assertThat(service.labels()).containsExactly("happy", "sad", "angry");
        assertThat(service.isUpToDate()).isTrue();
    }

    @Test
    void storeHangs_serviceStillAnswers() throws IOException {
        moveAlias();
        models.failWith(RepositoryFault.HANGING);
        CompletableFuture<Void> refresh = CompletableFuture.runAsync(service::refresh);

        assertThat(service.labels()).containsExactly("happy", "sad");

        models.recover();
        refresh.join();
        assertThat(service.labels()).containsExactly("happy", "sad", "angry");
    }

    @Test
    void storeIsDownAtTheStart_serviceSaysSo() {
        models.failWith(RepositoryFault.UNAVAILABLE);

        assertThatThrownBy(() -> new EmotionService(audmodel, Duration.ofHours(1)))
                .isInstanceOf(UnavailableException.class);
    }

    private void moveAlias() {
        ModelId second = models.publish(ModelFixture.of("emotion", "2.0.0").file("labels.txt", "happy\nsad\nangry"));
        models.setAlias("emotion-production", second);
    }
}
