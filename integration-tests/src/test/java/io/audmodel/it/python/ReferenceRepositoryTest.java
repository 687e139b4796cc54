package io.audmodel.it.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.UrlType;
import io.audmodel.backend.Environment;
import io.audmodel.error.AudModelException;
import io.audmodel.error.NotFoundException;
import io.audmodel.it.kit.DownBackend;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Quiet;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call about every model in repositories that the Python package wrote answers what that package answers. */
class ReferenceRepositoryTest {

    private static final Expected EXPECTED = Expected.read();

    @TempDir
    Path folder;

    private AudModel client;

    static List<Expected.Model> models() {
        return EXPECTED.models();
    }

    static List<String> missing() {
        return EXPECTED.missing();
    }

    @BeforeEach
    void open() {
        AudModelBuilder builder = AudModel.builder()
                .environment(Environment.of(Map.of(), folder.resolve("home"), "nobody"))
                .cacheRoot(folder.resolve("cache"));
        EXPECTED.repositories().forEach(builder::repository);
        client = builder.build();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @MethodSource("models")
    void byId_fromTheEmptyCache_andFromTheWarmOne(Expected.Model model) {
        ModelRef ref = ModelRef.of(model.uid());
        requireAnswers(ref, model);
        requireAnswers(ref, model);
    }

    @ParameterizedTest
    @MethodSource("models")
    void byShortOrLegacyId_isTheLatestVersion(Expected.Model model) {
        Expected.Model latest = latestOf(model);
        requireAnswers(ModelRef.of(model.id()), latest);
        requireAnswers(ModelRef.of(model.id()), latest);
    }

    @Test
    void byAlias() {
        assertThat(EXPECTED.aliases()).isNotEmpty();
        EXPECTED.aliases().forEach((alias, uid) -> {
            assertThat(client.resolveAlias(new Alias(alias))).hasToString(uid);
            requireAnswers(new Alias(alias), EXPECTED.model(uid));
            requireAnswers(new Alias(alias), EXPECTED.model(uid));
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    @Quiet
    void byShortOrLegacyId_inAnOutage_isWhatItWas_alsoWithoutACachedHeader(Expected.Model model) throws IOException {
        ModelRef ref = ModelRef.of(model.id());
        Path loaded = client.load(ref);
        ExactRef exact = client.resolve(ref).ref();
        Files.delete(loaded.resolveSibling(loaded.getFileName() + ".header.yaml"));
        AudModelBuilder builder = AudModel.builder()
                .environment(Environment.of(Map.of(), folder.resolve("home"), "nobody"))
                .cacheRoot(folder.resolve("cache"))
                .cachedIfUnavailable();
        EXPECTED.repositories().forEach(repository -> builder.repository(repository, new DownBackend(repository)));
        try (AudModel service = builder.build()) {
            assertThat(service.load(ref)).isEqualTo(loaded);
            assertThat(service.resolve(ref).ref()).isEqualTo(exact);
            assertThat(service.resolve(ref).staleSince()).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("missing")
    void missing_isNotFoundByEveryCall(String id) {
        ModelRef ref = ModelRef.of(id);
        List<Consumer<AudModel>> calls = List.of(
                c -> c.load(ref),
                c -> c.header(ref),
                c -> c.header(ref).name(),
                c -> c.header(ref).author(),
                c -> c.header(ref).date(),
                c -> c.header(ref).subgroup(),
                c -> c.version(ref),
                c -> c.parameters(ref),
                c -> c.meta(ref),
                c -> c.updateMeta(ref, Map.of("k", 1)),
                c -> c.versions(ref),
                c -> c.latestVersion(ref),
                c -> c.url(ref, UrlType.MODEL),
                c -> c.url(ref, UrlType.HEADER),
                c -> c.url(ref, UrlType.META),
                c -> c.aliases(ref),
                c -> c.setAlias(new Alias("new"), ref));
        FileTree before = FileTree.of(Expected.host());
        for (Consumer<AudModel> call : calls) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> call.accept(client))
                    .withMessageContaining(id);
        }
        if (ref instanceof Alias alias) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> client.resolveAlias(alias))
                    .withMessageContaining(id)
                    .isInstanceOf(AudModelException.class);
        }
        assertThat(client.exists(ref)).isFalse();
        assertThat(FileTree.of(Expected.host())).isEqualTo(before);
    }

    private void requireAnswers(ModelRef ref, Expected.Model model) {
        Path loaded = client.load(ref);
        assertThat(loaded).isEqualTo(client.cacheRoot().resolve(model.cachePath()));
        assertThat(FileTree.of(loaded).files()).isEqualTo(model.files());
        assertThat(client.exists(ref)).isTrue();
        assertThat(client.header(ref).name()).isEqualTo(model.name());
        assertThat(client.header(ref).author()).isEqualTo(model.author());
        assertThat(client.header(ref).date()).isEqualTo(model.date());
        assertThat(client.header(ref).subgroup()).hasToString(model.subgroup());
        assertThat(client.version(ref)).hasToString(model.version());
        assertThat(Expected.inOrder(client.parameters(ref))).isEqualTo(model.parameters());
        assertThat(Expected.inOrder(client.header(ref).parameters())).isEqualTo(model.parameters());
        assertThat(Expected.inOrder(client.meta(ref))).isEqualTo(model.meta());
        assertThat(client.aliases(ref)).containsExactlyElementsOf(model.aliases());
        for (UrlType type : UrlType.values()) {
            Path file = Expected.host().resolve(model.urls().get(type.name().toLowerCase(Locale.ROOT)));
            assertThat(Path.of(client.url(ref, type))).isEqualTo(file).isRegularFile();
        }
        assertThat(client.versions(ref)).isEqualTo(versionsOf(model));
        assertThat(client.latestVersion(ref)).hasToString(latestOf(model).version());
    }

    /** In the order of semantic versioning, where the Python package sorts them as texts, and leaves pre-releases out. */
    private static List<Version> versionsOf(Expected.Model model) {
        return EXPECTED.models().stream()
                .filter(other -> other.id().equals(model.id()))
                .map(other -> Version.of(other.version()))
                .sorted()
                .toList();
    }

    private static Expected.Model latestOf(Expected.Model model) {
        List<Version> releases =
                versionsOf(model).stream().filter(v -> !v.isPreRelease()).toList();
        Version latest = releases.get(releases.size() - 1);
        return EXPECTED.models().stream()
                .filter(other ->
                        other.id().equals(model.id()) && other.version().equals(latest.text()))
                .findFirst()
                .orElseThrow();
    }
}
