package io.audmodel.artifactory.standin;

import java.io.IOException;
import java.util.List;
import java.util.Map.Entry;

/** Finds user and endpoint of a request, and turns refusals into answers. */
final class Router {

    private final Accounts accounts;
    private final List<Entry<String, ApiEndpoint>> endpoints;
    private final ApiEndpoint content;

    /**
     * @param endpoints by the beginnings of their paths, which all begin with {@code api/}
     * @param content takes what has no other endpoint
     */
    Router(Accounts accounts, List<Entry<String, ApiEndpoint>> endpoints, ApiEndpoint content) {
        this.accounts = accounts;
        this.endpoints = endpoints;
        this.content = content;
    }

    void handle(Exchange exchange) throws IOException {
        try {
            Account account = accounts.identify(
                    exchange.header("Authorization").orElse(null),
                    exchange.header("X-JFrog-Art-Api").orElse(null));
            dispatch(exchange, account);
        } catch (Refusal e) {
            exchange.error(e.status(), e.getMessage());
        } catch (IllegalArgumentException e) {
            exchange.error(400, "Bad Request: " + e.getMessage());
        } catch (RuntimeException e) {
            exchange.error(500, "Internal Server Error: " + e);
        }
    }

    private void dispatch(Exchange exchange, Account account) throws IOException {
        String path = exchange.path().replaceAll("/{2,}", "/").replaceFirst("^/", "");
        for (Entry<String, ApiEndpoint> endpoint : endpoints) {
            String prefix = endpoint.getKey();
            if (path.equals(prefix) || path.startsWith(prefix + "/")) {
                endpoint.getValue().handle(exchange, account, Paths.normal(path.substring(prefix.length())));
                return;
            }
        }
        if (path.startsWith("api/")) {
            throw new Refusal(404, "Not Found");
        }
        content.handle(exchange, account, path);
    }
}
