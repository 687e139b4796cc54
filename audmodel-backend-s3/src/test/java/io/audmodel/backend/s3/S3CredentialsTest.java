package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Content;
import io.audmodel.backend.Environment;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.AudModelException;
import io.audmodel.error.AuthenticationException;
import io.audmodel.error.ConfigurationException;
import io.audmodel.model.Repository;
import io.audmodel.servers.S3ProxyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where credentials are looked for, and what is said where there are none; against a server that checks signatures. */
class S3CredentialsTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static S3ProxyServer server;

    @TempDir
    private Path home;

    @BeforeAll
    static void start() throws Exception {
        server = S3ProxyServer.start();
        server.createBucket("models");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void home() throws IOException {
        Files.createDirectory(home.resolve(".aws"));
    }

    @Test
    void missingProfile_isNamedWithTheOneThatWasMeant_andItsFiles() throws IOException {
        write("config", "[profile team]\nregion = eu-north-1\n");
        assertDenied(Map.of("AWS_PROFILE", "tema"))
                .hasMessageContainingAll(
                        "no credentials were found",
                        "profile 'tema' of " + home.resolve(".aws/config"),
                        home.resolve(".aws/credentials") + " (there is no such file)",
                        "there is no such profile; did you mean 'team'?",
                        "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: not set",
                        "switched off by AWS_EC2_METADATA_DISABLED");
    }

    @Test
    void halfAPair_isAnError_alsoWhereAProfileHasCredentials() throws IOException {
        write(
                "credentials",
                "[default]\naws_access_key_id = " + server.accessKey() + "\naws_secret_access_key = "
                        + server.secretKey() + "\n");
        try (Backend backend = connect(Map.of("AWS_ACCESS_KEY_ID", "hidden"), Map.of())) {
            assertThatThrownBy(() -> backend.stat(PATH))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY only the first is set")
                    .hasMessageNotContaining("hidden");
        }
        try (Backend backend = connect(Map.of("AWS_SECRET_ACCESS_KEY", "hidden"), Map.of())) {
            assertThatThrownBy(() -> backend.stat(PATH))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("only the second is set")
                    .hasMessageNotContaining("hidden");
        }
    }

    @Test
    void helperThatFails_isTold() throws IOException {
        write("config", "[default]\ncredential_process = /bin/false\n");
        assertDenied(Map.of())
                .hasMessageContainingAll(
                        "no credentials were found", "profile 'default'", "credential_process ended with status 1");
    }

    @Test
    void variablesAndProfiles_areUsed() throws IOException {
        Map<String, String> keys = Map.of(
                "AWS_ACCESS_KEY_ID", server.accessKey(),
                "AWS_SECRET_ACCESS_KEY", server.secretKey());
        try (Backend backend = connect(keys, Map.of())) {
            assertThat(backend.stat(PATH)).isEmpty();
        }
        write(
                "credentials",
                "[team]\naws_access_key_id = " + server.accessKey() + "\naws_secret_access_key = " + server.secretKey()
                        + "\n");
        try (Backend backend = connect(Map.of("AWS_PROFILE", "team"), Map.of())) {
            assertThat(backend.stat(PATH)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"config", "credentials"})
    void flawedFile_isNamed_andHarmlessWhereKeysAreGiven(String file) throws IOException {
        for (String flawed : new String[] {
            "aws_access_key_id = hidden\n",
            "  aws_secret_access_key = hidden\n",
            "\uFEFF[default]\naws_secret_access_key = hidden\n",
            "[default\naws_secret_access_key = hidden\n",
            "[default]\nhidden\n"
        }) {
            write(file, flawed);
            assertThatThrownBy(() -> connect(Map.of(), Map.of()))
                    .as(flawed)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(home.resolve(".aws/" + file).toString())
                    .hasMessageNotContaining("hidden");
            try (Backend backend = connect(Map.of(), server.options())) {
                assertThat(backend.stat(PATH)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "role_arn = arn:aws:iam::1:role/x, sts",
        "sso_start_url = https://x,        sso",
        "sso_session = x,                  ssooidc"
    })
    void profileThatNeedsALibrary_namesIt(String line, String module) throws IOException {
        write("config", "[default]\n" + line + "\n");
        assertThatThrownBy(() -> connect(Map.of(), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(
                        line.split(" ")[0],
                        "add ",
                        "software.amazon.awssdk:" + module + ":2.",
                        "aws configure export-credentials --profile default --format env");
    }

    /** Also where the last one leads back to the first. */
    @ParameterizedTest
    @ValueSource(strings = {"", "source_profile = default\n"})
    void profileThatTakesAnothersCredentials_namesTheLibraryOfThat(String further) throws IOException {
        write(
                "config",
                "[default]\nsource_profile = a\n[profile a]\nsource_profile = b\n[profile b]\nsso_session = x\n"
                        + further);
        assertThatThrownBy(() -> connect(Map.of(), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("the profile 'b'", "sso_session", "software.amazon.awssdk:ssooidc:2.");
    }

    @Test
    void webIdentity_withoutItsLibrary_isNeverAnonymous() {
        assertThatThrownBy(() -> connect(
                        Map.of(
                                "AWS_WEB_IDENTITY_TOKEN_FILE",
                                "/var/run/token",
                                "AWS_ROLE_ARN",
                                "arn:aws:iam::1:role/x"),
                        Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("AWS_WEB_IDENTITY_TOKEN_FILE", "software.amazon.awssdk:sts:2.");
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_REGION=a-b-1;AWS_DEFAULT_REGION=a-b-2, a-b-1",
        "AWS_DEFAULT_REGION=a-b-2;AWS_PROFILE=team, a-b-2",
        "AWS_PROFILE=team,                          a-b-3",
        "X=y,                                       us-east-1"
    })
    void region_isFoundWhereTheToolsOfAwsFindIt(String variables, String region) throws IOException {
        write("config", "[profile team]\nregion = a-b-3\n");
        Map<String, String> map = new HashMap<>();
        for (String variable : variables.split(";")) {
            map.put(variable.split("=")[0], variable.split("=")[1]);
        }
        assertThat(S3Config.of(new Repository("s3", "localhost:9000", "models"), settings(map, Map.of()))
                        .region())
                .isEqualTo(region);
    }

    @Test
    void fips_isNotInTheWay_andNotForgotten() {
        Map<String, String> fips = Map.of("AWS_USE_FIPS_ENDPOINT", "true");
        for (String host : new String[] {"s3-fips.us-east-1.amazonaws.com", server.endpoint()}) {
            new S3BackendProvider()
                    .connect(new Repository("s3", host, "models"), settings(fips, server.options()))
                    .close();
        }
        try (Backend backend = connect(fips, server.options())) {
            assertThat(backend.stat(PATH)).isEmpty();
        }
        assertThatThrownBy(() -> new S3BackendProvider()
                        .connect(
                                new Repository("s3", "s3.us-east-1.amazonaws.com", "models"), settings(fips, Map.of())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("s3-fips.us-east-1.amazonaws.com");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertDenied(Map<String, String> variables) {
        try (Backend backend = connect(variables, Map.of())) {
            return assertThatThrownBy(() -> backend.put(PATH, Content.of(new byte[1]), PutMode.overwrite()))
                    .isInstanceOf(AudModelException.class)
                    .isInstanceOfAny(AccessDeniedException.class, AuthenticationException.class)
                    .hasMessageNotContaining("hidden");
        }
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(home.resolve(".aws").resolve(file), text);
    }

    private Backend connect(Map<String, String> variables, Map<String, String> options) {
        return new S3BackendProvider()
                .connect(new Repository("s3", server.endpoint(), "models"), settings(variables, options));
    }

    private BackendSettings settings(Map<String, String> variables, Map<String, String> options) {
        Map<String, String> all = new HashMap<>(variables);
        all.put("AWS_EC2_METADATA_DISABLED", "true");
        return new BackendSettings(options, Environment.of(all, home, "tester"), home);
    }
}
