package io.audmodel.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.servers.RawServer;
import io.audmodel.servers.S3ProxyServer;
import io.audmodel.servers.S3Stub;
import io.audmodel.servers.SelfSigned;
import io.audmodel.signing.SigningKeyPair;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code audmodel doctor} names what is broken in a set-up, with its cure, and never a secret. */
@Timeout(180)
@Tag("one-jdk")
class DoctorTest {

    private static final String SECRET = "wr0ng-s3cret";

    /** What a server answers is what counts here, and a busy machine may need more time for it than a check has. */
    private static final String PATIENT = "--call-timeout=60";

    private static final String DENIED = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>";

    /** An answer of Amazon's to a request that was signed for another region. */
    private static final String ELSEWHERE = "<Error><Code>AuthorizationHeaderMalformed</Code><Message>the region"
            + " 'us-east-1' is wrong; expecting 'eu-west-1'</Message><Region>eu-west-1</Region></Error>";

    @TempDir
    private Path folder;

    private DoctorRun doctor;

    @BeforeEach
    void begin() throws Exception {
        Files.createDirectories(folder.resolve("host/models"));
        doctor = new DoctorRun(folder)
                .variable("AUDMODEL_REPOSITORIES", "file-system:" + folder.resolve("host") + "#models")
                .variable("AUDMODEL_CACHE_ROOT", folder.resolve("cache").toString());
    }

    @Test
    void whatWorks_isSaidToBeWell_withWhereEachSettingCameFrom() throws Exception {
        try (ArtifactoryStandIn server =
                ArtifactoryStandIn.builder().local("models").user("me", SECRET).start()) {
            doctor.variable("AUDMODEL_REPOSITORIES", "artifactory:" + server.url() + "#models")
                    .variable("ARTIFACTORY_USERNAME", "me")
                    .variable("ARTIFACTORY_API_KEY", SECRET);

            DoctorRun.Report report = doctor.run(PATIENT);
            assertThat(report.status()).as(report.out()).isZero();
            assertThat(report.out())
                    .contains("cache layout: that of the Python package")
                    .contains("cache root: " + folder.resolve("cache") + " (the variable AUDMODEL_CACHE_ROOT)")
                    .contains("call timeout: 60.0 s (an option of the command)")
                    .contains("offline: false (default)")
                    .contains("#models: works, ")
                    .contains("credentials: from ARTIFACTORY_USERNAME and ARTIFACTORY_API_KEY")
                    .contains("clock: ")
                    .contains("locks: working")
                    .contains("free: ")
                    .endsWith("\nall is well\n");

            JsonNode json =
                    new ObjectMapper().readTree(doctor.run(PATIENT, "--json").out());
            assertThat(json.at("/well").asBoolean()).isTrue();
            assertThat(json.at("/repositories/0/credentialsFound").asBoolean()).isTrue();
            assertThat(json.at("/settings/0/source").asText()).isEqualTo("variable");
            assertThat(json.at("/cache/locks").asText()).isEqualTo("working");
            assertThat(json.toString()).doesNotContain(SECRET);
        }
    }

    @Test
    void nothingConfigured_isNamed() throws Exception {
        // So that nothing leaves this machine.
        doctor.variable("AUDMODEL_REPOSITORIES", "")
                .variable("HTTPS_PROXY", "http://127.0.0.1:1")
                .variable("https_proxy", "http://127.0.0.1:1");

        doctor.run("--call-timeout", "1").names("nothing is configured", "by --repository or AUDMODEL_REPOSITORIES");
    }

    @Test
    void wrongKey_isNamed_andNoSecretShown() throws Exception {
        try (S3ProxyServer server = S3ProxyServer.start()) {
            server.createBucket("models");
            doctor.variable("AUDMODEL_REPOSITORIES", "s3:" + server.endpoint() + "#models")
                    .variable("MINIO_ACCESS_KEY", server.accessKey())
                    .variable("MINIO_SECRET_KEY", SECRET);

            DoctorRun.Report report = doctor.run(PATIENT);
            report.names("the credentials are those of MINIO_ACCESS_KEY and MINIO_SECRET_KEY: correct them there");
            DoctorRun.Report json = doctor.run(PATIENT, "--json", "-v");
            assertThat(new ObjectMapper()
                            .readTree(json.out())
                            .at("/findings/0/cure")
                            .asText())
                    .contains("MINIO_SECRET_KEY");
            assertThat(report.out() + report.err() + json.out() + json.err()).doesNotContain(SECRET);
        }
    }

    @Test
    void missingCredentials_areNamed_withThePlacesThatWereSearched() throws Exception {
        try (RawServer server = answering("403 Forbidden", DENIED)) {
            doctor.variable("AUDMODEL_REPOSITORIES", "s3:" + server.endpoint() + "#models");

            doctor.run(PATIENT)
                    .names(
                            "no credentials were found",
                            "searched were MINIO_ACCESS_KEY and MINIO_SECRET_KEY: not set",
                            "AWS_ACCESS_KEY_ID",
                            "give some in one of these");
        }
    }

    @Test
    void wrongRegion_isNamed() throws Exception {
        try (RawServer server = answering("400 Bad Request", ELSEWHERE)) {
            doctor.variable("AUDMODEL_REPOSITORIES", "s3:" + server.endpoint() + "#models")
                    .variable("MINIO_ACCESS_KEY", "a")
                    .variable("MINIO_SECRET_KEY", SECRET);

            doctor.run(PATIENT)
                    .names("region", "set the option region, by ?region=", "the variable AUDMODEL_REPOSITORIES");
        }
    }

