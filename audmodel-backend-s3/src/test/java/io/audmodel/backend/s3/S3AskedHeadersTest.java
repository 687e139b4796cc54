package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.Environment;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.ConflictException;
import io.audmodel.error.StorageException;
import io.audmodel.model.Checksum;
import io.audmodel.model.Repository;
import io.audmodel.servers.S3Stub;
import io.audmodel.servers.StubAnswer;
import io.audmodel.servers.StubBucket;
import io.audmodel.servers.StubRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What options ask to be said with each request, in every form of a write; and a store whose ETags are no MD5. */
@Tag("one-jdk")
class S3AskedHeadersTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final Map<String, String> ALL = Map.of(
            "sse", "aws:kms",
            "sse_kms_key_id", "arn:aws:kms:eu-north-1:123456789012:key/1234abcd-12ab",
            "storage_class", "INTELLIGENT_TIERING",
            "request_payer", "requester");
    private static final List<String> OF_OBJECTS = List.of(
            "x-amz-server-side-encryption", "x-amz-server-side-encryption-aws-kms-key-id", "x-amz-storage-class");
    private static final String OF_ALL = "x-amz-request-payer";

    @TempDir
    private Path folder;

    private S3Stub server;
    private StubBucket bucket;

    @BeforeEach
    void start() throws IOException {
        server = S3Stub.watched("models");
        bucket = server.bucket("models");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyRequestThatBeginsAnObject_hasThem_andNoOther() {
        server.rules().refuse(request -> request.form().equals("PUT a/broken?part"), 403, "AccessDenied");
        try (Backend backend = connect(ALL)) {
            ObjectInfo info = backend.put(PATH, Content.of(new byte[10]), PutMode.create());
            backend.put(PATH, Content.of(new byte[20]), PutMode.replace(info));
            backend.put(PATH, Content.of(new byte[17_000_000]), PutMode.overwrite());
            assertThatThrownBy(
                    () -> backend.put(new ObjectPath("a/broken"), Content.of(new byte[17_000_000]), PutMode.create()));
            backend.get(PATH, ByteRange.of(1, 2)).close();
            assertThat(backend.stat(PATH)).isPresent();
            try (Stream<ObjectInfo> found = backend.list(new ObjectPath("a"))) {
                assertThat(found).hasSize(1);
            }
            backend.delete(PATH);
        }
        assertThat(server.requests().stream().map(S3AskedHeadersTest::kind))
                .contains("PUT", "POST ?uploads", "PUT ?part", "POST ?upload", "DELETE ?upload", "GET", "GET ?list")
                .contains("HEAD", "DELETE");
        for (StubRequest request : server.requests()) {
            boolean begins = List.of("PUT", "POST ?uploads").contains(kind(request));
            assertThat(OF_OBJECTS.stream().map(request::header).flatMap(Optional::stream))
                    .as(request.form())
                    .containsExactlyElementsOf(
                            begins ? List.of("aws:kms", ALL.get("sse_kms_key_id"), "INTELLIGENT_TIERING") : List.of());
            assertThat(request.header(OF_ALL)).as(request.form()).contains("requester");
            assertThat(request.header("Authorization").orElseThrow())
                    .as("signed headers of " + request.form())
                    .contains(OF_ALL)
                    .satisfies(signed ->
                            assertThat(signed.contains(OF_OBJECTS.get(1))).isEqualTo(begins));
        }
    }

    @Test
    void withoutOptions_nothingIsSaid() {
        try (Backend backend = connect(Map.of())) {
            backend.put(PATH, Content.of(new byte[10]), PutMode.create());
        }
        for (StubRequest request : server.requests()) {
            assertThat(request.header(OF_ALL)).isEmpty();
            assertThat(OF_OBJECTS).allMatch(name -> request.header(name).isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "all", "none"})
    void etagsThatAreNoMd5_serveAsRevisionsAlone(String conditions) throws IOException {
        bucket.encrypt();
        byte[] small = noise(1_000);
        byte[] large = noise(17_000_000);
        try (Backend backend = connect(Map.of("conditional_writes", conditions))) {
            ObjectInfo first = backend.put(PATH, Content.of(small), PutMode.create());
            assertThat(first.checksum()).contains(Checksum.md5(small));
            assertThat(backend.stat(PATH).orElseThrow().checksum()).contains(Checksum.md5(small));
            assertThat(read(backend)).isEqualTo(small);
            if (backend.capabilities().contains(Capability.COMPARE_AND_SET)) {
                // The same bytes have another revision, so that an old one does not come back.
                ObjectInfo second = backend.put(PATH, Content.of(small), PutMode.replace(first));
                assertThat(second.revision()).isNotEqualTo(first.revision());
                assertThatThrownBy(() -> backend.put(PATH, Content.of(noise(5)), PutMode.replace(first)))
                        .isInstanceOf(ConflictException.class);
                backend.put(PATH, Content.of(large), PutMode.replace(second));
            } else {
                backend.put(PATH, Content.of(large), PutMode.overwrite());
            }
            assertThat(read(backend)).isEqualTo(large);
            assertThat(backend.stat(PATH).orElseThrow().checksum()).contains(Checksum.md5(large));
        }
    }

    @Test
    void keyThatCannotBeUsed_isTold_inTheServersWords() {
        server.rules()
                .add(request -> Optional.of(StubAnswer.error(400, "KMS.NotFoundException", "Key 'x' does not exist")));
        try (Backend backend = connect(ALL)) {
            assertThatThrownBy(() -> backend.put(PATH, Content.of(new byte[1]), PutMode.overwrite()))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("KMS.NotFoundException: Key 'x' does not exist");
        }
    }

    @ParameterizedTest
    @CsvSource({"501, NotImplemented, auto", "501, NotImplemented, all", "400, InvalidArgument, auto"})
    void serverThatCannotEncrypt_isNotTakenForOneThatKnowsNoConditions(int status, String code, String conditions) {
        server.rules()
                .add(request -> request.header(OF_OBJECTS.get(0))
                        .map(asked -> StubAnswer.error(status, code, "KMS is not configured")));
        try (Backend backend = connect(Map.of("sse", "aws:kms", "conditional_writes", conditions))) {
            assertThatThrownBy(() -> backend.put(PATH, Content.of(new byte[1]), PutMode.create()))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("KMS is not configured");
            assertThat(backend.capabilities()).contains(Capability.ATOMIC_CREATE, Capability.COMPARE_AND_SET);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sse=kms,                                      sse,            aws:kms",
        "sse=aes256,                                   sse,            AES256",
        "sse_kms_key_id=key-1,                         sse_kms_key_id, sse is not set",
        "sse=AES256&sse_kms_key_id=key-1,              sse_kms_key_id, sse is AES256",
        "sse=aws:kms&sse_kms_key_id=a b,               sse_kms_key_id, ARN",
        "sse=aws:kms&sse_kms_key_id=,                  sse_kms_key_id, ARN",
        "storage_class=STANDARD IA,                    storage_class,  STANDARD_IA",
        "storage_class=DEEP_ARCHIVE,                   storage_class,  restored",
        "storage_class=GLACIER,                        storage_class,  GLACIER_IR",
        "request_payer=owner,                          request_payer,  requester"
    })
    void valueThatIsNone_isRefused_beforeAnythingIsSent(String options, String option, String wayOut) {
        Map<String, String> map = new HashMap<>();
        Arrays.stream(options.split("&")).map(one -> one.split("=", 2)).forEach(one -> map.put(one[0], one[1]));
        assertThatThrownBy(() -> config("s3.eu-north-1.amazonaws.com", map))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(option, wayOut);
    }

    @Test
    void classOfAnotherServer_isItsOwn() {
        assertThat(config("ceph.example.org", Map.of("storage_class", "GLACIER"))
                        .headers()
                        .ofObjects())
                .containsEntry("x-amz-storage-class", "GLACIER");
        assertThat(config("ceph.example.org", Map.of("sse", "aws:kms:dsse"))
                        .headers()
                        .ofObjects())
                .containsEntry("x-amz-server-side-encryption", "aws:kms:dsse");
    }

    private static String kind(StubRequest request) {
        return request.form().replaceFirst(" [^?]*", request.form().contains("?") ? " " : "");
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(Backend backend) throws IOException {
        try (ObjectBody body = backend.get(PATH, ByteRange.all())) {
            return body.stream().readAllBytes();
        }
    }

    private Backend connect(Map<String, String> more) {
        Map<String, String> options = new HashMap<>(Map.of("access_key", "a", "secret_key", "b"));
        options.putAll(more);
        return Connecting.to(server.endpoint(), folder, options);
    }

    private S3Config config(String host, Map<String, String> options) {
        BackendSettings settings = new BackendSettings(options, Environment.of(Map.of(), folder, "tester"), folder);
        return S3Config.of(new Repository("s3", host, "models"), settings);
    }
}
