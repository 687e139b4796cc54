package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Environment;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.ConfigurationException;
import io.audmodel.model.Repository;
import io.audmodel.servers.S3Stub;
import io.audmodel.servers.StubAnswer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

/** The table of Amazon's hosts, beside the rules of the SDK, and what is sent to them. */
@Tag("one-jdk")
class S3HostsTest {

    static final List<Region> REGIONS =
            Region.regions().stream().filter(region -> !region.isGlobalRegion()).toList();

    private static final ObjectPath PATH = new ObjectPath("a/object");

    @TempDir
    private Path home;

    @ParameterizedTest
    @FieldSource("REGIONS")
    void everyHostThatTheSdkKnows_isKnown_withRegionAndPlaceOfTheBucket(Region region) {
        int known = 0;
        for (boolean fips : new boolean[] {false, true}) {
            for (boolean dualStack : new boolean[] {false, true}) {
                for (boolean accelerate : new boolean[] {false, true}) {
                    Optional<URI> url = ofTheSdk(region, fips, dualStack, accelerate);
                    url.ifPresent(its -> requireAsIs(its, region, fips));
                    known += url.isPresent() ? 1 : 0;
                }
            }
        }
        assertThat(known).isGreaterThanOrEqualTo(2);
    }

    private void requireAsIs(URI url, Region region, boolean fips) {
        String host = url.getHost().substring("models.".length());
        S3Config config = config(host, "models", Map.of("region", region.id()), Map.of());
        AmazonHost amazon = config.endpoint().amazon().orElseThrow();
        assertThat(amazon.fips()).as(host).isEqualTo(fips);
        assertThat(Optional.ofNullable(amazon.region()))
                .as(host)
                .isEqualTo(host.contains("accelerate") ? Optional.empty() : Optional.of(region.id()));
        try (Backend backend = connect(host, "models", Map.of("region", region.id()), Map.of())) {
            assertThat(backend.url(PATH)).isEqualTo(URI.create(url + "/a/object"));
            assertThat(backend.capabilities()).contains(Capability.CONDITIONS_AT_ANY_SIZE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "s3-eu-west-1.amazonaws.com,                              eu-west-1,      models.s3-eu-west-1.amazonaws.com/",
        "S3.EU-North-1.AmazonAWS.com,                             eu-north-1,     models.S3.EU-North-1.AmazonAWS.com/",
        "s3-fips-us-gov-west-1.amazonaws.com,                     us-gov-west-1,  models.s3-fips-us-gov-west-1.amazonaws.com/",
        "s3-external-1.amazonaws.com,                             us-east-1,      models.s3-external-1.amazonaws.com/",
        "s3.amazonaws.com,                                        eu-central-2,   models.s3.amazonaws.com/",
        "s3-accelerate.amazonaws.com,                             eu-central-2,   models.s3-accelerate.amazonaws.com/",
        "s3.eu-west-1.api.aws,                                    eu-west-1,      models.s3.eu-west-1.api.aws/",
        "bucket.vpce-1a2b-5e6f.s3.us-east-1.vpce.amazonaws.com,            us-east-1,"
                + " bucket.vpce-1a2b-5e6f.s3.us-east-1.vpce.amazonaws.com/models/",
        "bucket.vpce-1a2b-5e6f-cn-north-1a.s3.cn-north-1.vpce.amazonaws.com.cn, cn-north-1,"
                + " bucket.vpce-1a2b-5e6f-cn-north-1a.s3.cn-north-1.vpce.amazonaws.com.cn/models/",
        "s3.eu-north-1.amazonaws.com.example.org,                 eu-central-2,   s3.eu-north-1.amazonaws.com.example.org/models/",
        "store-1.eu-west-1.elb.amazonaws.com,                     eu-central-2,   store-1.eu-west-1.elb.amazonaws.com/models/",
        "minio.example.org:9000,                                  eu-central-2,   minio.example.org:9000/models/"
    })
    void hostThatTheSdkDoesNotKnow_tellsRegionAndPlaceOfTheBucket(String host, String region, String place) {
        Map<String, String> variables = Map.of("AWS_REGION", "eu-central-2");
        assertThat(config(host, "models", Map.of(), variables).region()).isEqualTo(region);
        try (Backend backend = connect(host, "models", Map.of(), variables)) {
            assertThat(backend.url(PATH)).hasToString("https://" + place + PATH);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "me-1.s3-accesspoint.eu-west-1.amazonaws.com          | access point        | -s3alias",
                "me-1.s3-accesspoint-fips.dualstack.us-east-1.amazonaws.com | access point   | -s3alias",
                "x.mrap.accesspoint.s3-global.amazonaws.com           | multi-region        | bucket",
                "accesspoint.vpce-1-2.s3.us-east-1.vpce.amazonaws.com | access point        | bucket.vpce-",
                "control.vpce-1-2.s3.us-east-1.vpce.amazonaws.com     | control             | bucket.vpce-",
                "vpce-1-2.s3.us-east-1.vpce.amazonaws.com             | PrivateLink         | bucket.",
                "me-1.s3-object-lambda.eu-west-1.amazonaws.com        | Object Lambda       | bucket",
                "me-1.op-1.s3-outposts.eu-west-1.amazonaws.com        | S3 on Outposts      | bucket",
                "s3express-usw2-az1.us-west-2.amazonaws.com           | directory buckets   | bucket",
                "m--usw2-az1--x-s3.s3express-usw2-az1.us-west-2.amazonaws.com | directory buckets | bucket",
                "s3-control.eusc-de-east-1.amazonaws.eu               | control             | bucket",
                "models.s3-website-eu-west-1.amazonaws.com            | web site            | bucket",
                "models.s3-website.cn-north-1.amazonaws.com.cn        | web site            | bucket",
                "My-Models.s3.eu-north-1.amazonaws.com                | begins with a bucket | s3:https://s3.eu-north-1.amazonaws.com#my-models",
                "my.models.s3.amazonaws.com                           | begins with a bucket | s3:https://s3.amazonaws.com#my.models",
                "models.s3-accelerate.dualstack.amazonaws.com         | begins with a bucket | s3-accelerate.dualstack.amazonaws.com#models"
            })
    void hostThatHoldsNoRepository_isRefusedByName(String host, String what, String wayOut) {
        assertThatThrownBy(() -> config(host, "models", Map.of(), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("'" + host.toLowerCase(Locale.ROOT) + "'", what, wayOut);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:eu-west-1:123456789012:accesspoint:me,                         access point,  -s3alias",
        "arn:aws:s3::123456789012:accesspoint:me.mrap,                             multi-region,  bucket",
        "me.mrap,                                                                  multi-region,  bucket",
        "arn:aws:s3-outposts:eu-west-1:123456789012:outpost:op-1:accesspoint:me,   Outposts,      bucket",
        "me-1--op-s3,                                                              Outposts,      bucket",
        "arn:aws-cn:s3-object-lambda:cn-north-1:123456789012:accesspoint:me,       Object Lambda, bucket",
        "me--ol-s3,                                                                Object Lambda, bucket",
        "models--usw2-az1--x-s3,                                                   directory,     bucket",
        "me--usw2-az1--xa-s3,                                                      directory,     bucket",
        "arn:aws:s3express:us-west-2:123456789012:bucket:models--usw2-az1--x-s3,   directory,     bucket",
        "me--table-s3,                                                             table bucket,  bucket",
        "arn:aws:s3:::models,                                                      permissions,   bucket"
    })
    void bucketThatIsNone_isRefusedByName_onAnyHost(String bucket, String what, String wayOut) {
        for (String host : new String[] {"s3.eu-west-1.amazonaws.com", "minio.example.org:9000"}) {
            assertThatThrownBy(() -> config(host, bucket, Map.of(), Map.of()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContainingAll("'" + bucket + "'", what, wayOut);
        }
    }

    @Test
    void aliasOfAnAccessPoint_isABucketLikeAnyOther() {
        String alias = "me-abcdefgh-s3alias";
        try (Backend backend = connect("s3.eu-west-1.amazonaws.com", alias, Map.of(), Map.of())) {
            assertThat(backend.url(PATH)).hasToString("https://" + alias + ".s3.eu-west-1.amazonaws.com/a/object");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "auto,    https://s3.eu-west-1.amazonaws.com, models,    https://models.s3.eu-west-1.amazonaws.com/",
        "path,    https://s3.eu-west-1.amazonaws.com, models,    https://s3.eu-west-1.amazonaws.com/models/",
        "auto,    https://s3.eu-west-1.amazonaws.com, my.models, https://s3.eu-west-1.amazonaws.com/my.models/",
        "auto,    https://s3.amazonaws.com,           My_Models, https://s3.amazonaws.com/My_Models/",
        "auto,    https://store.example.org:9000,     models,    https://store.example.org:9000/models/",
        "virtual, https://store.example.org:9000,     models,    https://models.store.example.org:9000/",
        "virtual, http://store.example.org:9000,      my.models, http://my.models.store.example.org:9000/",
        "virtual, https://bucket.vpce-1-2.s3.us-east-1.vpce.amazonaws.com, models,"
                + " https://models.bucket.vpce-1-2.s3.us-east-1.vpce.amazonaws.com/"
    })
    void addressing_decidesWhereTheBucketIsNamed(String addressing, String host, String bucket, String place) {
        try (Backend backend = connect(host, bucket, Map.of("addressing", addressing), Map.of())) {
            assertThat(backend.url(PATH)).hasToString(place + PATH);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "virtual, https://store.example.org,           my.models",
        "virtual, https://store.example.org,           My_models",
        "virtual, http://127.0.0.1:9000,               models",
        "virtual, http://[::1]:9000,                   models",
        "virtual, http://store.example.org,            -models",
        "path,    https://s3-accelerate.amazonaws.com, models",
        "auto,    https://s3-accelerate.amazonaws.com, my.models",
        "Path,    https://store.example.org,           models",
        "'',      https://store.example.org,           models"
    })
    void addressing_thatCannotBe_isRefused(String addressing, String host, String bucket) {
        assertThatThrownBy(() -> config(host, bucket, Map.of("addressing", addressing), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("addressing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "path"})
    void requests_goWhereUrlsPoint(String addressing) throws Exception {
        List<URI> asked = new ArrayList<>();
        try (S3Stub proxy = S3Stub.watched("models")) {
            proxy.rules().add(request -> {
                asked.add(request.uri());
                return Optional.of(StubAnswer.error(404, "NoSuchKey"));
            });
            Map<String, String> options = Map.of("addressing", addressing, "access_key", "a", "secret_key", "b");
            try (Backend backend = connect(
                    "http://s3.eu-north-1.amazonaws.com", "models", options, Map.of("HTTP_PROXY", proxy.endpoint()))) {
                assertThat(backend.stat(PATH)).isEmpty();
                assertThat(asked).containsExactly(backend.url(PATH));
            }
        }
    }

    private static Optional<URI> ofTheSdk(Region region, boolean fips, boolean dualStack, boolean accelerate) {
        try {
            return Optional.of(S3EndpointProvider.defaultProvider()
                    .resolveEndpoint(rules -> rules.region(region)
                            .bucket("models")
                            .useFips(fips)
                            .useDualStack(dualStack)
                            .accelerate(accelerate))
                    .join()
                    .endpointUrl()
                    .toUri());
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(SdkClientException.class);
            return Optional.empty();
        }
    }

    private S3Config config(String host, String bucket, Map<String, String> options, Map<String, String> variables) {
        return S3Config.of(new Repository("s3", host, bucket), settings(options, variables));
    }

    private Backend connect(String host, String bucket, Map<String, String> options, Map<String, String> variables) {
        return new S3BackendProvider().connect(new Repository("s3", host, bucket), settings(options, variables));
    }

    private BackendSettings settings(Map<String, String> options, Map<String, String> variables) {
        return new BackendSettings(options, Environment.of(variables, home, "tester"), home);
    }
}
