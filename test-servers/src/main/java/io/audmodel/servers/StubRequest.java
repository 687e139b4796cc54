package io.audmodel.servers;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request with path-style address, taken apart. But for its content, it may be looked at by any thread at any time. */
public final class StubRequest {

    private static final String METADATA = "x-amz-meta-";

    private final String method;
    private final URI uri;
    private final Headers headers;
    private final String bucket;
    private final String key;
    private final Map<String, String> query = new HashMap<>();
    private @Nullable StubBody body;

    StubRequest(HttpExchange exchange) {
        this.method = exchange.getRequestMethod();
        this.uri = exchange.getRequestURI();
        this.headers = exchange.getRequestHeaders();
        String[] parts = uri.getPath().split("/", 3);
        this.bucket = parts.length > 1 ? parts[1] : "";
        this.key = parts.length > 2 ? parts[2] : "";
        String raw = uri.getRawQuery();
        for (String part : raw == null ? new String[0] : raw.split("&")) {
            String[] pair = part.split("=", 2);
            query.put(pair[0], pair.length > 1 ? URLDecoder.decode(pair[1], StandardCharsets.UTF_8) : "");
        }
    }

    /** Whether this is its method. */
    public boolean is(String name) {
        return method.equals(name);
    }

    /** As sent: with a host, if it was sent to a proxy. */
    public URI uri() {
        return uri;
    }

    public String bucket() {
        return bucket;
    }

    /** Empty where the bucket itself is asked. */
    public String key() {
        return key;
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** The first of that name, in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /** Whether it sends a part of an upload. */
    public boolean isPart() {
        return query.containsKey("partNumber");
    }

    /** Whether it sends the part of this number, from one. */
    public boolean isPart(int number) {
        return Integer.toString(number).equals(query.get("partNumber"));
    }

    /** Method, key and what kind of query, such as {@code PUT a/object?part} or {@code GET ?list}. */
    public String form() {
        String kind = isPart()
                ? "?part"
                : query.containsKey("uploads")
                        ? "?uploads"
                        : query.containsKey("uploadId") ? "?upload" : query.containsKey("list-type") ? "?list" : "";
        return method + " " + key + kind;
    }

    /** What is kept with an object and comes back with it: type and metadata, names in lower case. */
    public Map<String, String> description() {
        Map<String, String> kept = new TreeMap<>();
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(METADATA) || lower.equals("content-type")) {
                kept.put(lower, values.get(0));
            }
        });
        return kept;
    }

    /** What is sent, without the signatures that some clients weave into it; for a rule, before the stub has it. */
    public byte[] content() throws IOException {
        return body().bytes();
    }

    /** Waits until all is here. */
    StubBody receive(HttpExchange exchange, Path folder) throws IOException {
        boolean chunked = header("x-amz-content-sha256")
                .filter(hash -> hash.startsWith("STREAMING-"))
                .isPresent();
        InputStream sent = exchange.getRequestBody();
        StubBody received =
                StubBody.receive(chunked ? new SignedChunks(sent) : sent, folder, StubChecks.areBySha(this));
        body = received;
        return received;
    }

    StubBody body() {
        if (body == null) {
            throw new IllegalStateException(this + " sends nothing");
        }
        return body;
    }

    /** Method, path and query, as sent. */
    @Override
    public String toString() {
        String raw = uri.getRawQuery();
        return method + " " + bucket + (key.isEmpty() ? "" : "/" + key) + (raw == null ? "" : "?" + raw);
    }
}
