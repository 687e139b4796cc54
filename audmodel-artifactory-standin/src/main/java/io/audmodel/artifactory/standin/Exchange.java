package io.audmodel.artifactory.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request, taken apart, and what is answered to it. */
final class Exchange {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpExchange http;
    private final AnswerFault fault;
    private final String path;
    private final Map<String, List<String>> matrix;
    private final Map<String, String> query;

    /** @param base the beginning of the path that is not the request's own */
    Exchange(HttpExchange http, String base, AnswerFault fault) {
        this.http = http;
        this.fault = fault;
        URI uri = http.getRequestURI();
        String whole = uri.getRawPath();
        String[] raw = (whole.startsWith(base) ? whole.substring(base.length()) : "").split(";", -1);
        this.path = decoded(raw[0]);
        this.matrix = new LinkedHashMap<>();
        for (int i = 1; i < raw.length; i++) {
            addPair(matrix, raw[i]);
        }
        this.query = new LinkedHashMap<>();
        for (String pair : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts.length == 2 ? parts[1] : "", StandardCharsets.UTF_8));
        }
    }

    /** A plus sign stands for itself in a path. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static void addPair(Map<String, List<String>> pairs, String pair) {
        String[] parts = pair.split("=", 2);
        if (!parts[0].isEmpty()) {
            pairs.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                    .add(parts.length == 2 ? decoded(parts[1]) : "");
        }
    }

    String method() {
        return http.getRequestMethod();
    }

    boolean isHead() {
        return method().equals("HEAD");
    }

    /** Below the server's base, as it was sent, decoded. */
    String path() {
        return path;
    }

    /** What follows semicolons in the path: names, each with its values. */
    Map<String, List<String>> matrix() {
        return matrix;
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    boolean isSet(String name) {
        return query(name)
                .filter(value -> value.equals("1") || value.equals("true"))
                .isPresent();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(http.getRequestHeaders().getFirst(name));
    }

    InputStream body() {
        return http.getRequestBody();
    }

    /** The body as JSON; an empty one is an empty object. */
    JsonNode jsonBody() throws IOException {
        try {
            JsonNode tree = JSON.readTree(body().readAllBytes());
            return tree.isMissingNode() ? JSON.createObjectNode() : tree;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new Refusal(400, "The body is not JSON: " + e.getOriginalMessage());
        }
    }

    void answerHeader(String name, String value) {
        http.getResponseHeaders().set(name, value);
    }

    void json(int status, Object tree) throws IOException {
        answer(status, "application/json", JSON.writeValueAsBytes(tree));
    }

    void text(int status, String text) throws IOException {
        answer(status, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    void html(String text) throws IOException {
        answer(200, "text/html", text.getBytes(StandardCharsets.UTF_8));
    }

    /** In the form of all of Artifactory's errors. */
    void error(int status, String message) throws IOException {
        if (status == 401) {
            answerHeader("WWW-Authenticate", "Basic realm=\"Artifactory Realm\"");
        }
        json(status, Json.object("errors", List.of(Json.object("status", status, "message", message))));
    }

    void nothing(int status) throws IOException {
        fault.beforeAnswer();
        http.sendResponseHeaders(status, -1);
    }

    private void answer(int status, String type, byte[] body) throws IOException {
        body().transferTo(OutputStream.nullOutputStream());
        fault.beforeAnswer();
        answerHeader("Content-Type", type);
        if (isHead()) {
            answerHeader("Content-Length", Integer.toString(body.length));
            http.sendResponseHeaders(status, -1);
        } else {
            http.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            http.getResponseBody().write(body);
        }
    }

    /** Where the file can be had for a while. */
    URI signed(ObjectStorage storage, Blob content) {
        return storage.sign(content, fault);
    }

    /** Sends a file, or the requested range of it. */
    void file(Blob content, boolean withRanges) throws IOException {
        new FileAnswer(http, fault, content).send(withRanges ? header("Range") : Optional.empty());
    }
}
