package io.audmodel.artifactory.standin;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /api/copy/…?to=…} and {@code POST /api/move/…?to=…}: puts an item at another path. Into a folder that is
 * there it goes under its own name.
 *
 * @see <a href="https://jfrog.com/help/r/jfrog-rest-apis/copy-item">JFrog: Copy Item</a>
 * @see <a href="https://jfrog.com/help/r/jfrog-rest-apis/move-item">JFrog: Move Item</a>
 */
record TransferApi(RepositoryRegistry repositories, boolean isMove) implements ApiEndpoint {

    @Override
    public void handle(Exchange exchange, Account account, String rest) throws IOException {
        try {
            transfer(exchange, account, rest);
        } catch (Refusal e) {
            // The form differs from other errors: clients look for messages here in any case.
            messages(exchange, e.status(), "ERROR", e.getMessage());
        }
    }

    private void transfer(Exchange exchange, Account account, String rest) throws IOException {
        ItemPath from = ItemPath.of(rest);
        ItemPath to =
                ItemPath.of(exchange.query("to").orElseThrow(() -> new Refusal(400, "Parameter 'to' is missing")));
        ReadableRepository source = repositories.get(from.repository());
        LocalRepository target = repositories.get(to.repository()).deployed();
        Map<String, StoredFile> files = files(source, from);
        String root = target.tree().folder(to.path()).isPresent()
                ? Paths.resolve(to.path(), Paths.name(from.path()))
                : to.path();
        account.require(Permission.READ, "read '" + from + "'");
        if (isMove) {
            account.require(Permission.DELETE, "move '" + from + "'");
        }
        if (!exchange.isSet("dry")) {
            files.forEach((path, file) -> {
                String below = path.substring(from.path().length());
                String place = Paths.normal(root + below);
                target.tree().put(to.repository(), place, file.content(), account, false);
                target.tree().setProperties(place, source.properties(path));
            });
            if (isMove) {
                source.deployed().tree().delete(from.path());
            }
        }
        String done = (isMove ? "moving " : "copying ") + from + " to " + to + " completed successfully, "
                + files.size() + " artifacts and 0 folders were " + (isMove ? "moved" : "copied");
        messages(exchange, 200, "INFO", done);
    }

    /** At least one, always: JFrog's client reads the first, and fails where there is none. */
    private static void messages(Exchange exchange, int status, String level, String message) throws IOException {
        exchange.json(status, Json.object("messages", List.of(Json.object("level", level, "message", message))));
    }

    private static Map<String, StoredFile> files(ReadableRepository source, ItemPath from) throws IOException {
        Map<String, StoredFile> files = new LinkedHashMap<>(source.files(from.path()));
        source.file(from.path()).ifPresent(file -> files.put(from.path(), file));
        if (files.isEmpty() && source.folder(from.path()).isEmpty()) {
            throw new Refusal(404, "Could not find item '" + from + "'");
        }
        return files;
    }
}
