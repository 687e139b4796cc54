package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.model.Checksum;
import io.audmodel.servers.S3Stub;
import io.audmodel.servers.StubRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** By which checksum a server checks parts. */
@Tag("one-jdk")
class S3PartChecksTest {

    private static final ObjectPath PATH = new ObjectPath("a/model.zip");
    private static final int PART = 8 << 20;
    private static final byte[] LARGE = new byte[20 << 20];

    @TempDir
    private Path folder;

    private S3Stub server;
    private Backend backend;

    @BeforeEach
    void start() {
        new Random(LARGE.length).nextBytes(LARGE);
        server = S3Stub.watched("models");
        backend = Connecting.to(server.endpoint(), folder, Map.of("access_key", "a", "secret_key", "b"));
    }

    @AfterEach
    void stop() {
        backend.close();
        server.close();
    }

    @Test
    void parts_withoutTls_haveTheirSha256InASignedHeader() {
        backend.put(PATH, Content.of(LARGE), PutMode.create());

        assertThat(parts()).hasSizeGreaterThanOrEqualTo(3).allSatisfy(request -> {
            assertThat(request.header("x-amz-checksum-sha256"))
                    .contains(base64(Checksum.newSha256().digest(sent(request))));
            assertThat(request.header("x-amz-content-sha256")).contains("UNSIGNED-PAYLOAD");
            assertThat(request.header("Authorization").orElseThrow()).contains("x-amz-checksum-sha256;");
            assertThat(request.header("Content-MD5")).isEmpty();
        });
        assertStored();
    }

    @Test
    void parts_underTls_haveTheirCrcBesideAnUnsignedBody() throws IOException {
        String endpoint = server.endpoint().replace("http:", "https:");
        Path temporary = Files.createTempDirectory(folder, "tls");
        try (Backend tls =
                Connecting.by(new WithoutTls(), endpoint, temporary, Map.of("access_key", "a", "secret_key", "b"))) {
            tls.put(PATH, Content.of(LARGE), PutMode.create());
        }
        assertThat(parts())
                .allSatisfy(request ->
                        assertThat(request.header("x-amz-content-sha256")).contains("UNSIGNED-PAYLOAD"));
        assertHaveCrc();
    }

    @Test
    void parts_ofAClientOfTheCallers_haveTheirCrc() throws IOException {
        try (S3Client client = S3Client.builder()
                        .endpointOverride(URI.create(server.endpoint()))
                        .region(Region.US_EAST_1)
                        .forcePathStyle(true)
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build();
                Backend theirs = S3Backend.of(client, "models", Files.createTempDirectory(folder, "theirs"))) {
            theirs.put(PATH, Content.of(LARGE), PutMode.create());
        }
        assertHaveCrc();
    }

    @Test
    void parts_serverKnowsMd5Alone_haveIt_andItIsNotAskedAgain() {
        server.byMd5();
        backend.put(PATH, Content.of(LARGE), PutMode.create());
        assertStored();
        backend.put(PATH, Content.of(LARGE), PutMode.overwrite());

        assertThat(parts()).hasSizeGreaterThanOrEqualTo(6).allSatisfy(this::assertHasMd5);
        assertThat(server.requests().stream().filter(this::isAsked)).hasSize(1);
        assertStored();
    }

    @ParameterizedTest
    @CsvSource({"400, InvalidRequest", "400, InvalidArgument", "501, NotImplemented"})
    void parts_serverRefusesToBeAsked_haveMd5(int status, String code) {
        server.rules().refuse(this::isAsked, status, code);
        backend.put(PATH, Content.of(LARGE), PutMode.create());

        assertThat(parts()).hasSizeGreaterThanOrEqualTo(3).allSatisfy(this::assertHasMd5);
        assertStored();
    }

    @Test
    void parts_serverRefusesForAnotherReason_areCheckedByWhatItKnowsLater() {
        AtomicInteger refused = new AtomicInteger();
        server.rules()
                .refuse(request -> request.form().startsWith("POST") && refused.incrementAndGet() < 3, 400, "Odd");
        assertThatThrownBy(() -> backend.put(PATH, Content.of(LARGE), PutMode.create()))
                .hasMessageContaining("Odd");
        backend.put(PATH, Content.of(LARGE), PutMode.create());

        assertThat(parts())
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(request ->
                        assertThat(request.header("x-amz-checksum-sha256")).isPresent());
        assertStored();
    }

    private List<StubRequest> parts() {
        return server.requests().stream().filter(StubRequest::isPart).toList();
    }

    private boolean isAsked(StubRequest request) {
        return request.header("x-amz-checksum-algorithm").isPresent();
    }

    private void assertHasMd5(StubRequest request) {
        assertThat(request.header("Content-MD5")).isPresent();
        assertThat(request.header("x-amz-checksum-sha256")).isEmpty();
        assertThat(request.header("x-amz-content-sha256")).contains("UNSIGNED-PAYLOAD");
    }

    private void assertHaveCrc() {
        assertThat(parts()).hasSizeGreaterThanOrEqualTo(3).allSatisfy(request -> {
            CRC32 crc = new CRC32();
            crc.update(sent(request));
            byte[] value = ByteBuffer.allocate(Integer.BYTES)
                    .putInt((int) crc.getValue())
                    .array();
            assertThat(request.header("x-amz-checksum-crc32")).contains(base64(value));
            assertThat(request.header("Content-MD5")).isEmpty();
        });
        assertStored();
    }

    private void assertStored() {
        assertThat(server.bucket("models").object(PATH.text()).bytes()).isEqualTo(LARGE);
    }

    private static byte[] sent(StubRequest part) {
        int from = (Integer.parseInt(part.query("partNumber").orElseThrow()) - 1) * PART;
        return Arrays.copyOfRange(LARGE, from, Math.min(LARGE.length, from + PART));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Sends to a server without TLS what was signed for one with it. */
    private static final class WithoutTls implements SdkHttpClient {

        private final SdkHttpClient plain =
                new DirectHttp(Duration.ofSeconds(10), Duration.ofSeconds(10), Optional.empty());

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            SdkHttpRequest sent =
                    request.httpRequest().toBuilder().protocol("http").build();
            HttpExecuteRequest.Builder without = HttpExecuteRequest.builder().request(sent);
            request.contentStreamProvider().ifPresent(without::contentStreamProvider);
            return plain.prepareRequest(without.build());
        }

        @Override
        public void close() {
            plain.close();
        }
    }
}
