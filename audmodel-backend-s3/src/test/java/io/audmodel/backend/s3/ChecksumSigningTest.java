package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class ChecksumSigningTest {

    private static final AwsCredentialsIdentity KEYS = AwsCredentialsIdentity.create("access", "secret");
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final String MD5 = "1B2M2Y8AsgTpgAmY7PhCfg==";

    @ParameterizedTest
    @ValueSource(strings = {"http://store.example.org", "http://store.example.org:9000", "https://store.example.org"})
    void sign_md5Given_signsItWithTheHostInsteadOfTheBody(String endpoint) {
        SdkHttpRequest signed = sign(signing(), request(endpoint, Optional.of(MD5)));

        assertThat(signed.getUri()).isEqualTo(URI.create(endpoint + "/models/x"));
        assertThat(signed.firstMatchingHeader("x-amz-content-sha256")).contains("UNSIGNED-PAYLOAD");
        assertThat(signed.firstMatchingHeader("Authorization").orElseThrow()).contains("content-md5;host;");
        String host = endpoint.replaceFirst("https?://", "");
        assertThat(signed.firstMatchingHeader("Host").orElse(host)).isEqualTo(host);
    }

    @Test
    void sign_md5Given_isWhatTheSdkSignsUnderTls() {
        SdkHttpRequest plain = sign(signing(), request("http://store.example.org", Optional.of(MD5)));
        SdkHttpRequest tls = sign(AwsV4HttpSigner.create(), request("https://store.example.org", Optional.of(MD5)));

        assertThat(plain.firstMatchingHeader("Authorization")).isEqualTo(tls.firstMatchingHeader("Authorization"));
    }

    @Test
    void sign_sha256Given_signsItInsteadOfTheBody_butACrcBesideTheBody() {
        for (String header : List.of("x-amz-checksum-sha256", "x-amz-checksum-crc32")) {
            SdkHttpRequest request = request("http://store.example.org", Optional.empty()).toBuilder()
                    .putHeader(header, "eA==")
                    .build();
            SdkHttpRequest signed = sign(signing(), request);

            assertThat(signed.firstMatchingHeader("Authorization").orElseThrow())
                    .contains(header + ";");
            assertThat(signed.firstMatchingHeader("x-amz-content-sha256").orElseThrow())
                    .matches(header.endsWith("sha256") ? "UNSIGNED-PAYLOAD" : "[0-9a-f]{64}");
        }
    }

    @Test
    void sign_noMd5_signsTheBody() {
        SdkHttpRequest signed = sign(signing(), request("http://store.example.org", Optional.empty()));

        assertThat(signed.firstMatchingHeader("x-amz-content-sha256").orElseThrow())
                .matches("[0-9a-f]{64}");
    }

    private static ChecksumSigning signing() {
        return new ChecksumSigning(
                new ServerClock(NOW), new BucketRegion(Endpoint.parse("store.example.org", true), "us-east-1"));
    }

    private static SdkHttpRequest request(String endpoint, Optional<String> md5) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.PUT)
                .uri(URI.create(endpoint + "/models/x"))
                .putHeader("Content-Length", "3");
        md5.ifPresent(value -> request.putHeader("Content-MD5", value));
        return request.build();
    }

    private static SdkHttpRequest sign(HttpSigner<AwsCredentialsIdentity> signer, SdkHttpRequest request) {
        SignedRequest signed = signer.sign(SignRequest.builder(KEYS)
                .request(request)
                .payload(ContentStreamProvider.fromUtf8String("abc"))
                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                .putProperty(
                        AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED,
                        request.protocol().equals("http"))
                .putProperty(AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, false)
                .putProperty(HttpSigner.SIGNING_CLOCK, NOW)
                .build());
        return signed.request();
    }
}
