package io.audmodel.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.audmodel.model.Alias;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What the Python package answers about the repositories under {@code reference-repo}. */
final class Expected {

    /** What it answers about one model. */
    record Model(
            String uid,
            String name,
            String author,
            LocalDate date,
            String subgroup,
            String version,
            Object parameters,
            Object meta,
            List<Alias> aliases,
            String cachePath,
            Map<String, String> urls,
            SortedMap<String, String> files) {

        /** The short or legacy id. */
        String id() {
            return cachePath.substring(0, cachePath.indexOf('/'));
        }

        @Override
        public String toString() {
            return uid;
        }
    }

    private final JsonNode root;

    private Expected(JsonNode root) {
        this.root = root;
    }

    static Expected read() {
        try (InputStream json = Expected.class.getResourceAsStream("/reference-repo/expected.json")) {
            return new Expected(new ObjectMapper().readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder with the repositories; to be read only. */
    static Path host() {
        try {
            return Path.of(Expected.class.getResource("/reference-repo/host").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In search order. */
    List<Repository> repositories() {
        return texts(root.get("repositories")).stream()
                .map(name -> new Repository("file-system", host().toString(), name))
                .toList();
    }

    List<Model> models() {
        return stream(root.get("models")).map(Expected::model).toList();
    }

    Model model(String uid) {
        return models().stream()
                .filter(model -> model.uid().equals(uid))
                .findFirst()
                .orElseThrow();
    }

    /** Alias to id. */
    Map<String, String> aliases() {
        return textMap(root.get("aliases"));
    }

    List<String> missing() {
        return texts(root.get("missing"));
    }

    private static Model model(JsonNode json) {
        SortedMap<String, String> files = new TreeMap<>();
        json.get("files")
                .properties()
                .forEach(file -> files.put(
                        file.getKey(),
                        FileTree.facts(
                                file.getValue().get("size").longValue(),
                                file.getValue().get("md5").textValue())));
        return new Model(
                json.get("uid").textValue(),
                json.get("name").textValue(),
                json.get("author").textValue(),
                LocalDate.parse(json.get("date").textValue()),
                json.get("subgroup").textValue(),
                json.get("version").textValue(),
                inOrder(json.get("parameters")),
                inOrder(json.get("meta")),
                texts(json.get("aliases")).stream().map(Alias::new).toList(),
                json.get("cache_path").textValue(),
                textMap(json.get("url")),
                files);
    }

    /** The value with each mapping as the list of its entries, so that {@code equals} minds their order. */
    static @Nullable Object inOrder(@Nullable Object value) {
        if (value instanceof JsonNode json) {
            return inOrder(value(json));
        }
        if (value instanceof Map<?, ?> map) {
            List<Object> entries = new ArrayList<>(List.of("mapping"));
            map.forEach((key, element) -> entries.add(Arrays.asList(key, inOrder(element))));
            return entries;
        }
        return value instanceof List<?> list
                ? list.stream().map(Expected::inOrder).toList()
                : value;
    }

    /** Decodes a typed value, as the README beside the vectors describes them. */
    static @Nullable Object value(JsonNode json) {
        if (json.isNull()) {
            return null;
        }
        if (json.isTextual()) {
            return json.textValue();
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        if (json.isArray()) {
            return stream(json).map(Expected::value).toList();
        }
        Map.Entry<String, JsonNode> typed = json.properties().iterator().next();
        return switch (typed.getKey()) {
            case "$map" -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                typed.getValue().forEach(pair -> map.put(value(pair.get(0)), value(pair.get(1))));
                yield map;
            }
            case "$int" -> integer(new BigInteger(typed.getValue().textValue()));
            case "$float" -> Double.valueOf(typed.getValue().textValue());
            case "$date" -> LocalDate.parse(typed.getValue().textValue());
            default -> throw new AssertionError("unknown type " + typed.getKey());
        };
    }

    private static Object integer(BigInteger value) {
        return value.bitLength() < Integer.SIZE ? (Object) value.intValueExact() : value;
    }

    private static Map<String, String> textMap(JsonNode json) {
        Map<String, String> map = new LinkedHashMap<>();
        json.properties()
                .forEach(field -> map.put(field.getKey(), field.getValue().textValue()));
        return map;
    }

    private static List<String> texts(JsonNode json) {
        return stream(json).map(JsonNode::textValue).toList();
    }

    private static Stream<JsonNode> stream(JsonNode json) {
        return StreamSupport.stream(json.spliterator(), false);
    }
}
