package io.audmodel.artifactory.standin;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Takes files in. A body whose checksums are others than announced is refused. With {@code X-Checksum-Deploy} there is no
 * body: a content that is known by its checksum gets another path, <em>without</em> a look at the permission to overwrite.
 *
 * @see <a href="https://jfrog.com/help/r/jfrog-rest-apis/deploy-artifact-by-checksum">JFrog: Deploy Artifact by
 *     Checksum</a>
 * @see <a
 *     href="https://jfrog.com/help/r/artifactory-how-to-prevent-overwrite-when-using-deploy-artifact-by-checksum">JFrog:
 *     How to prevent overwrite when using deploy artifact by checksum</a>
 */
record Upload(Binaries binaries, ItemDocument info) {

    private static final List<String> CHECKSUMS =
            List.of("X-Checksum-Sha256", "X-Checksum-Sha1", "X-Checksum-Md5", "X-Checksum");

    /** @param isFolder whether the address ends with a slash */
    void handle(Exchange exchange, Account account, ItemPath item, ReadableRepository repository, boolean isFolder)
            throws IOException {
        LocalRepository target = repository.deployed();
        boolean byChecksum = exchange.header("X-Checksum-Deploy")
                .filter("true"::equalsIgnoreCase)
                .isPresent();
        if (item.path().isEmpty()) {
            throw new Refusal(400, "A path is needed to deploy to '" + item + "'");
        }
        if (isFolder && exchange.matrix().isEmpty()) {
            account.require(Permission.DEPLOY, "deploy '" + item + "'");
            target.tree().makeFolder(item.path(), account);
            StoredFile.Origin made = target.tree().folder(item.path()).orElseThrow();
            exchange.json(201, info.folder(item, made, target.tree().children(item.path())));
            return;
        }
        Blob content = byChecksum ? known(exchange) : received(exchange);
        StoredFile file = target.tree().put(item.repository(), item.path(), content, account, byChecksum);
        Map<String, List<String>> properties = ContentApi.properties(exchange);
        if (!properties.isEmpty()) {
            target.tree().setProperties(item.path(), properties);
        }
        exchange.answerHeader("Location", info.file(item, file).get("downloadUri") + "");
        exchange.json(201, info.file(item, file));
    }

    private Blob known(Exchange exchange) throws IOException {
        exchange.body().transferTo(OutputStream.nullOutputStream());
        return announced(exchange)
                .findFirst()
                .flatMap(binaries::known)
                .orElseThrow(() -> new Refusal(404, "Checksum values not found: deploy the content itself"));
    }

    private Blob received(Exchange exchange) throws IOException {
        List<String> announced = announced(exchange).toList();
        return binaries.receive(exchange.body(), content -> {
            List<String> actual = List.of(content.md5(), content.sha1(), content.sha256());
            if (!actual.containsAll(announced)) {
                throw new Refusal(409, "Checksum error: received " + announced + " but actual are " + actual);
            }
        });
    }

    private static Stream<String> announced(Exchange exchange) {
        return CHECKSUMS.stream().flatMap(name -> exchange.header(name).stream());
    }
}
