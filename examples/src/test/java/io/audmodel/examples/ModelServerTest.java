package io.audmodel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of docs/serving.md, while its alias moves and is gone. */
class ModelServerTest {

    private static final Alias LIVE = Alias.of("emotion-production");

    @TempDir
    private Path folder;

    private final HttpClient browser = HttpClient.newHttpClient();

    @Test
    void server_servesWhatTheAliasPointsTo_andGoesOnWithoutIt() throws Exception {
        Files.createDirectory(folder.resolve("models"));
        Repository models = new Repository("file-system", folder.toString(), "models");
        try (AudModel audmodel = AudModel.builder()
                .repository(models)
                .cacheRoot(folder.resolve("cache"))
                .build()) {
            ModelId one = publish(audmodel, 1);
            audmodel.setAlias(LIVE, one);
            try (ModelServer server = new ModelServer(audmodel, LIVE, Duration.ofMillis(20), 0)) {
                assertThat(get(server, "label")).matches(one + " [0-3]: [a-z]+");
                assertThat(get(server, "health")).startsWith(one + " since ").endsWith(": well");

                ModelId two = publish(audmodel, 2);
                audmodel.setAlias(LIVE, two);
                await(server, "label", two.toString());

                audmodel.removeAlias(LIVE);
                await(server, "health", "AliasNotFoundException");
                assertThat(get(server, "label")).startsWith(two + " ");
            }
        }
    }

    private ModelId publish(AudModel audmodel, int version) throws IOException {
        Path model = new SpeechEmotionModel(version).writeTo(folder.resolve("model-" + version));
        return audmodel.publish(PublishRequest.of(model, "speech-emotion", Version.of(version + ".0.0")));
    }

    private void await(ModelServer server, String page, String text) throws Exception {
        while (!get(server, page).contains(text)) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private String get(ModelServer server, String page) throws Exception {
        URI address = URI.create("http://localhost:" + server.port() + "/" + page);
        return browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }
}
