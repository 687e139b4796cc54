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
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Credentials as a cluster hands them out, in processes with its variables, on a server that plays STS, and then checks each
 * signature and permission; and a key of KMS. Runs with the profile {@code stores} alone, which has the library for STS.
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
        Path work = folder.resolve("pod-" + ++cases);
        Samples.file(work.resolve("empty"), "");
        Jvm.Launch launch = new Jvm.Launch(work)
                .variable("AWS_ENDPOINT_URL_STS", server.endpoint())
                .variable("AWS_REGION", "us-east-1")
                .variable("AWS_EC2_METADATA_DISABLED", "true");
        variables.forEach(launch::variable);
        return launch.start(repository, work.resolve("cache"), work.resolve("reads"));
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
