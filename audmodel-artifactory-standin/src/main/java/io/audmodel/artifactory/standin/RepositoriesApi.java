package io.audmodel.artifactory.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code /api/repositories}: lists, tells of, makes and removes repositories, as JFrog's client ({@code RepositoriesImpl},
 * {@code RepositoryHandleImpl}) and dohq-artifactory ({@code dohq_artifactory/admin.py}) ask for it.
 *
 * @see <a href="https://jfrog.com/help/r/jfrog-rest-apis/repositories">JFrog: REST API, Repositories</a>
 */
final class RepositoriesApi implements ApiEndpoint {

    private final RepositoryRegistry repositories;
    private final URI url;

    RepositoriesApi(RepositoryRegistry repositories, URI url) {
        this.repositories = repositories;
        this.url = url;
    }

    @Override
    public void handle(Exchange exchange, Account account, String rest) throws IOException {
        if (rest.isEmpty()) {
            account.require(Permission.READ, "list repositories");
            list(exchange);
            return;
        }
        switch (exchange.method()) {
            case "GET", "HEAD" -> {
                account.require(Permission.READ, "see repository '" + rest + "'");
                exchange.json(200, configuration(existing(rest)));
            }
            case "PUT" -> create(exchange, account, rest);
            case "POST" -> {
                account.require(Permission.MANAGE, "change repository '" + rest + "'");
                existing(rest);
                exchange.text(200, "Repository " + rest + " update successfully.\n");
            }
            case "DELETE" -> {
                account.require(Permission.MANAGE, "delete repository '" + rest + "'");
                if (!repositories.delete(rest)) {
                    throw new Refusal(404, "Repository " + rest + " does not exist");
                }
                exchange.text(200, "Repository " + rest + " and all its content have been removed successfully.\n");
            }
            default -> throw new Refusal(405, "Method Not Allowed");
        }
    }

    // Not 404: dohq-artifactory takes both for "there is none".
    private ReadableRepository existing(String key) {
        return repositories.find(key).orElseThrow(() -> new Refusal(400, "Bad Request"));
    }

    private void list(Exchange exchange) throws IOException {
        String type = exchange.query("type").orElse("");
        List<Map<String, Object>> all = new ArrayList<>();
        repositories.all().values().stream()
                .filter(repository -> type.isEmpty() || type.equalsIgnoreCase(repository.kind()))
                .forEach(repository -> all.add(Json.object(
                        "key",
                        repository.key(),
                        "description",
                        "",
                        "type",
                        repository.kind().toUpperCase(Locale.ROOT),
                        "url",
                        url + "/" + repository.key(),
                        "packageType",
                        "Generic")));
        exchange.json(200, all);
    }

    private static Map<String, Object> configuration(ReadableRepository repository) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("key", repository.key());
        tree.put("rclass", repository.kind());
        tree.put("packageType", "generic");
        tree.put("description", "");
        tree.put("repoLayoutRef", "simple-default");
        tree.putAll(repository.configuration());
        return tree;
    }

    private void create(Exchange exchange, Account account, String key) throws IOException {
        account.require(Permission.MANAGE, "create repository '" + key + "'");
        JsonNode wanted = exchange.jsonBody();
        String kind = wanted.path("rclass").asText("local");
        switch (kind) {
            case "local" -> repositories.createLocal(key);
            case "remote" ->
                repositories.createRemote(key, URI.create(wanted.path("url").asText()));
            case "virtual" -> {
                List<String> members = new ArrayList<>();
                wanted.path("repositories").forEach(member -> members.add(member.asText()));
                String target = wanted.path("defaultDeploymentRepo").asText("");
                repositories.createVirtual(key, members, target.isEmpty() ? null : target);
            }
            default -> throw new Refusal(400, "Invalid repository class '" + kind + "'");
        }
        exchange.text(200, "Successfully created repository '" + key + "' \n");
    }
}
