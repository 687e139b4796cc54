package io.audmodel.artifactory.standin;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Fetches a file from another server at its first request, and keeps it. What is known of files, and lists of them,
 * tell of those that were fetched, as an Artifactory does that does not list remote folders.
 *
 * @see <a href="https://jfrog.com/help/r/jfrog-artifactory-documentation/remote-repositories">JFrog: Remote
 *     Repositories</a>
 */
final class RemoteRepository implements ReadableRepository {

    private static final Account SYSTEM = new Account("_system_", Set.of(Permission.values()), false);

    private final String key;
    private final URI upstream;
    private final Binaries binaries;
    private final ItemTree fetched = new ItemTree();
    private final HttpClient client = HttpClient.newHttpClient();

    /** @param upstream the address that paths are below, of a repository of another server or of anything else */
    RemoteRepository(String key, URI upstream, Binaries binaries) {
        this.key = key;
        this.upstream = upstream;
        this.binaries = binaries;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String kind() {
        return "remote";
    }

    @Override
    public Map<String, Object> configuration() {
        return Map.of("url", upstream.toString());
    }

    @Override
    public Optional<StoredFile> file(String path) throws IOException {
        Optional<StoredFile> known = fetched.file(path);
        return known.isPresent() || path.isEmpty() || fetched.folder(path).isPresent() ? known : fetch(path);
    }

    private Optional<StoredFile> fetch(String path) throws IOException {
        try {
            URI address = new URI(
                    upstream.getScheme(),
                    upstream.getAuthority(),
                    upstream.getPath().replaceFirst("/$", "") + "/" + path,
                    null,
                    null);
            HttpRequest request = HttpRequest.newBuilder(address).build();
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                boolean isFile = response.statusCode() == 200
                        && !response.headers()
                                .firstValue("Content-Type")
                                .orElse("")
                                .startsWith("text/html");
                return isFile
                        ? Optional.of(fetched.put(key, path, binaries.receive(body), SYSTEM, true))
                        : Optional.empty();
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while " + path + " was fetched").initCause(e);
        }
    }

    @Override
    public Optional<StoredFile.Origin> folder(String path) {
        return fetched.folder(path);
    }

    @Override
    public SortedMap<String, StoredFile> files(String folder) {
        return fetched.files(folder);
    }

    @Override
    public SortedMap<String, Boolean> children(String folder) {
        return fetched.children(folder);
    }

    @Override
    public Map<String, List<String>> properties(String path) {
        return fetched.properties(path);
    }

    @Override
    public LocalRepository deployed() {
        throw new Refusal(405, "Remote repository '" + key + "' takes no deployment");
    }
}
