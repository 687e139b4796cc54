package io.audmodel.backend.s3;

import io.audmodel.backend.support.AnswerClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Checks answers before the SDK reads them. The SDK takes any success as the expected one, reads documents of any
 * length and depth, and prints what is wrong with them. Bodies of objects pass unchanged. Thread-safe.
 */
final class CheckedHttp extends ForwardingHttp {

    /** A page of a list has a thousand keys of 1,024 bytes at most. */
    private static final int LONGEST = 4 << 20;

    private static final int LONGEST_ERROR = 64 << 10;

    /** The headers with the request id: that of S3, and that of other services of Amazon, which moto uses too. */
    private static final List<String> REQUEST_IDS = List.of("x-amz-request-id", "x-amzn-requestid");

    private final AnswerDocuments documents = new AnswerDocuments();

    private final AnswerClock clock;

    /** @param clock what answers tell of the server's clock and latency */
    CheckedHttp(SdkHttpClient delegate, AnswerClock clock) {
        super(delegate);
        this.clock = clock;
    }

    @Override
    HttpExecuteResponse call(SdkHttpRequest request, ExecutableHttpRequest prepared) throws IOException {
        long sent = System.nanoTime();
        HttpExecuteResponse answer = prepared.call();
        boolean reads = request.method() == SdkHttpMethod.GET && !lists(request);
        if (reads && answer.httpResponse().isSuccessful()) {
            clock.answered(Duration.ofNanos(System.nanoTime() - sent));
        }
        answer.httpResponse().firstMatchingHeader("Date").ifPresent(clock::update);
        try {
            return checked(request, answer);
        } catch (IOException | RuntimeException | Error e) {
            answer.responseBody().ifPresent(AbortableInputStream::abort);
            throw e;
        }
    }

    private HttpExecuteResponse checked(SdkHttpRequest request, HttpExecuteResponse answer) throws IOException {
        SdkHttpResponse head = answer.httpResponse();
        if (!head.isSuccessful()) {
            return refusal(answer);
        }
        requireServer(head);
        boolean lists = lists(request);
        if (lists || request.method() == SdkHttpMethod.POST) {
            requireStatus(head, Set.of(HttpURLConnection.HTTP_OK));
            byte[] document = document(answer, LONGEST)
                    .orElseThrow(() -> new IOException("the answer is longer than any expected one"));
            documents.require(document, lists ? Set.of("ListBucketResult") : AnswerDocuments.OF_UPLOADS);
            return with(head, document);
        }
        if (request.method() == SdkHttpMethod.PUT) {
            requireStatus(head, Set.of(HttpURLConnection.HTTP_OK));
            if (head.firstMatchingHeader("ETag").filter(etag -> !etag.isBlank()).isEmpty()) {
                throw new IOException("the answer to a write does not say what was stored");
            }
        } else if (request.method() == SdkHttpMethod.DELETE) {
            requireStatus(head, Set.of(HttpURLConnection.HTTP_OK, HttpURLConnection.HTTP_NO_CONTENT));
        } else {
            requireStatus(head, Set.of(HttpURLConnection.HTTP_OK, HttpURLConnection.HTTP_PARTIAL));
            return answer;
        }
        return with(
                head, document(answer, LONGEST_ERROR).map(body -> new byte[0]).orElse(new byte[0]));
    }

    private static boolean lists(SdkHttpRequest request) {
        return request.firstMatchingRawQueryParameter("list-type").isPresent();
    }

    /** An error without a readable document has only its status. */
    private HttpExecuteResponse refusal(HttpExecuteResponse answer) throws IOException {
        Optional<byte[]> document = document(answer, LONGEST_ERROR);
        boolean readable = document.isPresent() && documents.isOf(document.get(), Set.of("Error"));
        return readable
                ? with(BucketRegion.noted(answer.httpResponse(), document.get()), document.get())
                : with(answer.httpResponse(), new byte[0]);
    }

    /** Requires an answer of an S3 server, unlike a web page of a proxy. */
    private static void requireServer(SdkHttpResponse head) throws IOException {
        boolean page = head.firstMatchingHeader("Content-Type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"))
                .isPresent();
        if (page && head.firstMatchingHeader(REQUEST_IDS).isEmpty()) {
            throw new IOException(
                    "a web page answers in place of the server: look for a proxy, or a login, in between");
        }
    }

    private static void requireStatus(SdkHttpResponse head, Set<Integer> expected) throws IOException {
        if (!expected.contains(head.statusCode())) {
            throw new IOException("the answer " + head.statusCode() + " is none to what was asked");
        }
    }

    /** Reads the document; empty if it is longer than the limit. */
    private static Optional<byte[]> document(HttpExecuteResponse answer, int most) throws IOException {
        if (answer.responseBody().isEmpty()) {
            return Optional.of(new byte[0]);
        }
        AbortableInputStream body = answer.responseBody().get();
        boolean zipped = answer.httpResponse()
                .firstMatchingHeader("Content-Encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
        try (InputStream in = zipped ? new GZIPInputStream(body) : body) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                body.abort();
                return Optional.empty();
            }
            return Optional.of(bytes);
        }
    }

    private static HttpExecuteResponse with(SdkHttpResponse head, byte[] document) {
        HttpExecuteResponse.Builder answer = HttpExecuteResponse.builder()
                .response(head.toBuilder()
                        .removeHeader("Content-Encoding")
                        .putHeader("Content-Length", Integer.toString(document.length))
                        .build());
        if (document.length > 0) {
            answer.responseBody(AbortableInputStream.create(new ByteArrayInputStream(document)));
        }
        return answer.build();
    }
}
