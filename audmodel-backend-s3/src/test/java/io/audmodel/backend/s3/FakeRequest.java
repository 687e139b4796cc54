package io.audmodel.backend.s3;

import com.sun.net.httpserver.HttpExchange;
import io.audmodel.backend.s3.FakeS3.Stored;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A request to {@link FakeS3}, and how it is answered. */
record FakeRequest(HttpExchange exchange, String bucket, String key, Map<String, String> query, byte[] content) {

    static FakeRequest of(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().substring(1).split("/", 2);
        Map<String, String> query = new LinkedHashMap<>();
        String text = exchange.getRequestURI().getQuery();
        Stream.of(text == null ? new String[0] : text.split("&")).forEach(pair -> {
            String[] both = pair.split("=", 2);
            query.put(both[0], both.length == 1 ? "" : both[1]);
        });
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean chunked = exchange.getRequestHeaders().containsKey("x-amz-decoded-content-length");
        return new FakeRequest(
                exchange, path[0], path.length == 1 ? "" : path[1], query, chunked ? unchunked(body) : body);
    }

    String method() {
        return exchange.getRequestMethod();
    }

    /** Method, key and, where there is one, what kind of query. */
    String form() {
        String kind = query.containsKey("partNumber")
                ? "?part"
                : query.containsKey("uploads")
                        ? "?uploads"
                        : query.containsKey("uploadId") ? "?upload" : query.containsKey("list-type") ? "?list" : "";
        return method() + " " + key + kind;
    }

    @Nullable
    String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    /** Content type and metadata. */
    Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("x-amz-meta-") || lower.equals("content-type")) {
                labels.put(lower, values.get(0));
            }
        });
        return labels;
    }

    void refuse(int status, String code) throws IOException {
        xml(status, "<Error><Code>" + code + "</Code><Message>no</Message></Error>");
    }

    void xml(int status, String xml) throws IOException {
        byte[] body = xml.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        boolean head = method().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    void succeed(@Nullable Stored object, byte[] body) throws IOException {
        String range = header("Range");
        if (range != null && Long.parseLong(range.substring("bytes=".length()).split("-")[0]) >= body.length) {
            refuse(416, "InvalidRange");
            return;
        }
        succeed(object, body, Integer.MAX_VALUE);
    }

    /** @param most the connection breaks after so many bytes of the body */
    void succeed(@Nullable Stored object, byte[] body, int most) throws IOException {
        byte[] sent = body;
        int status = 200;
        if (object != null) {
            exchange.getResponseHeaders().set("ETag", object.etag());
            exchange.getResponseHeaders()
                    .set("Last-Modified", DateTimeFormatter.RFC_1123_DATE_TIME.format(object.modified()));
            object.labels()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            String range = header("Range");
            if (range != null) {
                sent = FakeS3.cut(body, range);
                status = 206;
                String from = range.substring("bytes=".length()).split("-")[0];
                exchange.getResponseHeaders()
                        .set(
                                "Content-Range",
                                "bytes " + from + "-" + (Integer.parseInt(from) + sent.length - 1) + "/" + body.length);
            }
        }
        if (method().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(sent.length));
            exchange.sendResponseHeaders(200, -1);
        } else {
            exchange.sendResponseHeaders(status, sent.length == 0 ? -1 : sent.length);
            exchange.getResponseBody().write(Arrays.copyOf(sent, Math.min(sent.length, most)));
            if (sent.length > most) {
                exchange.getResponseBody().flush();
                throw new IOException("as the test wants it");
            }
        }
    }

    private static byte[] unchunked(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int end = at;
            while (body[end] != '\n') {
                end++;
            }
            String line = new String(body, at, end - at, StandardCharsets.US_ASCII);
            int count = Integer.parseInt(line.split(";")[0].strip(), 16);
            if (count == 0) {
                return out.toByteArray();
            }
            out.write(body, end + 1, count);
            at = end + 1 + count + 2;
        }
    }
}
