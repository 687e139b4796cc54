package io.audmodel.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.CopyRequest;
import io.audmodel.ModelQuery;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Environment;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.OfflineException;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.RepositoryAddress;
import io.audmodel.model.Version;
import io.audmodel.servers.S3Stub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two repositories in one bucket are two places to a client. */
class SharedBucketTest {

    private static final Alias BEST = new Alias("best");

    @TempDir
    Path folder;

    private S3Stub server;

    @BeforeEach
    void begin() throws IOException {
        server = S3Stub.start(Files.createDirectory(folder.resolve("objects")));
        server.createBucket("models");
        Files.createDirectory(folder.resolve("model"));
        Files.writeString(folder.resolve("model/weights.txt"), "0.1 0.2");
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void copy_goesFromOnePartToAnother() {
        try (AudModel one = client("one");
                AudModel other = client("other")) {
            ModelId id = publish(one);
            assertThat(other.exists(id)).isFalse();
            assertThat(one.copy(CopyRequest.of(id), other).copied()).containsExactly(id);
            assertThat(other.exists(id)).isTrue();
        }
    }

    @Test
    void aliases_areNotedForEachPart() {
        try (AudModel one = client("one")) {
            one.setAlias(BEST, publish(one));
        }
        try (AudModel other = builder("other").offline().build()) {
            assertThatThrownBy(() -> other.resolveAlias(BEST)).isInstanceOf(OfflineException.class);
        }
    }

    @Test
    void client_searchesBoth_andPublishesToTheFirst() {
        try (AudModel one = client("one")) {
            publish(one);
        }
        try (AudModel both = add(builder("other"), "one").build();
                AudModel other = client("other")) {
            ModelId id = both.publish(PublishRequest.of(folder.resolve("model"), "other", Version.of("1.0.0")));
            assertThat(both.find(ModelQuery.all())).hasSize(2);
            assertThat(other.exists(id)).isTrue();
        }
        assertThatThrownBy(() -> add(builder("other"), "other"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("?prefix=other is named twice");
    }

    private ModelId publish(AudModel client) {
        return client.publish(PublishRequest.of(folder.resolve("model"), "shared", Version.of("1.0.0")));
    }

    private AudModel client(String prefix) {
        return builder(prefix).build();
    }

    private AudModelBuilder builder(String prefix) {
        return add(
                AudModel.builder()
                        .cacheRoot(folder.resolve("cache"))
                        .environment(Environment.of(Map.of(), folder, "tester")),
                prefix);
    }

    private AudModelBuilder add(AudModelBuilder builder, String prefix) {
        RepositoryAddress address = RepositoryAddress.of("s3:" + server.endpoint() + "#models?prefix=" + prefix);
        Map<String, String> options = new HashMap<>(server.options());
        options.putAll(address.options());
        return builder.repository(address.repository(), options);
    }
}
