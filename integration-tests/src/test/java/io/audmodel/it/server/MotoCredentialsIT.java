package io.audmodel.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.Environment;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.s3.S3BackendProvider;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Repository;
import io.audmodel.servers.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Credentials as a cluster hands them out, in processes with its variables, on a server that plays STS, and then checks each
 * signature and permission; and a key of KMS. Runs with the profile {@code stores} alone, which has the libraries for STS and SSO.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MotoCredentialsIT {

    private static final int FOR_EVER = 1_000_000_000;

    @TempDir
    private static Path folder;

    private S3Server server;
    private MotoAdmin admin;
    private Repository repository;
    private String publisher;
    private String nobody;
    private String[] user;
    private int cases;

    @BeforeAll
    void begin() {
        server = Store.MOTO.start(folder, Map.of());
        admin = new MotoAdmin(server.endpoint());
        server.createBucket("models");
        repository = new Repository("s3", server.endpoint(), "models");
        publisher = admin.createRole("publisher");
        admin.permit("publisher", "s3:*");
        nobody = admin.createRole("nobody");
        user = admin.createUser("user", "sts:AssumeRole");
    }

    @AfterAll
    void end() {
        server.close();
    }

    @Test
    void webIdentity_takesItsRole() {
        assertThatItPublishesAndLoads(webIdentity(publisher));
    }

    @Test
    void webIdentity_ofARoleThatMayNothing_isDenied() {
        try (Jvm pod = pod(webIdentity(nobody))) {
            assertThat(publish(pod))
                    .startsWith("AccessDeniedException")
                    .doesNotContain("no credentials", "token-of-the-cluster");
        }
    }

    @Test
    void profileWithARoleAndASource_takesTheRole() {
        assertThatItPublishesAndLoads(profile("publisher"));
    }

    @Test
    void theSourceItself_mayNotDoWhatItsRoleMay() {
        try (Jvm pod = pod(profile("base"))) {
            assertThat(publish(pod)).startsWith("AccessDeniedException");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[profile base]\nsso_session = corp\nROLE[sso-session corp]\nSTART",
                "[profile base]\nSTARTROLE",
                "[profile base]\nrole_arn = PUBLISHER\nsource_profile = login\n"
                        + "[profile login]\nsso_session = corp\nROLE[sso-session corp]\nSTART"
            })
    void sso_takesTheRoleOfWhoHasLoggedIn(String config) throws IOException {
        try (SsoPortal portal = portal()) {
            assertThatItPublishesAndLoads(sso(portal, config, SsoPortal.TOKEN, Duration.ofHours(8)));
        }
    }

    @ParameterizedTest
    @CsvSource({"token-of-another, 8, not found or invalid", "token-of-the-login, -1, has expired"})
    void sso_whoseLoginIsOver_isDeniedWithTheReason(String token, int hours, String reason) throws IOException {
        String config = "[profile base]\nsso_session = corp\nROLE[sso-session corp]\nSTART";
        try (SsoPortal portal = portal();
                Jvm pod = pod(
                        new Repository("s3", portal.endpoint(), "models"),
                        sso(portal, config, token, Duration.ofHours(hours)))) {
            assertThat(pod.ask("publish " + Samples.write(folder.resolve("denied"), "seed") + " 1.0.0 it"))
                    .contains("Exception", "no credentials", "profile 'base'", reason, "aws sso login")
                    .doesNotContain(token);
        }
    }

    @Test
    void keyOfKms_encryptsWholeObjectsAndThoseInParts() throws IOException {
        admin.checkAfter(FOR_EVER);
        String key = admin.createKey();
        Map<String, String> options = new HashMap<>(server.options());
        options.putAll(Map.of("sse", "aws:kms", "sse_kms_key_id", key));
        Environment nothing = Environment.of(Map.of(), folder, Workshop.USER);
        try (Backend backend =
                        new S3BackendProvider().connect(repository, new BackendSettings(options, nothing, folder));
                S3Client client = client()) {
            for (int size : new int[] {1_000, 17_000_000}) {
                ObjectPath path = new ObjectPath("encrypted/" + size);
                backend.put(path, Content.of(new byte[size]), PutMode.create());
                HeadObjectResponse told =
                        client.headObject(head -> head.bucket("models").key(path.text()));
                assertThat(told.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
                assertThat(told.ssekmsKeyId()).isEqualTo(key);
                try (ObjectBody body = backend.get(path, ByteRange.all())) {
                    assertThat(body.stream().readAllBytes()).isEqualTo(new byte[size]);
                }
            }
        }
    }

    private void assertThatItPublishesAndLoads(Map<String, String> variables) {
        try (Jvm pod = pod(variables)) {
            String id = publish(pod);
            assertThat(id).matches("[0-9a-f]{8}-\\d\\.0\\.0");
            assertThat(pod.ask("load " + id)).matches("[0-9a-f]{32}");
        }
    }

    private String publish(Jvm pod) {
        // The first request is the one to STS, which moto cannot check: it has no signature.
        admin.checkAfter(1);
        return pod.ask("publish " + Samples.write(folder.resolve("model-" + cases), "seed " + cases) + " " + cases
                + ".0.0 it");
    }

    private Jvm pod(Map<String, String> variables) {
        return pod(repository, variables);
    }

    private Jvm pod(Repository models, Map<String, String> variables) {
        Path work = folder.resolve("pod-" + ++cases);
        Samples.file(work.resolve("empty"), "");
        Jvm.Launch launch = new Jvm.Launch(work)
                .variable("AWS_ENDPOINT_URL_STS", server.endpoint())
                .variable("AWS_REGION", "us-east-1")
                .variable("AWS_EC2_METADATA_DISABLED", "true");
        variables.forEach(launch::variable);
        return launch.start(models, work.resolve("cache"), work.resolve("reads"));
    }

    private Map<String, String> webIdentity(String role) {
        Path token = Samples.file(folder.resolve("token"), "token-of-the-cluster");
        return Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString(), "AWS_ROLE_ARN", role);
    }

    private Map<String, String> profile(String name) {
        Path config = Samples.file(
                folder.resolve("config"),
                "[profile base]\naws_access_key_id = " + user[0] + "\naws_secret_access_key = " + user[1]
                        + "\n[profile publisher]\nrole_arn = " + publisher + "\nsource_profile = base\n");
        return Map.of("AWS_CONFIG_FILE", config.toString(), "AWS_PROFILE", name);
    }

    private SsoPortal portal() throws IOException {
        admin.checkAfter(FOR_EVER);
        return new SsoPortal(admin.takeRole(publisher));
    }

    /** The files that {@code aws configure sso} and {@code aws sso login} leave. */
    private Map<String, String> sso(SsoPortal portal, String config, String token, Duration valid) {
        Path home = folder.resolve("home-" + cases);
        String start = "https://corp.awsapps.com/start";
        String text = config.replace("START", "sso_start_url = " + start + "\nsso_region = us-east-1\n")
                .replace("ROLE", "sso_account_id = " + SsoPortal.ACCOUNT + "\nsso_role_name = " + SsoPortal.ROLE + "\n")
                .replace("PUBLISHER", publisher);
        Samples.file(home.resolve(".aws/config"), text);
        String login = config.contains("sso-session") ? "corp" : start;
        Samples.file(
                home.resolve(".aws/sso/cache/" + sha1(login) + ".json"),
                "{\"startUrl\": \"" + start + "\", \"region\": \"us-east-1\", \"accessToken\": \"" + token
                        + "\", \"expiresAt\": \""
                        + Instant.now().plus(valid).truncatedTo(ChronoUnit.SECONDS) + "\"}");
        return Map.of("HOME", home.toString(), "AWS_PROFILE", "base", "AWS_ENDPOINT_URL_SSO", portal.endpoint());
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private S3Client client() {
        return S3Client.builder()
                .endpointOverride(URI.create(server.endpoint()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
                .build();
    }
}
