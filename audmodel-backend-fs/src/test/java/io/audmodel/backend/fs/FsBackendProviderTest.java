package io.audmodel.backend.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendProvider;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.Environment;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.RepositoryNotFoundException;
import io.audmodel.model.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FsBackendProviderTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");

    @TempDir
    private Path home;

    @Test
    void serviceLoader_findsTheProvider() {
        assertThat(ServiceLoader.load(BackendProvider.class))
                .hasAtLeastOneElementOfType(FsBackendProvider.class)
                .anySatisfy(provider -> assertThat(provider.names()).containsExactly("file-system"));
    }

    @Test
    void connect_tilde_isTheHomeFolder() throws Exception {
        Files.createDirectories(home.resolve("data/host/models"));
        try (Backend backend = connect("file-system:~/data/host#models", Map.of())) {
            backend.put(PATH, Content.of(new byte[1]), PutMode.create());
        }
        assertThat(home.resolve("data/host/models/a/object")).exists();
    }

    @Test
    void connect_failuresNameTheRepositoryAsConfigured() throws Exception {
        try (Backend backend = connect("file-system:~#models", Map.of())) {
            assertThatThrownBy(() -> backend.get(PATH, ByteRange.all()))
                    .isInstanceOfSatisfying(
                            RepositoryNotFoundException.class,
                            e -> assertThat(e.repository()).isEqualTo("file-system:~#models"));
        }
    }

    @Test
    void connect_option_isRefusedWithoutItsValue() {
        assertThatThrownBy(() -> connect("file-system:~#models", Map.of("password", "geheim")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("password")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void connect_waysToTakeTurns_areDeclaredTruly() throws Exception {
        Files.createDirectories(home.resolve("models"));
        for (String way : List.of("system", "file", "none")) {
            try (Backend backend = connect("file-system:~#models", Map.of("locks", way))) {
                assertThat(backend.capabilities().contains(Capability.COMPARE_AND_SET))
                        .as(way)
                        .isEqualTo(!way.equals("none"));
                backend.put(PATH, Content.of(new byte[1]), PutMode.overwrite());
            }
        }
        assertThatThrownBy(() -> connect("file-system:~#models", Map.of("locks", "maybe")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("system, file or none");
    }

    @Test
    void connect_misspeltOption_namesTheOneThatWasMeant() {
        assertThatThrownBy(() -> connect("file-system:~#models", Map.of("lock", "file")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("'lock'", "did you mean 'locks'");
    }

    @Test
    void connect_hostThatNobodyMeans_isAConfigurationErrorThatSaysSo() {
        assertThatThrownBy(() -> connect("file-system:$NONE_SUCH/host#models", Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("file-system:$NONE_SUCH/host#models", "only a shell replaces");
        assertThatThrownBy(() -> connect("file-system:file:///data#models", Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is a URL");
    }

    @Test
    void connect_impossibleFolder_isAConfigurationError() {
        assertThatThrownBy(() -> connect("file-system:/data/\0#models", Map.of()))
                .isInstanceOf(ConfigurationException.class);
    }

    private Backend connect(String repository, Map<String, String> options) {
        Environment environment = Environment.of(Map.of(), home, "user");
        return new FsBackendProvider()
                .connect(Repository.of(repository), new BackendSettings(options, environment, home));
    }
}
