package io.audmodel.artifactory.standin;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code /{repository}/{path}}: downloads, deploys and deletes files.
 *
 * @see <a href="https://jfrog.com/help/r/jfrog-rest-apis/retrieve-artifact">JFrog: Retrieve Artifact</a>
 * @see <a href="https://jfrog.com/help/r/jfrog-rest-apis/deploy-artifact">JFrog: Deploy Artifact</a>
 * @see <a href="https://jfrog.com/help/r/jfrog-rest-apis/delete-item">JFrog: Delete Item</a>
 */
final class ContentApi implements ApiEndpoint {

    private final RepositoryRegistry repositories;
    private final Upload deployment;
    private final boolean ranges;
    private final Optional<ObjectStorage> redirects;

    /**
     * @param ranges whether ranges of a file can be requested
     * @param redirects where downloads are sent; empty if this server has the files itself
     */
    ContentApi(RepositoryRegistry repositories, Upload deployment, boolean ranges, Optional<ObjectStorage> redirects) {
        this.repositories = repositories;
        this.deployment = deployment;
        this.ranges = ranges;
        this.redirects = redirects;
    }

    @Override
    public void handle(Exchange exchange, Account account, String rest) throws IOException {
        ItemPath item = ItemPath.of(rest);
        ReadableRepository repository = repositories.get(item.repository());
        switch (exchange.method()) {
            case "GET", "HEAD" -> {
                account.require(Permission.READ, "read '" + item + "'");
                download(exchange, repository, item);
            }
            case "PUT" -> deployment.handle(exchange, account, item, repository, rest.endsWith("/"));
            case "DELETE" -> {
                account.require(Permission.DELETE, "delete '" + item + "'");
                if (item.path().isEmpty() || !repository.deployed().tree().delete(item.path())) {
                    throw new Refusal(404, "Could not locate artifact '" + item + "' (Not Found).");
                }
                exchange.nothing(204);
            }
            default -> throw new Refusal(405, "Method Not Allowed");
        }
    }

    private void download(Exchange exchange, ReadableRepository repository, ItemPath item) throws IOException {
        Optional<StoredFile> found = repository.file(item.path());
        if (found.isPresent()) {
            download(exchange, item, found.get());
        } else if (repository.folder(item.path()).isPresent()) {
            exchange.html(repository.children(item.path()).keySet().stream()
                    .collect(Collectors.joining("\n", "<html><body><pre>", "</pre></body></html>")));
        } else {
            exchange.text(
                    200, checksum(repository, item.path()).orElseThrow(() -> new Refusal(404, "File not found.")));
        }
    }

    /** Of {@code a.zip} for {@code a.zip.md5}, where nobody deployed a file of that name. */
    private static Optional<String> checksum(ReadableRepository repository, String path) throws IOException {
        int dot = path.lastIndexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        Optional<Blob> content = repository.file(path.substring(0, dot)).map(StoredFile::content);
        return switch (path.substring(dot)) {
            case ".md5" -> content.map(Blob::md5);
            case ".sha1" -> content.map(Blob::sha1);
            case ".sha256" -> content.map(Blob::sha256);
            default -> Optional.empty();
        };
    }

    private void download(Exchange exchange, ItemPath item, StoredFile file) throws IOException {
        Blob content = file.content();
        exchange.answerHeader("Content-Type", ItemDocument.mimeType(item.path()));
        exchange.answerHeader("ETag", content.sha1());
        exchange.answerHeader("X-Checksum-Md5", content.md5());
        exchange.answerHeader("X-Checksum-Sha1", content.sha1());
        exchange.answerHeader("X-Checksum-Sha256", content.sha256());
        exchange.answerHeader("X-Artifactory-Filename", Paths.name(item.path()));
        exchange.answerHeader(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        file.modified().time().atOffset(ZoneOffset.UTC)));
        if (redirects.isPresent() && !exchange.isHead()) {
            exchange.answerHeader(
                    "Location", exchange.signed(redirects.get(), content).toString());
            exchange.nothing(302);
            return;
        }
        if (ranges) {
            exchange.answerHeader("Accept-Ranges", "bytes");
        }
        exchange.file(content, ranges);
    }

    /** Properties of a deployed file, set by the matrix parameters of its address. */
    static Map<String, List<String>> properties(Exchange exchange) {
        return exchange.matrix().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream()
                                .flatMap(value -> Stream.of(value.split(",")))
                                .toList()));
    }
}
