package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.CredentialSource;
import io.audmodel.backend.Environment;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where credentials come from, as it is said to people, and never what they are. */
class S3CredentialSourceTest {

    private static final String KEY = "canary-key";
    private static final String SECRET = "canary-s3cret";

    @TempDir
    private Path home;

    private CredentialSource source(Map<String, String> options, Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.put("AWS_EC2_METADATA_DISABLED", "true");
        CredentialSource source = new S3BackendProvider()
                .credentials(
                        new Repository("s3", "https://s3.example.org", "models"),
                        new BackendSettings(options, Environment.of(all, home, "tester"), home))
                .orElseThrow();
        assertThat(source.toString()).doesNotContain(KEY, SECRET);
        return source;
    }

    @Test
    void firstPlaceThatHasSome_isNamed() throws IOException {
        assertThat(source(Map.of(), Map.of()).isFound()).isFalse();
        assertThat(source(Map.of(), Map.of()).where())
                .contains("MINIO_ACCESS_KEY and MINIO_SECRET_KEY: not set", "AWS_ACCESS_KEY_ID", "profile 'default'");

        Path aws = Files.createDirectory(home.resolve(".aws")).resolve("credentials");
        Files.writeString(aws, "[default]\naws_access_key_id = " + KEY + "\naws_secret_access_key = " + SECRET + "\n");
        assertThat(source(Map.of(), Map.of()))
                .matches(CredentialSource::isFound)
                .extracting(CredentialSource::where)
                .asString()
                .contains("profile 'default'", aws.toString());

        Map<String, String> variables =
                new HashMap<>(Map.of("AWS_ACCESS_KEY_ID", KEY, "AWS_SECRET_ACCESS_KEY", SECRET));
        assertThat(source(Map.of(), variables))
                .isEqualTo(CredentialSource.found("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"));

        Path minio = Files.createDirectories(home.resolve(".config/audbackend")).resolve("minio.cfg");
        Files.writeString(minio, "[s3.example.org]\naccess_key = " + KEY + "\nsecret_key = " + SECRET + "\n");
        assertThat(source(Map.of(), variables)).isEqualTo(CredentialSource.found(minio.toString()));

        variables.putAll(Map.of("MINIO_ACCESS_KEY", KEY, "MINIO_SECRET_KEY", SECRET));
        assertThat(source(Map.of(), variables))
                .isEqualTo(CredentialSource.found("MINIO_ACCESS_KEY and MINIO_SECRET_KEY"));

        variables.putAll(Map.of("MINIO_ACCESS_KEY_S3_EXAMPLE_ORG", KEY, "MINIO_SECRET_KEY_S3_EXAMPLE_ORG", SECRET));
        assertThat(source(Map.of(), variables).where()).startsWith("MINIO_ACCESS_KEY_S3_EXAMPLE_ORG and ");

        assertThat(source(Map.of("access_key", KEY, "secret_key", SECRET), variables))
                .isEqualTo(CredentialSource.found("the options"));
    }

    @Test
    void givenCredentials_areNotShown() {
        assertThat(GivenCredentials.of(
                                Map.of("access_key", KEY, "secret_key", SECRET),
                                Environment.of(Map.of(), home, "tester"),
                                "s3.example.org",
                                Map.of())
                        .orElseThrow())
                .hasToString("GivenCredentials[the options]");
    }
}
