package io.audmodel.backend.artifactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.ConfigurationException;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactoryConfigTest {

    private static final String HOST = "https://example.org/artifactory";

    @TempDir
    private Path home;

    @Test
    void options_areTheConstantsOfTheProvider() throws IllegalAccessException {
        Set<String> constants = new TreeSet<>();
        for (Field field : ArtifactoryBackendProvider.class.getFields()) {
            constants.add((String) field.get(null));
        }
        Map<String, String> options = Map.of("unknown", "1");
        assertThatThrownBy(() -> credentials(options, Map.of())).hasMessageContaining(": it has " + constants);
    }

    @Test
    void credentials_ofTheCode_winOverEnvironmentAndFile() throws IOException {
        write("[" + HOST + "]\nusername = file\npassword = of-file\n");
        Map<String, String> environment = Map.of("ARTIFACTORY_USERNAME", "env", "ARTIFACTORY_API_KEY", "of-env");

        assertThat(credentials(Map.of("username", "code", "password", "of-code"), environment))
                .contains(Credentials.basic("code", "of-code"));
        assertThat(credentials(Map.of("username", "code", "api_key", "of-code"), environment))
                .contains(Credentials.basic("code", "of-code"));
        assertThat(credentials(Map.of("api_key", "of-code"), environment)).contains(Credentials.apiKey("of-code"));
        assertThat(credentials(Map.of("access_token", "of-code"), environment)).contains(Credentials.bearer("of-code"));
        assertThat(credentials(Map.of("username", "anonymous"), environment)).isEmpty();
        assertThat(credentials(Map.of(), environment)).contains(Credentials.basic("env", "of-env"));
        assertThat(credentials(Map.of(), Map.of())).contains(Credentials.basic("file", "of-file"));
    }

    @Test
    void credentials_whatTheEnvironmentLeavesOut_comesFromTheFile() throws IOException {
        write("[example.org/artifactory]\nusername = file\npassword = of-file\n");

        assertThat(credentials(Map.of(), Map.of("ARTIFACTORY_USERNAME", "env")))
                .contains(Credentials.basic("env", "of-file"));
        assertThat(credentials(Map.of(), Map.of("ARTIFACTORY_API_KEY", "of-env")))
                .contains(Credentials.basic("file", "of-env"));
    }

    @Test
    void credentials_keyWithoutUser_isAKeyOrAToken() {
        assertThat(credentials(Map.of(), Map.of("ARTIFACTORY_API_KEY", "AKCp8abc")))
                .contains(Credentials.apiKey("AKCp8abc"));
        assertThat(credentials(Map.of(), Map.of("ARTIFACTORY_API_KEY", "eyJ2ZX")))
                .contains(Credentials.bearer("eyJ2ZX"));
    }

    @Test
    void credentials_ofAFileWithALineBreakAtItsEnd_areThoseWithout() {
        assertThat(credentials(Map.of("username", "me", "password", "secret\n"), Map.of()))
                .isEqualTo(credentials(Map.of("username", "me", "password", "secret"), Map.of()));
        assertThat(credentials(Map.of(), Map.of("ARTIFACTORY_API_KEY", "AKCp8abc\r\n")))
                .contains(Credentials.apiKey("AKCp8abc"));
    }

    @Test
    void credentials_nowhere_isAnonymous() throws IOException {
        assertThat(credentials(Map.of(), Map.of())).isEmpty();
        write("[" + HOST + "]\nusername = anonymous\n");
        assertThat(credentials(Map.of(), Map.of())).isEmpty();
        assertThat(credentials(Map.of(), Map.of("ARTIFACTORY_CONFIG_FILE", "~/absent.cfg")))
                .isEmpty();
    }

    @Test
    void file_isFoundByItsVariables_andReadLeniently() throws IOException {
        Files.writeString(home.resolve("other.cfg"), """
            # comment
            [https://other.example.org/artifactory]
            username = other
            password = wrong
            [http://example.org/artifactory/]
            Username: "me"
            ; comment
            password = a%%b=c:d'e
            verify = false
            """);
        for (String variable : new String[] {"ARTIFACTORY_CONFIG_FILE", "DOHQ_ARTIFACTORY_PYTHON_CFG"}) {
            assertThat(credentials(Map.of(), Map.of(variable, "~/other.cfg")))
                    .contains(Credentials.basic("me", "a%b=c:d'e"));
        }
    }

    @Test
    void file_sectionOfTheVeryUrl_winsOverASimilarOne() throws IOException {
        write("[http://example.org/artifactory]\nusername=a\npassword=1\n[" + HOST + "]\nusername=b\npassword=2\n");
        assertThat(credentials(Map.of(), Map.of())).contains(Credentials.basic("b", "2"));
    }

    @Test
    void file_noteBehindASection_leavesTheOneBeforeAlone() throws IOException {
        write("[" + HOST
                + "]\nusername=a\npassword=1\n[https://other.org/artifactory] ; note\nusername=b\npassword=2\n");
        assertThat(credentials(Map.of(), Map.of())).contains(Credentials.basic("a", "1"));
    }

    @Test
    void timeouts_areBoundedByDefault() {
        ArtifactoryConfig config = Connecting.config(Connecting.repository(HOST), Map.of());
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.readTimeout()).isEqualTo(Duration.ofSeconds(60));
        config =
                Connecting.config(Connecting.repository(HOST), Map.of("connect_timeout", "1.5", "read_timeout", "300"));
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(config.readTimeout()).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "ten", "NaN", "1e9", ""})
    void timeouts_withoutMeaning_areRefused(String value) {
        assertThatThrownBy(() -> Connecting.config(Connecting.repository(HOST), Map.of("read_timeout", value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("'" + value + "'", "read_timeout", "seconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "10000", "many", "8.0", ""})
    void connections_whichAreNoNumber_areRefused(String value) {
        assertThatThrownBy(() -> Connecting.config(Connecting.repository(HOST), Map.of("max_connections", value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("'" + value + "'", "max_connections", "from 1 to 9999");
    }

    @Test
    void options_thatAreUnknownOrHalf_areRefusedWithoutTheirValues() {
        for (Map<String, String> options : List.of(
                Map.of("passwd", "s3cret"),
                Map.of("password", "s3cret"),
                Map.of("username", "s3cret"),
                Map.of("api_key", "s3cret", "access_token", "s3cret"))) {
            assertThatThrownBy(() -> Connecting.config(Connecting.repository(HOST), options))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(options.keySet().iterator().next())
                    .hasMessageNotContaining("s3cret");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://example.org", "https://", "https://example.org/a?b=c", "https://example.org/#a", "a b"})
    void host_thatIsNoAddress_isRefused(String host) {
        assertThatThrownBy(() -> Connecting.config(Connecting.repository(host), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(host, "https://example.org/artifactory");
    }

    @Test
    void toString_showsNoCredentials() {
        ArtifactoryConfig config =
                Connecting.config(Connecting.repository(HOST), Map.of("username", "me", "password", "s3cret"));
        String encoded = Credentials.basic("me", "s3cret").value();
        assertThat(config.toString() + config.credentials() + config.proxy())
                .doesNotContain("s3cret")
                .doesNotContain(encoded);
    }

    private Optional<Credentials> credentials(Map<String, String> options, Map<String, String> variables) {
        return ArtifactoryConfig.of(Connecting.repository(HOST), Connecting.settings(options, variables, home))
                .credentials();
    }

    private void write(String text) throws IOException {
        Files.writeString(home.resolve(".artifactory_python.cfg"), text);
    }
}
