package io.audmodel.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.Progress;
import io.audmodel.PublishRequest;
import io.audmodel.UrlType;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.NotFoundException;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.model.LegacyId;
import io.audmodel.model.LegacyId.Visibility;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.ShortId;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of docs/coming-from-python.md, word for word. The ids are those that audmodel 1.4.1 computes. */
class ComingFromPythonTest {

    @TempDir
    private Path folder;

    private Path root;
    private AudModel audmodel;
    private ModelRef ref;

    @BeforeEach
    void publishFirst() throws IOException {
        root = Files.createDirectory(folder.resolve("model"));
        Files.writeString(root.resolve("weights.txt"), "0.1 0.2");
        String host = Files.createDirectory(folder.resolve("host")).toString();
        Files.createDirectory(folder.resolve("host/models"));
        Path cache = folder.resolve("cache");
        audmodel = AudModel.builder()
                .repository(Repository.of("file-system:" + host + "#models"))
                .cacheRoot(cache)
                .build();
        ref = publish();
    }

    private ModelRef publish() {
        ModelId id = audmodel.publish(PublishRequest.of(root, "onnx", Version.of("1.0.0"))
                .parameters(Map.of("model", "cnn10", "layers", 10))
                .subgroup(Subgroup.of("emotion.cnn"))
                .meta(Map.of("loss", 0.25))
                .author("sam")
                .date(LocalDate.of(2026, 1, 15))
                .alias(Alias.of("emotion-small")));
        return id;
    }

    @AfterEach
    void close() {
        audmodel.close();
    }

    @Test
    void publishedModel_hasTheIdOfThePythonPackage() {
        assertThat(ref).isEqualTo(ModelRef.of("98c3ff2b-1.0.0"));
    }

    @Test
    void ids() {
        Subgroup subgroup = Subgroup.of("emotion.cnn");
        Map<String, Object> parameters = Map.of("model", "cnn10", "layers", 10);

        ShortId shortId = ShortId.derive("onnx", subgroup, parameters);
        ModelId id = ModelId.derive("onnx", subgroup, parameters, Version.of("1.0.0"));

        assertThat(id).isEqualTo(ref);
        assertThat(shortId.version(Version.of("1.0.0"))).isEqualTo(ref);
    }

    @Test
    void legacyIds() {
        LegacyId id = LegacyId.derive(
                "onnx", Subgroup.of("emotion.cnn"), Map.of("model", "cnn10"), Version.of("1.0.0"), Visibility.PRIVATE);

        assertThat(id).isEqualTo(LegacyId.of("e447aba6-b985-9166-5761-9d8ac3709354"));
    }

    @Test
    void load() {
        Path model = audmodel.load(ModelRef.of("emotion-small"));
        assertThat(model.resolve("weights.txt")).hasContent("0.1 0.2");

        Path other = folder.resolve("other");
        List<Progress> steps = new ArrayList<>();
        model = audmodel.withCacheRoot(other)
                .withLockTimeout(Duration.ofMinutes(5))
                .withProgress(steps::add)
                .load(ref);
        assertThat(model).startsWith(other);
        assertThat(steps).isNotEmpty();
    }

    @Test
    void existsAndHeader() {
        boolean exists = audmodel.exists(ref);
        ModelHeader header = audmodel.header(ref);
        String name = header.name();
        String author = header.author();
        LocalDate date = header.date();
        Subgroup subgroup = header.subgroup();
        Version version = audmodel.version(ref);
        Map<Object, Object> parameters = audmodel.parameters(ref);

        assertThat(exists).isTrue();
        assertThat(header)
                .isEqualTo(new ModelHeader(author, date, name, parameters, subgroup, version))
                .hasToString("ModelHeader[author=sam, date=2026-01-15, name=onnx, parameters={layers=10, model=cnn10},"
                        + " subgroup=emotion.cnn, version=1.0.0]");
    }

    @Test
    void metadata() {
        Map<Object, Object> meta = audmodel.meta(ref);
        assertThat(meta).isEqualTo(Map.of("loss", 0.25));

        audmodel.updateMeta(ref, Map.of("reviewed", true));
        assertThat(audmodel.meta(ref)).isEqualTo(Map.of("loss", 0.25, "reviewed", true));

        audmodel.replaceMeta(ref, Map.of("loss", 0.2));
        assertThat(audmodel.meta(ref)).isEqualTo(Map.of("loss", 0.2));
    }

    @Test
    void versions() {
        List<Version> versions = audmodel.versions(ref);
        Version latest = audmodel.latestVersion(ref);

        assertThat(versions).containsExactly(latest);
        assertThat(latest).hasToString("1.0.0");
    }

    @Test
    void aliases() {
        audmodel.setAlias(Alias.of("emotion-production"), ref);
        ExactRef target = audmodel.resolveAlias(Alias.of("emotion-production"));
        SortedSet<Alias> aliases = audmodel.aliases(ref);

        assertThat(target).isEqualTo(ref);
        assertThat(aliases).containsExactly(Alias.of("emotion-production"), Alias.of("emotion-small"));
    }

    @Test
    void addresses() {
        URI model = audmodel.url(ref, UrlType.MODEL);
        URI header = audmodel.url(ref, UrlType.HEADER);
        URI meta = audmodel.url(ref, UrlType.META);

        assertThat(List.of(model, header, meta)).allMatch(url -> Files.isRegularFile(Path.of(url)));
    }

    @Test
    void defaults() {
        Path cache = AudModel.defaultCacheRoot();
        assertThat(cache).isAbsolute();
    }

    @Test
    void errors() {
        assertThatThrownBy(this::publish).isInstanceOf(AlreadyExistsException.class);

        boolean found = true;
        try {
            audmodel.load(ModelRef.of("emotion-huge"));
        } catch (NotFoundException e) {
            found = false;
        }
        assertThat(found).isFalse();
    }
}
