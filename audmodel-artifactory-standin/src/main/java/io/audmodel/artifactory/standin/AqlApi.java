package io.audmodel.artifactory.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/search/aql}: {@code items.find(…)}, with {@code .include(…)}, {@code .sort(…)}, {@code .offset(…)} and
 * {@code .limit(…)} perhaps, for files in local repositories, and for folders where their type is asked for. Of another query the error says that it is not understood.
 *
 * @see <a href="https://jfrog.com/help/r/jfrog-rest-apis/artifactory-query-language">JFrog: Artifactory Query Language</a>
 */
record AqlApi(RepositoryRegistry repositories) implements ApiEndpoint {

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
        JsonNode wanted = tree(query.group(1));
        AqlCriteria criteria = new AqlCriteria(wanted);
        Set<String> fields = ALWAYS;
        Comparator<Map<String, Object>> order = null;
        long offset = 0;
        long limit = Long.MAX_VALUE;
        Matcher calls = CALL.matcher(query.group(2));
        while (calls.find()) {
            String argument = calls.group(2).strip();
            switch (calls.group(1)) {
                case "include" -> fields = included(argument);
                case "sort" -> order = order(tree(argument));
                case "offset" -> offset = Long.parseLong(argument);
                case "limit" -> limit = Long.parseLong(argument);
                default -> throw new Refusal(400, "Failed to parse query: ." + calls.group(1) + " is not known");
            }
        }
        List<Map<String, Object>> results = new ArrayList<>();
        Set<String> shown = fields;
        Stream<Map<String, Object>> found =
                items(AqlCriteria.asksForFolders(wanted)).filter(criteria);
        (order == null ? found : found.sorted(order))
                .skip(offset)
                .limit(limit)
                .forEach(item -> results.add(reduced(item, shown)));
        Map<String, Object> range =
                Json.object("start_pos", offset, "end_pos", offset + results.size(), "total", results.size());
        if (limit != Long.MAX_VALUE) {
            range.put("limit", limit);
        }
        exchange.json(200, Json.object("results", results, "range", range));
    }

    /** Such as {@code {"$desc":["size","name"]}}. */
    private static Comparator<Map<String, Object>> order(JsonNode wanted) {
        Comparator<Map<String, Object>> all = null;
        for (Map.Entry<String, JsonNode> direction : wanted.properties()) {
            boolean descending = direction.getKey().equals("$desc");
            if (!descending && !direction.getKey().equals("$asc")) {
                throw new Refusal(400, "Failed to parse query: " + direction.getKey() + " is no order");
            }
            for (JsonNode field : direction.getValue()) {
                Comparator<Map<String, Object>> one = (left, right) -> AqlCriteria.compare(
                        AqlCriteria.value(field.asText(), left), AqlCriteria.value(field.asText(), right));
                Comparator<Map<String, Object>> next = descending ? one.reversed() : one;
                all = all == null ? next : all.thenComparing(next);
            }
        }
        if (all == null) {
            throw new Refusal(400, "Failed to parse query: .sort names no field");
        }
        return all;
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

    /** Copies only the requested properties. */
    private static Map<String, Object> reduced(Map<String, Object> item, Set<String> fields) {
        Map<String, Object> reduced = new LinkedHashMap<>(item);
        boolean withProperties =
                fields.stream().anyMatch(field -> field.startsWith("property") || field.startsWith("@"));
        reduced.keySet().removeIf(name -> !(name.equals("properties") ? withProperties : fields.contains(name)));
        return reduced;
    }

    private Stream<Map<String, Object>> items(boolean withFolders) {
        return repositories.all().values().stream()
                .filter(LocalRepository.class::isInstance)
                .flatMap(repository -> Stream.concat(
                        withFolders ? folders(repository) : Stream.of(),
                        repository.files("").entrySet().stream()
                                .map(entry -> item(repository, entry.getKey(), entry.getValue()))));
    }

    private static Stream<Map<String, Object>> folders(ReadableRepository repository) {
        return Stream.concat(Stream.of(""), below(repository, ""))
                .map(path -> item(
                        repository, path, "folder", 0, repository.folder(path).orElseThrow(), null));
    }

    private static Stream<String> below(ReadableRepository repository, String folder) {
        return repository.children(folder).entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(child -> Paths.resolve(folder, child.getKey()))
                .flatMap(child -> Stream.concat(Stream.of(child), below(repository, child)));
    }

    private static Map<String, Object> item(ReadableRepository repository, String path, StoredFile file) {
        Map<String, Object> item =
                item(repository, path, "file", file.content().size(), file.created(), file.modified());
        item.put("actual_md5", file.content().md5());
        item.put("actual_sha1", file.content().sha1());
        item.put("sha256", file.content().sha256());
        return item;
    }

    /** @param modified null where it is as old as it is */
    private static Map<String, Object> item(
            ReadableRepository repository,
            String path,
            String type,
            long size,
            StoredFile.Origin created,
            StoredFile.@Nullable Origin modified) {
        StoredFile.Origin last = modified == null ? created : modified;
        List<Map<String, Object>> properties = new ArrayList<>();
        repository
                .properties(path)
                .forEach((key, values) ->
                        values.forEach(value -> properties.add(Json.object("key", key, "value", value))));
        return Json.object(
                "repo",
                repository.key(),
                "path",
                Paths.parent(path).isEmpty() ? "." : Paths.parent(path),
                "name",
                path.isEmpty() ? "." : Paths.name(path),
                "type",
                type,
                "size",
                size,
                "created",
                ItemDocument.time(created.time()),
                "created_by",
                created.user(),
                "modified",
                ItemDocument.time(last.time()),
                "modified_by",
                last.user(),
                "updated",
                ItemDocument.time(last.time()),
                "properties",
                properties);
    }
}
