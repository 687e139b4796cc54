package io.audmodel.artifactory.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code /api/storage/{repository}/{path}?properties=…} to read, set and delete properties, and {@code PATCH
 * /api/metadata/{repository}/{path}} to change some, which dohq-artifactory's {@code update_properties} sends.
 *
 * @see <a href="https://jfrog.com/help/r/jfrog-rest-apis/item-properties">JFrog: Item Properties</a>
 * @see <a href="https://jfrog.com/help/r/jfrog-rest-apis/set-item-properties">JFrog: Set Item Properties</a>
 */
final class PropertiesApi implements ApiEndpoint {

    private final RepositoryRegistry repositories;
    private final ItemDocument info;

    PropertiesApi(RepositoryRegistry repositories, ItemDocument info) {
        this.repositories = repositories;
        this.info = info;
    }

    @Override
    public void handle(Exchange exchange, Account account, String rest) throws IOException {
        ItemPath item = ItemPath.of(rest);
        ReadableRepository repository = repositories.find(item.repository()).orElseThrow(Refusal::noSuchItem);
        if (repository.file(item.path()).isEmpty()
                && repository.folder(item.path()).isEmpty()) {
            throw Refusal.noSuchItem();
        }
        if (exchange.method().equals("GET")) {
            account.require(Permission.READ, "read properties of '" + item + "'");
            read(exchange, item, repository);
            return;
        }
        account.require(Permission.ANNOTATE, "annotate '" + item + "'");
        ItemTree tree = repository.deployed().tree();
        String wanted = exchange.query("properties").orElse("");
        switch (exchange.method()) {
            case "PUT" -> tree.setProperties(item.path(), pairs(wanted));
            case "DELETE" -> tree.deleteProperties(item.path(), List.of(wanted.split(",")));
            case "PATCH" -> change(exchange.jsonBody().path("props"), tree, item.path());
            default -> throw new Refusal(405, "Method Not Allowed");
        }
        exchange.nothing(204);
    }

    private void read(Exchange exchange, ItemPath item, ReadableRepository repository) throws IOException {
        Map<String, List<String>> found = new TreeMap<>(repository.properties(item.path()));
        List<String> wanted = names(exchange.query("properties").orElse(""));
        if (!wanted.isEmpty()) {
            found.keySet().retainAll(wanted);
        }
        if (found.isEmpty()) {
            throw new Refusal(404, "No properties could be found.");
        }
        exchange.json(200, Json.object("properties", found, "uri", info.uri(item)));
    }

    // JFrog's client ends its list with a comma.
    private static List<String> names(String text) {
        return List.of(text.split(",")).stream().filter(name -> !name.isEmpty()).toList();
    }

    /** {@code name=a,b;other=c}, or with {@code |} between pairs, where a backslash takes the meaning from what follows. */
    static Map<String, List<String>> pairs(String text) {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        for (String pair : split(text, "[;|]")) {
            List<String> parts = split(pair, "=");
            if (!parts.get(0).isEmpty()) {
                List<String> values = parts.size() < 2
                        ? List.of("")
                        : split(pair.substring(parts.get(0).length() + 1), ",").stream()
                                .map(value -> value.replaceAll("\\\\(.)", "$1"))
                                .toList();
                pairs.put(parts.get(0).replaceAll("\\\\(.)", "$1"), values);
            }
        }
        return pairs;
    }

    private static List<String> split(String text, String separator) {
        return List.of(text.split("(?<!\\\\)" + separator));
    }

    /** A property without a value goes. */
    private static void change(JsonNode wanted, ItemTree tree, String path) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        List<String> gone = new ArrayList<>();
        wanted.properties().forEach(property -> {
            List<String> list = new ArrayList<>();
            property.getValue().forEach(value -> list.add(value.asText()));
            if (property.getValue().isNull()) {
                gone.add(property.getKey());
            } else {
                values.put(
                        property.getKey(),
                        list.isEmpty() ? List.of(property.getValue().asText()) : list);
            }
        });
        tree.setProperties(path, values);
        tree.deleteProperties(path, gone);
    }
}
