package io.audmodel.backend.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Lets a server appear whose clock differs, and who refuses what is dated a quarter of an hour otherwise, as Amazon. */
final class SkewedHttp extends ForwardingHttp {

    private static final DateTimeFormatter SIGNED = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final String REFUSAL = "<Error><Code>RequestTimeTooSkewed</Code><Message>no</Message></Error>";

    final AtomicInteger refusals = new AtomicInteger();
    volatile Duration ahead = Duration.ZERO;
    volatile boolean tellsItsTime = true;

    SkewedHttp() {
        super(new DirectHttp(Duration.ofSeconds(10), Duration.ofSeconds(10), Optional.empty()));
    }

    @Override
    HttpExecuteResponse call(SdkHttpRequest request, ExecutableHttpRequest prepared) throws IOException {
        Instant now = Instant.now().plus(ahead);
        String date = request.firstMatchingHeader("X-Amz-Date").orElseThrow();
        Instant signed = LocalDateTime.parse(date, SIGNED).toInstant(ZoneOffset.UTC);
        if (Duration.between(signed, now).abs().toMinutes() < 15) {
            HttpExecuteResponse answer = prepared.call();
            HttpExecuteResponse.Builder dated =
                    HttpExecuteResponse.builder().response(dated(answer.httpResponse(), now));
            answer.responseBody().ifPresent(dated::responseBody);
            return dated.build();
        }
        refusals.incrementAndGet();
        HttpExecuteResponse.Builder refusal = HttpExecuteResponse.builder()
                .response(dated(SdkHttpResponse.builder().statusCode(403).build(), now));
        if (request.method() != SdkHttpMethod.HEAD) {
            refusal.responseBody(
                    AbortableInputStream.create(new ByteArrayInputStream(REFUSAL.getBytes(StandardCharsets.UTF_8))));
        }
        return refusal.build();
    }

    private SdkHttpResponse dated(SdkHttpResponse answer, Instant now) {
        SdkHttpResponse.Builder dated = answer.toBuilder().removeHeader("Date");
        return tellsItsTime
                ? dated.putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atZone(ZoneOffset.UTC)))
                        .build()
                : dated.build();
    }
}
