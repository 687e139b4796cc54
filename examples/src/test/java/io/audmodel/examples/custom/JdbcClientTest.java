package io.audmodel.examples.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.AuthenticationException;
import io.audmodel.error.BackendException;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.RepositoryNotFoundException;
import io.audmodel.error.UnavailableException;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcClientTest {

    private static final ModelRef ABSENT = ModelRef.of("00000000-1.0.0");

    private final TestDatabase database = new TestDatabase();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void client_findsTheBackendByTheNameInTheRepository() throws IOException {
        Path root = Files.createDirectory(folder.resolve("model"));
        Files.writeString(root.resolve("weights.txt"), "0.1 0.2");
        try (AudModel audmodel = client(database.repository(), Map.of())) {
            ModelId id = audmodel.publish(
                    PublishRequest.of(root, "tiny", Version.of("1.0.0")).alias(Alias.of("newest")));
            audmodel.updateMeta(id, Map.of("reviewed", true));

            assertThat(audmodel.load(Alias.of("newest")).resolve("weights.txt")).hasContent("0.1 0.2");
            assertThat(audmodel.meta(id.shortId())).isEqualTo(Map.of("reviewed", true));
            assertThat(audmodel.aliases(id)).containsExactly(Alias.of("newest"));
        }
    }

    @Test
    void client_isToldWhatIsWrongWithTheDatabase() {
        Repository present = database.repository();
        Repository withoutTable = new Repository("database", present.host(), "no-such-table");
        Repository withoutDriver = new Repository("database", "jdbc:nobody-knows-this", "models");

        assertFails(withoutTable, Map.of(), RepositoryNotFoundException.class, "JdbcBackend.schema()");
        assertFails(withoutDriver, Map.of(), UnavailableException.class, "No suitable driver");
        assertFails(present, Map.of("user", "eve", "password", "guess"), AuthenticationException.class, "password");
    }

    @Test
    void client_refusesOptionsThatTheBackendDoesNotKnow() {
        try (AudModel audmodel = client(database.repository(), Map.of("passwort", "typo"))) {
            assertThatThrownBy(() -> audmodel.exists(ABSENT))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("passwort")
                    .hasMessageNotContaining("typo");
        }
    }

    private void assertFails(
            Repository repository, Map<String, String> options, Class<? extends BackendException> type, String reason) {
        try (AudModel audmodel = client(repository, options)) {
            assertThatThrownBy(() -> audmodel.exists(ABSENT)).isInstanceOf(type).hasMessageContaining(reason);
        }
    }

    private AudModel client(Repository repository, Map<String, String> options) {
        return AudModel.builder()
                .repository(repository, options)
                .cacheRoot(folder.resolve("cache"))
                .build();
    }
}
