package io.audmodel.backend.s3;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.scheme.AuthScheme;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/**
 * Signs requests by AWS Signature Version 4, except bodies whose MD5 or SHA-256 is among the signed headers: an attacker
 * would have to find other bytes with the same. Without TLS the SDK would digest such a body again, in pieces of 128 KiB
 * with a signature each, which takes longer than sending it. Requests are dated by the server's clock, and signed for
 * the bucket's region.
 */
final class ChecksumSigning implements AuthScheme<AwsCredentialsIdentity>, HttpSigner<AwsCredentialsIdentity> {

    private static final List<String> CHECKSUMS = List.of("Content-MD5", "x-amz-checksum-sha256");
    private static final int PORT = 80;
    private static final int TLS_PORT = 443;

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final ServerClock clock;
    private final BucketRegion region;

    ChecksumSigning(ServerClock clock, BucketRegion region) {
        this.clock = clock;
        this.region = region;
    }

    @Override
    public String schemeId() {
        return AwsV4AuthScheme.SCHEME_ID;
    }

    @Override
    public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
        return providers.identityProvider(AwsCredentialsIdentity.class);
    }

    @Override
    public HttpSigner<AwsCredentialsIdentity> signer() {
        return this;
    }

    @Override
    public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
        return dated(request);
    }

    private <T extends AwsCredentialsIdentity> SignedRequest dated(SignRequest<T> request) {
        SignRequest.Builder<T> changed = request.toBuilder()
                .request(region.led(request.request()))
                .putProperty(HttpSigner.SIGNING_CLOCK, clock.now());
        region.moved().ifPresent(name -> changed.putProperty(AwsV4HttpSigner.REGION_NAME, name));
        SignRequest<T> dated = changed.build();
        return dated.request().firstMatchingHeader(CHECKSUMS).isPresent() ? headersOnly(dated) : signer.sign(dated);
    }

    /**
     * The SDK leaves a body unsigned only under TLS. The signature does not depend on the scheme, but on the host, with
     * its port unless that is the scheme's default.
     */
    private <T extends AwsCredentialsIdentity> SignedRequest headersOnly(SignRequest<T> request) {
        SdkHttpRequest plain = request.request();
        SdkHttpRequest shown = plain.toBuilder()
                .protocol("https")
                .port(
                        plain.protocol().equals("http") && plain.port() == PORT
                                ? Integer.valueOf(TLS_PORT)
                                : plain.port())
                .build();
        SignedRequest signed = signer.sign(request.toBuilder()
                .request(shown)
                .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                .build());
        return signed.toBuilder()
                .request(signed.request().toBuilder()
                        .protocol(plain.protocol())
                        .port(plain.port())
                        .build())
                .build();
    }

    @Override
    public CompletableFuture<AsyncSignedRequest> signAsync(AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
        return signer.signAsync(request);
    }
}
