package io.audmodel.backend.artifactory;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.CredentialSource;
import io.audmodel.backend.Environment;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where credentials come from, as it is said to people, and never what they are. */
class LoginTest {

    private static final String HOST = "https://example.org/artifactory";
    private static final String SECRET = "canary-s3cret";

    @TempDir
    private Path home;

    private CredentialSource source(Map<String, String> options, Map<String, String> variables) {
        CredentialSource source = new ArtifactoryBackendProvider()
                .credentials(
                        new Repository("artifactory", HOST, "models"),
                        new BackendSettings(options, Environment.of(variables, home, "tester"), home))
                .orElseThrow();
        assertThat(source.toString()).doesNotContain(SECRET);
        return source;
    }

    @Test
    void firstPlaceThatHasSome_isNamed() throws IOException {
        Path file = home.resolve(".artifactory_python.cfg");
        assertThat(source(Map.of(), Map.of()))
                .isEqualTo(CredentialSource.none("ARTIFACTORY_USERNAME and ARTIFACTORY_API_KEY; " + file));

        Files.writeString(file, "[" + HOST + "]\nusername = me\npassword = " + SECRET + "\n");
        assertThat(source(Map.of(), Map.of())).isEqualTo(CredentialSource.found(file.toString()));
        assertThat(source(Map.of(), Map.of("ARTIFACTORY_USERNAME", "me")))
                .isEqualTo(CredentialSource.found("ARTIFACTORY_USERNAME and " + file));
        assertThat(source(Map.of(), Map.of("ARTIFACTORY_USERNAME", "me", "ARTIFACTORY_API_KEY", SECRET)))
                .isEqualTo(CredentialSource.found("ARTIFACTORY_USERNAME and ARTIFACTORY_API_KEY"));
        assertThat(source(Map.of("api_key", SECRET), Map.of())).isEqualTo(CredentialSource.found("the options"));
        assertThat(source(Map.of("username", "anonymous"), Map.of()).isFound()).isFalse();
    }
}