    @Test
    void authorityThatIsNotKnown_isNamed() throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.in(folder).context()));
        server.start();
        try {
            String host = "https://127.0.0.1:" + server.getAddress().getPort();
            doctor.variable(
                            "AUDMODEL_REPOSITORIES",
                            "s3:" + host + "#models,artifactory:" + host + "/artifactory#models")
                    .variable("MINIO_ACCESS_KEY", "a")
                    .variable("MINIO_SECRET_KEY", SECRET);

            doctor.run(PATIENT).names("by AWS_CA_BUNDLE or SSL_CERT_FILE", "by REQUESTS_CA_BUNDLE or SSL_CERT_FILE");
        } finally {
            server.stop(0);
        }
    }

    /** As servers in Go and nginx do. */
    @Test
    void portWithoutTls_isNamed() throws Exception {
        try (RawServer server = new RawServer(0, socket -> {
            if (socket.getInputStream().read() >= 0) {
                RawServer.write(socket.getOutputStream(), "HTTP/1.1 400 Bad Request\r\n\r\n");
            }
        })) {
            String host = server.endpoint().replace("http://", "https://");
            doctor.variable(
                            "AUDMODEL_REPOSITORIES",
                            "s3:" + host + "#models,artifactory:" + host + "/artifactory#models")
                    .variable("MINIO_ACCESS_KEY", "a")
                    .variable("MINIO_SECRET_KEY", SECRET);

            assertThat(doctor.run(PATIENT).out().split("it does not speak TLS; .* write http://", -1))
                    .hasSize(3);
        }
    }

    @Test
    void portThatIsSilentToTls_isNamed() throws Exception {
        try (S3Stub server = S3Stub.start(folder)) {
            doctor.variable("AUDMODEL_REPOSITORIES", "s3:" + server.endpoint().replace("http:", "https:") + "#models")
                    .variable("MINIO_ACCESS_KEY", "a")
                    .variable("MINIO_SECRET_KEY", SECRET);

            doctor.run("--call-timeout", "1").names("then write http:// before the host", "--call-timeout");
        }
    }

    @Test
    void cacheThatCannotBeWritten_isNamed() throws Exception {
        doctor.run("--cache-root", "/proc/none")
                .names(
                        "the cache /proc/none cannot be written",
                        "let this user write there",
                        "an option of the command");
    }

    @Test
    void locksThatCannotBeCalled_areNamed() throws Exception {
        doctor.flag("-Djna.nosys=true")
                .flag("-Djna.nounpack=true")
                .run()
                .names("flock cannot be called", "may hold programs");
    }

    @Test
    void fullDisk_isNamed() throws Exception {
        List<String> withMounts = List.of("unshare", "--mount", "--propagation", "private");
        assumeTrue(mayMount(withMounts), "the superuser alone can mount a disk of a few bytes");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        doctor.variable("AUDMODEL_CACHE_ROOT", disk.resolve("cache").toString())
                .by(withMounts)
                .by(List.of(
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=64k none \"$1\" && { head -c 100000 /dev/zero > \"$1/full\"; shift;"
                                + " exec \"$@\"; }",
                        "sh",
                        disk.toString()))
                .run()
                .names("No space left on device", "bytes left: make room, by 'audmodel cache prune --older-than 30d'");
    }

    @Test
    void misspeltKeyOfTheFile_isNamed() throws Exception {
        Path file = folder.resolve("home/.config/audmodel.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "cache_rot: /data/cache\n");

        DoctorRun.Report report = doctor.variable("AUDMODEL_CACHE_ROOT", "").run();
        report.names(file.toString(), "cache_rot", "did you mean 'cache_root'?");
        assertThat(report.status()).isEqualTo(2);
        assertThat(report.out()).startsWith("audmodel ");
        assertThat(new ObjectMapper()
                        .readTree(doctor.run("--json").out())
                        .at("/well")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void misspeltVariable_isNamed() throws Exception {
        DoctorRun.Report report = doctor.variable("AUDMODEL_REPOSITRIES", SECRET)
                .variable("AUDMODEL_OF_SOMEBODY_ELSE", SECRET)
                .run();
        report.names("AUDMODEL_REPOSITRIES has no effect; did you mean AUDMODEL_REPOSITORIES?", "rename it");
        DoctorRun.Report json = doctor.run("--json");
        assertThat(new ObjectMapper().readTree(json.out()).at("/findings").size())
                .isOne();
        assertThat(report.out() + report.err() + json.out() + json.err()).doesNotContain(SECRET, "SOMEBODY_ELSE");
    }

    @Test
    void trustThatOthersMayChange_isNamed() throws Exception {
        Path trusted = folder.resolve("release.pub");
        SigningKeyPair.generate().write(folder.resolve("release.pem"), trusted, null);
        doctor.variable("AUDMODEL_TRUST", trusted.toString());
        Files.setPosixFilePermissions(trusted, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(doctor.run().status()).isZero();

        Files.setPosixFilePermissions(trusted, PosixFilePermissions.fromString("rw-rw-r--"));
        DoctorRun.Report report = doctor.run();
        report.names(
                "others than its owner may change " + trusted + ", which says whose signatures count (rw-rw-r--)\n"
                        + "  take the permission away (chmod go-w)",
                "named by the variable AUDMODEL_TRUST");
        assertThat(report.status()).isEqualTo(3);
    }

    private static RawServer answering(String status, String document) {
        return new RawServer((head, in, out) -> RawServer.write(
                out,
                "HTTP/1.1 " + status + "\r\nContent-Type: application/xml\r\nContent-Length: " + document.length()
                        + "\r\n\r\n" + document));
    }

    private static boolean mayMount(List<String> withMounts) throws Exception {
        List<String> command = new ArrayList<>(withMounts);
        command.addAll(List.of("mount", "-t", "tmpfs", "none", "/mnt"));
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }
}
