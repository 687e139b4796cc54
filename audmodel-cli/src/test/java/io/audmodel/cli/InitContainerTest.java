package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import io.audmodel.servers.S3Stub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an init container meets that runs again, with the models in a bucket: as docs/kubernetes.md promises. */
@Tag("one-jdk")
class InitContainerTest {

    private static final Alias ALIAS = Alias.of("emotion-production");

    @TempDir
    private Path folder;

    private Tool tool;
    private Path volume;
    private S3Stub server;
    private AudModel publisher;

    @BeforeEach
    void setUp() throws IOException {
        tool = new Tool(folder);
        volume = Files.createDirectory(folder.resolve("volume"));
        server = S3Stub.start(Files.createDirectory(folder.resolve("objects")));
        server.createBucket("models");
        publisher = AudModel.builder()
                .repository(
                        Repository.s3(server.endpoint(), "models"),
                        Map.of("access_key", server.accessKey(), "secret_key", server.secretKey()))
                .cacheRoot(folder.resolve("publisher"))
                .build();
    }

    @AfterEach
    void tearDown() throws IOException {
        publisher.close();
        server.close();
    }

    /** As Kubernetes starts the container: with the variables of examples/kubernetes/init-container.yaml, and of a secret. */
    private Outcome container(String reference) {
        return tool.shell("env -u AUDMODEL_CACHE_ROOT HOME=$PWD/home AUDMODEL_IF_UNAVAILABLE=cached MINIO_ACCESS_KEY="
                + server.accessKey() + " MINIO_SECRET_KEY=" + server.secretKey() + " AUDMODEL_REPOSITORIES=s3:"
                + server.endpoint() + "#models \"$(command -v audmodel)\" fetch " + reference + " " + volume);
    }

    private ModelId publish(String version, String weights) {
        tool.file("model/net/weights.txt", weights);
        return publisher.publish(PublishRequest.of(folder.resolve("model"), "emotion", Version.of(version)));
    }

    private List<String> archives() {
        return server.takeRequests().stream()
                .filter(request -> request.startsWith("GET ") && request.contains(".zip"))
                .toList();
    }

    @Test
    void containerThatRunsAgain_hasTheModelOfTheAlias_andFetchesOnlyAnother() throws IOException {
        ModelId first = publish("1.0.0", "0.1");
        ModelId second = publish("2.0.0", "0.2");
        publisher.setAlias(ALIAS, first);

        assertThat(container(ALIAS.toString()).line()).isEqualTo(first.toString());
        assertThat(volume.resolve("net/weights.txt")).hasContent("0.1");
        assertThat(archives()).isNotEmpty();

        assertThat(container(ALIAS.toString()).line()).isEqualTo(first.toString());
        assertThat(archives()).isEmpty();

        publisher.setAlias(ALIAS, second);
        server.takeRequests();
        // As KServe calls it.
        assertThat(container("audmodel://" + ALIAS).line()).isEqualTo(second.toString());
        assertThat(volume.resolve("net/weights.txt")).hasContent("0.2");
        assertThat(volume.resolve(".audmodel.yaml")).content().contains("complete: true", second.toString());
        assertThat(archives()).isNotEmpty();

        publisher.setAlias(ALIAS, first);
        publisher.close();
        server.close();
        Outcome outage = container(ALIAS.toString());
        assertThat(outage.status()).isZero();
        assertThat(outage.out()).isEqualTo(second + "\n");
        assertThat(outage.err()).contains("no repository answers");
        assertThat(volume.resolve("net/weights.txt")).hasContent("0.2");
    }

    @Test
    void containerThatStartsInAnOutage_fails_andLeavesNoModel() throws IOException {
        server.close();

        assertThat(container(ALIAS.toString()).status()).isEqualTo(3);
        assertThat(volume.resolve("net")).doesNotExist();
    }
}
