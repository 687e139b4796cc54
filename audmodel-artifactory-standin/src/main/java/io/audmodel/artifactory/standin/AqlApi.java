package io.audmodel.artifactory.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code POST /api/search/aql}: {@code items.find(…)}, with {@code .include(…)} and {@code .limit(…)} perhaps, for files in
 * local repositories. Of another query the error says that it is not understood.
 *
 * @see <a href="https://jfrog.com/help/r/jfrog-rest-apis/artifactory-query-language">JFrog: Artifactory Query Language</a>
 */
record AqlApi(Repositories repositories) implements Endpoint {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern QUERY =
            Pattern.compile("\\s*items\\.find\\((.*?)\\)((?:\\.\\w+\\([^)]*\\))*)\\s*", Pattern.DOTALL);
    private static final Pattern CALL = Pattern.compile("\\.(\\w+)\\(([^)]*)\\)");
    private static final Set<String> ALWAYS = Set.of(
            "repo", "path", "name", "type", "size", "created", "created_by", "modified", "modified_by", "updated");

    @Override
    public void handle(Exchange exchange, Account account, String rest) throws IOException {
        account.require(Permission.READ, "search");
        String text = new String(exchange.body().readAllBytes(), StandardCharsets.UTF_8);
        Matcher query = QUERY.matcher(text);
        if (!exchange.method().equals("POST") || !query.matches()) {
            throw new Refusal(400, "Failed to parse query: " + text);
        }
        AqlCriteria criteria = new AqlCriteria(tree(query.group(1)));
        Set<String> fields = ALWAYS;
        long limit = Long.MAX_VALUE;
        Matcher calls = CALL.matcher(query.group(2));
        while (calls.find()) {
            switch (calls.group(1)) {
                case "include" -> fields = included(calls.group(2));
                case "limit" -> limit = Long.parseLong(calls.group(2).strip());
                default -> throw new Refusal(400, "Failed to parse query: ." + calls.group(1) + " is not known");
            }
        }
        List<Map<String, Object>> results = new ArrayList<>();
        Set<String> wanted = fields;
        items().filter(criteria).limit(limit).forEach(item -> results.add(reduced(item, wanted)));
        exchange.json(
                200,
                Map.of(
                        "results",
                        results,
                        "range",
                        Map.of("start_pos", 0, "end_pos", results.size(), "total", results.size())));
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text.isBlank() ? "{}" : text);
        } catch (JsonProcessingException e) {
            throw new Refusal(400, "Failed to parse query: " + e.getOriginalMessage());
        }
    }

    private static Set<String> included(String list) {
        Set<String> names = Stream.of(list.split(","))
                .map(name -> name.strip().replace("\"", ""))
                .collect(Collectors.toSet());
        if (names.contains("*")) {
            names.addAll(ALWAYS);
            names.addAll(Set.of("actual_md5", "actual_sha1", "sha256"));
        }
        return names;
    }

    /** Without a copy of properties that nobody asked for. */
    private static Map<String, Object> reduced(Map<String, Object> item, Set<String> fields) {
        Map<String, Object> reduced = new LinkedHashMap<>(item);
        boolean withProperties =
                fields.stream().anyMatch(field -> field.startsWith("property") || field.startsWith("@"));
        reduced.keySet().removeIf(name -> !(name.equals("properties") ? withProperties : fields.contains(name)));
        return reduced;
    }

    private Stream<Map<String, Object>> items() {
        return repositories.all().values().stream()
                .filter(LocalRepository.class::isInstance)
                .flatMap(repository -> repository.files("").entrySet().stream()
                        .map(entry -> item(repository, entry.getKey(), entry.getValue())));
    }

    private static Map<String, Object> item(Repository repository, String path, StoredFile file) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("repo", repository.key());
        item.put("path", Paths.parent(path).isEmpty() ? "." : Paths.parent(path));
        item.put("name", Paths.name(path));
        item.put("type", "file");
        item.put("size", file.content().size());
        item.put("created", ItemInfo.time(file.created().time()));
        item.put("created_by", file.created().user());
        item.put("modified", ItemInfo.time(file.modified().time()));
        item.put("modified_by", file.modified().user());
        item.put("updated", ItemInfo.time(file.modified().time()));
        item.put("actual_md5", file.content().md5());
        item.put("actual_sha1", file.content().sha1());
        item.put("sha256", file.content().sha256());
        List<Map<String, String>> properties = new ArrayList<>();
        repository
                .properties(path)
                .forEach((key, values) -> values.forEach(value -> properties.add(Map.of("key", key, "value", value))));
        item.put("properties", properties);
        return item;
    }
}
