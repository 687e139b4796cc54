package io.audmodel.servers;

import com.sun.net.httpserver.HttpExchange;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request with path-style address, taken apart. */
final class StubRequest {

    private static final String METADATA = "x-amz-meta-";

    private final HttpExchange exchange;
    private final String bucket;
    private final String key;
    private final Map<String, String> query = new HashMap<>();

    StubRequest(HttpExchange exchange) {
        this.exchange = exchange;
        String[] parts = exchange.getRequestURI().getPath().split("/", 3);
        this.bucket = parts.length > 1 ? parts[1] : "";
        this.key = parts.length > 2 ? parts[2] : "";
        String raw = exchange.getRequestURI().getRawQuery();
        for (String part : raw == null ? new String[0] : raw.split("&")) {
            String[] pair = part.split("=", 2);
            query.put(pair[0], pair.length > 1 ? URLDecoder.decode(pair[1], StandardCharsets.UTF_8) : "");
        }
    }

    boolean is(String method) {
        return exchange.getRequestMethod().equals(method);
    }

    String bucket() {
        return bucket;
    }

    /** Empty where the bucket itself is asked. */
    String key() {
        return key;
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /** The content, without the signatures that some clients weave into it. */
    InputStream body() {
        boolean chunked = header("x-amz-content-sha256")
                .filter(hash -> hash.startsWith("STREAMING-"))
                .isPresent();
        return chunked ? new SignedChunks(exchange.getRequestBody()) : exchange.getRequestBody();
    }

    /** What is kept with an object and comes back with it: type and metadata, names in lower case. */
    Map<String, String> description() {
        Map<String, String> kept = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(METADATA) || lower.equals("content-type")) {
                kept.put(lower, values.get(0));
            }
        });
        return kept;
    }

    /** Method, path and query, as sent. */
    @Override
    public String toString() {
        String raw = exchange.getRequestURI().getRawQuery();
        return exchange.getRequestMethod() + " " + bucket + (key.isEmpty() ? "" : "/" + key)
                + (raw == null ? "" : "?" + raw);
    }
}
