package io.audmodel.it.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.audmodel.it.kit.FileTree;
import io.audmodel.model.Alias;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
            return inOrder(TypedJson.decode(json));
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
