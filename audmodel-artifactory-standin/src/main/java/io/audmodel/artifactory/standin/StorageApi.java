package io.audmodel.artifactory.standin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code /api/storage/{repository}/{path}}: what is known of an item, and lists of files. Of properties see {@link
 * PropertiesApi}.
 *
 * @see <a href="https://jfrog.com/help/r/jfrog-rest-apis/file-list">JFrog: File List</a>, which needs Artifactory Pro, and
 *     a user who is not anonymous
 * @see <a href="https://jfrog.com/help/r/jfrog-rest-apis/file-statistics">JFrog: File Statistics</a>
 * @see <a href="https://jfrog.com/help/r/jfrog-rest-apis/effective-item-permissions">JFrog: Effective Item Permissions</a>
 */
final class StorageApi implements ApiEndpoint {

    /** How a server without a license answers; clients that walk folders then look for "Artifactory Pro". */
    private static final String PRO_ONLY = "This REST API is available only in Artifactory Pro (see:"
            + " jfrog.com/artifactory/features). If you are already running Artifactory Pro please make sure your server is"
            + " activated with a valid license key.";

    private final RepositoryRegistry repositories;
    private final ItemDocument info;
    private final PropertiesApi properties;
    private final boolean lists;

    /** @param lists whether it has the list of files */
    StorageApi(RepositoryRegistry repositories, ItemDocument info, boolean lists) {
        this.repositories = repositories;
        this.info = info;
        this.properties = new PropertiesApi(repositories, info);
        this.lists = lists;
    }

    @Override
    public void handle(Exchange exchange, Account account, String rest) throws IOException {
        if (exchange.query("properties").isPresent()) {
            properties.handle(exchange, account, rest);
            return;
        }
        ItemPath item = ItemPath.of(rest);
        account.require(Permission.READ, "read '" + item + "'");
        ReadableRepository repository = repositories.find(item.repository()).orElseThrow(Refusal::noSuchItem);
        // A remote repository tells of what it has, and fetches nothing for that.
        Optional<StoredFile> file =
                Optional.ofNullable(repository.files(Paths.parent(item.path())).get(item.path()));
        Optional<StoredFile.Origin> folder = repository.folder(item.path());
        if (exchange.query("list").isPresent()) {
            account.requireNamed("list the files of '" + item + "'");
            list(exchange, repository, item, file.isPresent(), folder.isPresent());
        } else if (exchange.query("stats").isPresent()) {
            requireAny(file.isPresent(), false);
            exchange.json(200, Json.object("uri", info.uri(item), "downloadCount", 0, "lastDownloaded", 0));
        } else if (exchange.query("permissions").isPresent()) {
            account.require(Permission.MANAGE, "see the permissions of '" + item + "'");
            requireAny(file.isPresent(), folder.isPresent());
            exchange.json(
                    200,
                    Json.object(
                            "uri",
                            info.uri(item),
                            "principals",
                            Json.object(
                                    "users", Json.object(account.name(), account.letters()), "groups", Json.object())));
        } else if (file.isPresent()) {
            exchange.json(200, info.file(item, file.get()));
        } else {
            exchange.json(
                    200, info.folder(item, folder.orElseThrow(Refusal::noSuchItem), repository.children(item.path())));
        }
    }

    private static void requireAny(boolean isFile, boolean isFolder) {
        if (!isFile && !isFolder) {
            throw Refusal.noSuchItem();
        }
    }

    private void list(Exchange exchange, ReadableRepository repository, ItemPath item, boolean isFile, boolean isFolder)
            throws IOException {
        if (!lists) {
            throw new Refusal(400, PRO_ONLY);
        }
        if (isFile) {
            throw new Refusal(400, "Expected a folder but found a file, at: " + item);
        }
        if (!isFolder) {
            throw Refusal.noSuchItem();
        }
        boolean deep = exchange.isSet("deep");
        int depth = exchange.query("depth").map(Integer::parseInt).orElse(deep ? Integer.MAX_VALUE : 1);
        int skipped = item.path().isEmpty() ? 0 : item.path().length() + 1;
        List<Map<String, Object>> files = new ArrayList<>();
        Map<String, String> folders = new TreeMap<>();
        repository.files(item.path()).forEach((path, file) -> {
            String below = path.substring(skipped);
            Paths.parents(below)
                    .forEach(folder -> folders.putIfAbsent(
                            folder, ItemDocument.time(file.modified().time())));
            if (depthOf(below) <= depth) {
                files.add(entry(below, file));
            }
        });
        if (exchange.isSet("listFolders")) {
            folders.forEach((folder, time) -> {
                if (depthOf(folder) <= depth) {
                    files.add(Json.object("uri", "/" + folder, "size", -1, "lastModified", time, "folder", true));
                }
            });
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("uri", info.uri(item));
        tree.put(
                "created", ItemDocument.time(repository.folder("").orElseThrow().time()));
        tree.put("files", files);
        exchange.json(200, tree);
    }

    private static Map<String, Object> entry(String path, StoredFile file) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("uri", "/" + path);
        entry.put("size", file.content().size());
        entry.put("lastModified", ItemDocument.time(file.modified().time()));
        entry.put("folder", false);
        entry.put("sha1", file.content().sha1());
        entry.put("sha2", file.content().sha256());
        return entry;
    }

    private static int depthOf(String path) {
        return Paths.parents(path).size() + 1;
    }
}
