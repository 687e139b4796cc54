package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.CorruptDocumentException;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import io.audmodel.value.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A format that is chosen by its name is used for each document of a repository. */
class SerializerByNameTest {

    private static final Repository REPOSITORY = Repository.fileSystem(Path.of("/host"), "models");

    /** Its revisions may come back, so that aliases are marked. */
    private static final class OfContents extends ForwardingBackend {

        OfContents(Backend backend) {
            super(backend);
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of(Capability.ATOMIC_CREATE, Capability.COMPARE_AND_SET);
        }
    }

    private final Backend backend = new OfContents(new InMemoryBackend());

    @TempDir
    private Path folder;

    @Test
    void client_withAnotherFormat_readsAndWritesEachDocumentInIt() throws Exception {
        Files.writeString(folder.resolve("weights"), "w");
        try (AudModel client = client("tagged-json")) {
            ModelId key = client.publish(PublishRequest.of(folder, "model", Version.of("1.0.0"))
                    .author("me")
                    .parameters(Map.of("kernel", Tuple.of(3, 3)))
                    .meta(Map.of("score", 0.5))
                    .alias(Alias.of("production")));
            client.updateMeta(key, Map.of("seen", true));
            client.setAlias(Alias.of("staging"), key);

            assertThat(client.header(key).parameters()).isEqualTo(Map.of("kernel", Tuple.of(3, 3)));
            assertThat(client.header(key).parameters().get("kernel")).isInstanceOf(Tuple.class);
            assertThat(client.meta(Alias.of("staging"))).isEqualTo(Map.of("score", 0.5, "seen", true));
            assertThat(client.aliases(key)).extracting(Alias::toString).containsExactly("production", "staging");
            assertThat(client.find()).hasSize(1);
        }
        assertThat(documents())
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(text -> assertThat(text)
                        .as("but for what the library says beside the document")
                        .matches("(?s)(# audmodel: [^\n]*\n)?\\[\"map\"[^\n]*\\](# [0-9a-f-]{36}\n)?"));
    }

    @Test
    void client_withoutAName_writesYaml_whichAnotherFormatRefuses() throws Exception {
        Files.writeString(folder.resolve("weights"), "w");
        ModelId key;
        try (AudModel yaml = client("yaml")) {
            key = yaml.publish(
                    PublishRequest.of(folder, "model", Version.of("1.0.0")).author("me"));
        }
        try (AudModel other = AudModel.builder()
                .repository(REPOSITORY, backend)
                .cacheRoot(folder)
                .build()) {
            assertThat(other.header(key).author()).isEqualTo("me");
        }
        try (AudModel json = client("tagged-json")) {
            assertThatThrownBy(() -> json.header(key))
                    .isInstanceOf(CorruptDocumentException.class)
                    .hasMessageContaining(key.toString());
        }
    }

    @Test
    void build_withAFormatThatNoJarHas_namesThoseThatAreThere() {
        assertThatThrownBy(() -> client("toml"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("'toml'", "[tagged-json, yaml]", "SerializerProvider");
    }

    private AudModel client(String format) {
        return AudModel.builder()
                .repository(REPOSITORY, backend)
                .cacheRoot(folder.resolveSibling("cache"))
                .serializer(format)
                .build();
    }

    private List<String> documents() {
        return Stream.of("_uid", "_alias")
                .flatMap(folder -> backend.list(ObjectPath.of(folder)))
                .map(ObjectInfo::path)
                .filter(path -> path.text().endsWith(".yaml"))
                .map(this::text)
                .toList();
    }

    private String text(ObjectPath path) {
        try (ObjectBody body = backend.get(path, ByteRange.all())) {
            return new String(body.stream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
