package io.audmodel.examples.custom;

import static io.audmodel.testkit.FaultyBackend.Operation.GET;
import static io.audmodel.testkit.FaultyBackend.Operation.PUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.model.ModelId;
import io.audmodel.model.Version;
import io.audmodel.testkit.FaultyBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client does where one call of the backend goes wrong. */
class JdbcFaultsTest {

    private final TestDatabase database = new TestDatabase();
    private final FaultyBackend backend = new FaultyBackend(database.backend());

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void write() throws IOException {
        model = Files.createDirectory(folder.resolve("model"));
        Files.writeString(model.resolve("weights.txt"), "0.1 0.2");
    }

    @AfterEach
    void stop() {
        backend.close();
        database.close();
    }

    @Test
    void publish_whoseLastAnswerIsLost_looksAndHasNotFailed() {
        backend.after(1, call -> call.is(PUT, ".header.yaml"), FaultyBackend.failing(OutcomeUnknownException::new));
        try (AudModel audmodel = client()) {
            ModelId id = audmodel.publish(PublishRequest.of(model, "tiny", Version.of("1.0.0")));

            assertThat(audmodel.load(id).resolve("weights.txt")).hasContent("0.1 0.2");
            assertThat(backend.count(call -> call.is(PUT, ".zip"))).isEqualTo(1);
        }
    }

    @Test
    void load_thatIsRefused_saysSo_andIsNotRepeated() {
        try (AudModel audmodel = client()) {
            ModelId id = audmodel.publish(PublishRequest.of(model, "tiny", Version.of("1.0.0")));
            backend.before(1, call -> call.is(GET, ".zip"), FaultyBackend.failing(AccessDeniedException::new));

            assertThatThrownBy(() -> audmodel.load(id)).isInstanceOf(AccessDeniedException.class);
            assertThat(backend.count(call -> call.is(GET, ".zip"))).isEqualTo(1);
        }
    }

    private AudModel client() {
        return AudModel.builder()
                .repository(database.repository(), backend)
                .cacheRoot(folder.resolve("cache"))
                .build();
    }
}
