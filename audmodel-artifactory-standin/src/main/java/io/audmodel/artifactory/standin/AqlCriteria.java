package io.audmodel.artifactory.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What is in the parentheses of {@code items.find(…)}: fields and properties ({@code @name}), compared and combined. */
record AqlCriteria(JsonNode tree) implements Predicate<Map<String, Object>> {

    private static final Set<String> CHECKSUMS = Set.of("actual_md5", "actual_sha1", "sha256");

    @Override
    public boolean test(Map<String, Object> item) {
        return holds(tree, item);
    }

    /** Whether a type is named that folders have; without one, files alone are looked for. */
    static boolean asksForFolders(JsonNode tree) {
        return tree.findValues("type").stream()
                .anyMatch(type -> !type.toString().contains("\"file\""));
    }

    /** @throws Refusal if items have no such field */
    static String value(String field, Map<String, Object> item) {
        return values(field, item).get(0);
    }

    private static boolean holds(JsonNode all, Map<String, Object> item) {
        return all.properties().stream().allMatch(entry -> switch (entry.getKey()) {
            case "$and" -> parts(entry.getValue()).allMatch(part -> holds(part, item));
            case "$or" -> parts(entry.getValue()).anyMatch(part -> holds(part, item));
            default -> holds(entry.getKey(), entry.getValue(), item);
        });
    }

    private static Stream<JsonNode> parts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static boolean holds(String field, JsonNode wanted, Map<String, Object> item) {
        if (field.equals("type") && wanted.asText().equals("any")) {
            return true;
        }
        List<String> values = values(field, item);
        if (!wanted.isObject()) {
            return values.contains(wanted.asText());
        }
        return wanted.properties().stream().allMatch(test -> {
            String operand = test.getValue().asText();
            return switch (test.getKey()) {
                case "$eq" -> values.contains(operand);
                case "$ne" -> !values.contains(operand);
                case "$match" -> values.stream().anyMatch(glob(operand));
                case "$nmatch" -> values.stream().noneMatch(glob(operand));
                case "$gt" -> values.stream().anyMatch(value -> compare(value, operand) > 0);
                case "$gte" -> values.stream().anyMatch(value -> compare(value, operand) >= 0);
                case "$lt" -> values.stream().anyMatch(value -> compare(value, operand) < 0);
                case "$lte" -> values.stream().anyMatch(value -> compare(value, operand) <= 0);
                default -> throw new Refusal(400, "Failed to parse query: " + test.getKey() + " is not known");
            };
        });
    }

    private static List<String> values(String field, Map<String, Object> item) {
        if (field.startsWith("@")) {
            return properties(item)
                    .filter(property -> field.substring(1).equals(property.get("key")))
                    .map(property -> String.valueOf(property.get("value")))
                    .toList();
        }
        Object value = item.get(field);
        if (value == null && CHECKSUMS.contains(field)) {
            // Folders have none.
            return List.of("");
        }
        if (value == null) {
            throw new Refusal(400, "Failed to parse query: field " + field + " is not known");
        }
        return List.of(Objects.toString(value));
    }

    private static Stream<Map<?, ?>> properties(Map<String, Object> item) {
        return ((List<?>) item.getOrDefault("properties", List.of())).stream().map(each -> (Map<?, ?>) each);
    }

    private static Predicate<String> glob(String pattern) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(regex, Pattern.DOTALL).asMatchPredicate();
    }

    static int compare(String value, String operand) {
        boolean numbers = value.matches("\\d+") && operand.matches("\\d+");
        return numbers ? Long.compare(Long.parseLong(value), Long.parseLong(operand)) : value.compareTo(operand);
    }
}
