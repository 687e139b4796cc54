package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Environment;
import io.audmodel.error.ConfigurationException;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

class S3ConfigTest {

    @TempDir
    private Path home;

    @Test
    void options_areTheConstantsOfTheProvider() throws IllegalAccessException {
        Set<String> constants = new TreeSet<>();
        for (Field field : S3BackendProvider.class.getFields()) {
            constants.add((String) field.get(null));
        }
        Map<String, String> options = Map.of("unknown", "1");
        assertThatThrownBy(() -> config("example.org", options, Map.of()))
                .hasMessageContaining(": it has " + constants);
    }

    @Test
    void credentials_comeFromTheFirstPlaceThatHasThem() throws IOException {
        Files.createDirectories(home.resolve(".config/audbackend"));
        Files.writeString(home.resolve(".config/audbackend/minio.cfg"), """
                [other.org]
                access_key = wrong
                secret_key = wrong
                [example.org:9000]
                access_key = "file"
                secret_key = 'hidden'
                secure = False
                connect_timeout = 2.5
                """);
        Map<String, String> general = Map.of("MINIO_ACCESS_KEY", "general", "MINIO_SECRET_KEY", "s");
        Map<String, String> forHost = Map.of(
                "MINIO_ACCESS_KEY", "general",
                "MINIO_SECRET_KEY", "s",
                "MINIO_ACCESS_KEY_EXAMPLE_ORG_9000", "host",
                "MINIO_SECRET_KEY_EXAMPLE_ORG_9000", "s");
        Map<String, String> code = Map.of("access_key", "code", "secret_key", "s");

        assertThat(accessKey(config("example.org:9000", Map.of(), Map.of()))).isEqualTo("file");
        assertThat(accessKey(config("example.org:9000", Map.of(), general))).isEqualTo("general");
        assertThat(accessKey(config("example.org:9000", Map.of(), forHost))).isEqualTo("host");
        assertThat(accessKey(config("example.org:9000", code, forHost))).isEqualTo("code");
        assertThat(config("example.org", Map.of(), Map.of()).credentials()).isEmpty();
        S3Config file = config("example.org:9000", Map.of(), Map.of());
        assertThat(file.endpoint().uri()).hasToString("http://example.org:9000");
        assertThat(file.connectTimeout()).isEqualTo(Duration.ofMillis(2_500));
    }

    @Test
    void credentials_ofAFile_areThoseOfTheHost_asConfigparserReadsThem() throws IOException {
        Files.createDirectories(home.resolve(".config/audbackend"));
        Files.writeString(home.resolve(".config/audbackend/minio.cfg"), """
                [DEFAULT]
                access_key = everybody
                [a.org]
                secret_key = of-%%a
                [b.org] ; a note
                access_key = b
                secret_key = of-b
                """);
        assertThat(config("a.org", Map.of(), Map.of()).credentials())
                .contains(AwsBasicCredentials.create("everybody", "of-%a"));
        assertThat(config("b.org", Map.of(), Map.of()).credentials()).contains(AwsBasicCredentials.create("b", "of-b"));
        assertThat(config("c.org", Map.of(), Map.of()).credentials()).isEmpty();
    }

    @Test
    void endpoint_withAPassword_isRefusedWithoutShowingIt() {
        for (String host : List.of("https://me:s3/cret@example.org", "me:s3cret@example.org", "http://me:s3 cret@x")) {
            assertThatThrownBy(() -> Endpoint.parse(host, true))
                    .isInstanceOf(ConfigurationException.class)
                    .hasNoCause()
                    .hasMessageContaining("***@")
                    .hasMessageNotContainingAny("s3/cret", "s3cret", "s3 cret", "me:");
        }
    }

    @Test
    void endpoint_withAnUnderscore_saysThatThisIsWhatIsWrong() {
        for (String host : List.of("my_minio:9000", "http://my_minio:9000", "my_minio")) {
            assertThatThrownBy(() -> Endpoint.parse(host, true))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContainingAll("'my_minio'", "underscore", "IP address");
        }
    }

    @Test
    void endpoint_tellsRegionAndStyle() {
        S3Config amazon = config("s3.eu-north-1.amazonaws.com", Map.of(), Map.of());
        assertThat(amazon.region()).isEqualTo("eu-north-1");
        assertThat(amazon.endpoint().amazon()).isPresent();
        assertThat(amazon.endpoint().uri()).hasToString("https://s3.eu-north-1.amazonaws.com");
        assertThat(config("https://s3.amazonaws.com", Map.of(), Map.of()).region())
                .isEqualTo("us-east-1");
        assertThat(config("http://localhost:9000/", Map.of(), Map.of())
                        .endpoint()
                        .uri())
                .hasToString("http://localhost:9000");
        assertThat(config("amazonaws.com.example.org", Map.of(), Map.of())
                        .endpoint()
                        .amazon())
                .isEmpty();
    }

    @Test
    void mistakes_areRefusedWithoutShowingASecret() {
        Map<String, String> unknown = Map.of("secret_kee", "hidden");
        assertThatThrownBy(() -> config("example.org", unknown, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("secret_kee")
                .hasMessageNotContaining("hidden");
        assertThatThrownBy(() -> config("example.org", Map.of("secret_key", "hidden"), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageNotContaining("hidden");
        for (Map<String, String> options : List.of(
                Map.of("access_key", "known", "secret_key", " "),
                Map.of("access_key", "\0", "secret_key", "hidden"),
                Map.of("secure", "perhaps"),
                Map.of("read_timeout", "0"),
                Map.of("conditional_writes", "some"))) {
            assertThatThrownBy(() -> config("example.org", options, Map.of()))
                    .isInstanceOf(ConfigurationException.class);
        }
        assertThatThrownBy(() -> config("http://example.org/path", Map.of(), Map.of()))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void toString_showsNoCredentials() {
        S3Config config = config("example.org", Map.of("access_key", "known", "secret_key", "hidden"), Map.of());
        assertThat(config.toString()).contains("example.org").doesNotContain("known", "hidden");
    }

    private S3Config config(String host, Map<String, String> options, Map<String, String> variables) {
        Environment environment = Environment.of(variables, home, "tester");
        return S3Config.of(new Repository("s3", host, "models"), new BackendSettings(options, environment, home));
    }

    private static String accessKey(S3Config config) {
        return config.credentials().orElseThrow().accessKeyId();
    }
}
