package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.Environment;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.StorageException;
import io.audmodel.model.Repository;
import io.audmodel.servers.S3Stub;
import io.audmodel.servers.StubAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bucket in another region than the one that is asked, on hosts of Amazon's that a proxy plays, and on others. */
@Tag("one-jdk")
class S3RegionTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/\\d+/([^/]+)/s3/");
    private static final Pattern HOST =
            Pattern.compile("(?:models\\.)?(?:bucket\\.vpce-1\\.)?s3(?:-accelerate|-external-1)?(?:\\.dualstack)?"
                    + "(?:[.-]([a-z]+-[a-z]+-\\d))?(?:\\.vpce)?\\.amazonaws\\.com");

    @TempDir
    private Path folder;

    private S3Stub server;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = S3Stub.watched("models");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** As Amazon does: a host of another region redirects, and a signature for another region is malformed. */
    private void bucketIsIn(String region) {
        server.rules().add(request -> {
            String host = request.uri().getHost();
            Matcher named = HOST.matcher(host);
            assertThat(named.matches()).as(host).isTrue();
            Matcher scope = SCOPE.matcher(request.header("Authorization").orElseThrow());
            assertThat(scope.find()).isTrue();
            asked.add(host + " for " + scope.group(1));
            boolean elsewhere = named.group(1) != null && !named.group(1).equals(region);
            boolean missigned = !scope.group(1).equals(region);
            if (!elsewhere && !missigned) {
                return Optional.empty();
            }
            StubAnswer refusal = elsewhere
                    ? StubAnswer.error(301, "PermanentRedirect")
                    : StubAnswer.error(400, "AuthorizationHeaderMalformed");
            return Optional.of(
                    refusal.with(Map.of("x-amz-bucket-region", region, "Location", "http://elsewhere.example.org/")));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "s3.us-east-1.amazonaws.com,           s3.eu-west-1.amazonaws.com",
        "s3-us-east-1.amazonaws.com,           s3-eu-west-1.amazonaws.com",
        "s3.dualstack.us-east-1.amazonaws.com, s3.dualstack.eu-west-1.amazonaws.com",
        "s3.amazonaws.com,                     s3.eu-west-1.amazonaws.com",
        "s3-external-1.amazonaws.com,          s3.eu-west-1.amazonaws.com"
    })
    void bucketInAnotherRegion_isFoundThere_whateverIsAskedFirst(String host, String found) {
        bucketIsIn("eu-west-1");
        for (List<Call> calls : List.of(
                List.<Call>of(S3RegionTest::read),
                List.<Call>of(S3RegionTest::write),
                List.<Call>of(S3RegionTest::writeParts),
                List.<Call>of(S3RegionTest::list),
                List.<Call>of(backend -> backend.delete(PATH)))) {
            asked.clear();
            try (Backend backend = connect(host, Map.of("addressing", "path"))) {
                calls.forEach(call -> call.to(backend));
                write(backend);
                read(backend);
                list(backend);
            }
            assertThat(asked.get(0)).isEqualTo(host + " for us-east-1");
            assertThat(asked.subList(1, asked.size())).allMatch((found + " for eu-west-1")::equals);
        }
    }

    @Test
    void bucketInTheHost_staysThere() {
        bucketIsIn("eu-west-1");
        server.rules().refuse(request -> true, 404, "NoSuchKey");
        try (Backend backend = connect("s3.us-east-1.amazonaws.com", Map.of())) {
            assertThat(backend.stat(PATH)).isEmpty();
            assertThat(backend.stat(PATH)).isEmpty();
        }
        try (Backend backend = connect("s3-accelerate.amazonaws.com", Map.of())) {
            assertThat(backend.stat(PATH)).isEmpty();
        }
        assertThat(asked)
                .containsExactly(
                        "models.s3.us-east-1.amazonaws.com for us-east-1",
                        "models.s3.eu-west-1.amazonaws.com for eu-west-1",
                        "models.s3.eu-west-1.amazonaws.com for eu-west-1",
                        "models.s3-accelerate.amazonaws.com for us-east-1",
                        "models.s3-accelerate.amazonaws.com for eu-west-1");
    }

    @Test
    void manyAtOnce_allArrive() {
        bucketIsIn("eu-west-1");
        try (Backend backend = connect("s3.us-east-1.amazonaws.com", Map.of("addressing", "path"))) {
            IntStream.range(0, 8)
                    .parallel()
                    .forEach(each -> assertThat(backend.stat(PATH)).isEmpty());
        }
        assertThat(asked.stream().filter("s3.eu-west-1.amazonaws.com for eu-west-1"::equals))
                .hasSize(8);
    }

    @Test
    void wrongRegionAtTheRightHost_isSignedAnew() {
        bucketIsIn("eu-west-1");
        try (Backend backend =
                connect("s3.eu-west-1.amazonaws.com", Map.of("addressing", "path", "region", "eu-central-1"))) {
            assertThat(backend.stat(PATH)).isEmpty();
        }
        assertThat(asked)
                .containsExactly(
                        "s3.eu-west-1.amazonaws.com for eu-central-1", "s3.eu-west-1.amazonaws.com for eu-west-1");
    }

    @Test
    void privateLink_reachesItsOwnRegionAlone_andNamesTheOther() {
        bucketIsIn("eu-west-1");
        String host = "bucket.vpce-1.s3.us-east-1.vpce.amazonaws.com";
        try (Backend backend = connect(host, Map.of())) {
            assertThatThrownBy(() -> backend.stat(PATH))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContainingAll("eu-west-1", "host of the region", "PermanentRedirect");
        }
        assertThat(asked).containsExactly(host + " for us-east-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example.org/", "eu-west-1.evil.example.org", "evil", "eu-west-1@evil", ""})
    void regionThatIsNone_isNotFollowed(String region) {
        server.rules().add(request -> {
            asked.add(request.uri().getHost());
            StubAnswer redirect = StubAnswer.xml(
                    301,
                    "<Error><Code>PermanentRedirect</Code><Endpoint>evil.example.org</Endpoint><Region>" + region
                            + "</Region></Error>");
            return Optional.of(
                    redirect.with(Map.of("x-amz-bucket-region", region, "Location", "http://evil.example.org/")));
        });
        try (Backend backend = connect("s3.us-east-1.amazonaws.com", Map.of("addressing", "path"))) {
            assertThatThrownBy(() -> backend.stat(PATH))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("set the option region");
        }
        assertThat(asked).containsExactly("s3.us-east-1.amazonaws.com");
    }

    @Test
    void twoRegionsThatSendOnToEachOther_endInAnError() {
        server.rules().add(request -> {
            String host = request.uri().getHost();
            asked.add(host);
            String other = host.contains("us-east-1") ? "eu-west-1" : "us-east-1";
            return Optional.of(StubAnswer.error(307, "TemporaryRedirect").with(Map.of("x-amz-bucket-region", other)));
        });
        try (Backend backend = connect("s3.us-east-1.amazonaws.com", Map.of("addressing", "path"))) {
            for (int call = 0; call < 3; call++) {
                assertThatThrownBy(() -> backend.stat(PATH)).isInstanceOf(StorageException.class);
            }
        }
        assertThat(asked).hasSize(4);
    }

    @Test
    void serverOfSomebodyElse_isSignedForItsRegion_andNeverLeft() throws IOException {
        try (S3Stub foreign = S3Stub.watched("models")) {
            Map<String, String> away = Map.of("Location", foreign.endpoint() + "/models/a/object");
            StubAnswer malformed = StubAnswer.xml(
                    400, "<Error><Code>AuthorizationHeaderMalformed</Code><Region>my-region</Region></Error>");
            server.rules().add(request -> {
                Matcher scope = SCOPE.matcher(request.header("Authorization").orElseThrow());
                boolean right = scope.find() && scope.group(1).equals("my-region");
                asked.add(scope.group(1));
                return right ? Optional.empty() : Optional.of(malformed.with(away));
            });
            try (Backend backend = connect(server.endpoint(), Map.of())) {
                write(backend);
                writeParts(backend);
                read(backend);
            }
            assertThat(asked).startsWith("us-east-1", "my-region").containsOnlyOnce("us-east-1");
            server.rules().clear();
            server.rules()
                    .add(request -> Optional.of(
                            StubAnswer.error(307, "TemporaryRedirect").with(away)));
            try (Backend backend = connect(server.endpoint(), Map.of())) {
                assertThatThrownBy(() -> backend.stat(PATH))
                        .isInstanceOf(StorageException.class)
                        .hasMessageContaining("another region");
            }
            assertThat(foreign.requests()).isEmpty();
        }
    }

    @Test
    void withoutCredentials_theBucketIsFoundToo() {
        server.rules().add(request -> {
            String host = request.uri().getHost();
            asked.add(host);
            assertThat(request.header("Authorization")).isEmpty();
            StubAnswer refusal =
                    host.contains("us-east-1") ? StubAnswer.error(301, "Moved") : StubAnswer.error(404, "NoSuchKey");
            return Optional.of(refusal.with(Map.of("x-amz-bucket-region", "eu-west-1")));
        });
        Map<String, String> variables = Map.of("HTTP_PROXY", server.endpoint(), "AWS_EC2_METADATA_DISABLED", "true");
        try (Backend backend = connect("s3.us-east-1.amazonaws.com", Map.of(), variables)) {
            assertThat(backend.stat(PATH)).isEmpty();
        }
        assertThat(asked).containsExactly("models.s3.us-east-1.amazonaws.com", "models.s3.eu-west-1.amazonaws.com");
    }

    private interface Call {
        void to(Backend backend);
    }

    private static void read(Backend backend) {
        backend.stat(PATH).ifPresent(info -> backend.get(PATH, ByteRange.all()).close());
    }

    private static void write(Backend backend) {
        backend.put(PATH, Content.of(new byte[10]), PutMode.overwrite());
    }

    private static void writeParts(Backend backend) {
        ObjectInfo info = backend.put(PATH, Content.of(new byte[17_000_000]), PutMode.overwrite());
        assertThat(info.size()).isEqualTo(17_000_000);
    }

    private static void list(Backend backend) {
        try (Stream<ObjectInfo> found = backend.list(new ObjectPath("a"))) {
            assertThat(found.toList()).hasSizeLessThan(2);
        }
    }

    private Backend connect(String host, Map<String, String> more) {
        Map<String, String> options = new HashMap<>(Map.of("access_key", "a", "secret_key", "b"));
        options.putAll(more);
        return connect(host, options, Map.of("HTTP_PROXY", server.endpoint(), "NO_PROXY", "127.0.0.1"));
    }

    private Backend connect(String host, Map<String, String> options, Map<String, String> variables) {
        String plain = host.contains("://") ? host : "http://" + host;
        return new S3BackendProvider()
                .connect(
                        new Repository("s3", plain, "models"),
                        new BackendSettings(options, Environment.of(variables, folder, "tester"), folder));
    }
}
