package io.audmodel.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.backend.Environment;
import io.audmodel.error.ConfigurationException;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clients that are set up by the environment and the file, as a program without any settings is. */
class EnvironmentTest implements OnStorage {

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    private static Path file(Workshop workshop, String text) {
        return Samples.file(workshop.folder().resolve("home/.config/audmodel.yaml"), text);
    }

    private static AudModel client(Workshop workshop, Map<String, String> variables) {
        Environment environment = Environment.of(variables, workshop.folder().resolve("home"), "nobody");
        return workshop.open(AudModel.builder().environment(environment));
    }

    private static String entry(Repository repository) {
        return "- {name: " + repository.name() + ", host: " + repository.host() + ", backend: file-system}\n";
    }

    @Test
    void variables_nameRepositoriesInOrder_andTheCache(Workshop workshop) {
        Repository second = workshop.repository("second");
        ModelId id = workshop.client(second).publish(workshop.request("onnx", "1.0.0"));
        Path cache = workshop.fresh("cache");
        AudModel client = client(
                workshop,
                Map.of(
                        "AUDMODEL_REPOSITORIES",
                        workshop.repository() + ", " + second,
                        "AUDMODEL_CACHE_ROOT",
                        cache.toString()));
        assertThat(client.repositories()).containsExactly(workshop.repository(), second);
        assertThat(client.load(id)).startsWith(cache).isNotEmptyDirectory();
    }

    @Test
    void file_namesRepositoriesAndTheCache_whereNoVariableDoes(Workshop workshop) {
        Repository second = workshop.repository("second");
        ModelId id = workshop.client(second).publish(workshop.request("onnx", "1.0.0"));
        file(workshop, "cache_root: ~/models\nrepositories:\n" + entry(workshop.repository()) + entry(second));
        AudModel client = client(workshop, Map.of());
        assertThat(client.repositories()).containsExactly(workshop.repository(), second);
        assertThat(client.load(id))
                .startsWith(workshop.folder().resolve("home/models"))
                .isNotEmptyDirectory();

        AudModel other = client(workshop, Map.of("AUDMODEL_REPOSITORIES", second.toString()));
        assertThat(other.repositories()).containsExactly(second);
        assertThat(other.cacheRoot()).isEqualTo(client.cacheRoot());
    }

    @Test
    void code_overrulesVariables_whichOverruleTheFile(Workshop workshop) {
        file(workshop, "cache_root: /of/the/file\nrepositories:\n" + entry(workshop.repository("file")));
        Map<String, String> variables = Map.of(
                "AUDMODEL_REPOSITORIES",
                workshop.repository("variable").toString(),
                "AUDMODEL_CACHE_ROOT",
                "/of/the/variable");
        Environment environment = Environment.of(variables, workshop.folder().resolve("home"), "nobody");
        AudModel byVariables = workshop.open(AudModel.builder().environment(environment));
        assertThat(byVariables.cacheRoot()).isEqualTo(Path.of("/of/the/variable"));
        assertThat(byVariables.repositories()).containsExactly(workshop.repository("variable"));

        AudModel byCode = workshop.open(AudModel.builder()
                .environment(environment)
                .cacheRoot(Path.of("/of/the/code"))
                .repository(workshop.repository("code")));
        assertThat(byCode.cacheRoot()).isEqualTo(Path.of("/of/the/code"));
        assertThat(byCode.repositories()).containsExactly(workshop.repository("code"));
        assertThat(byCode.withCacheRoot(Path.of("/of/the/call")).cacheRoot()).isEqualTo(Path.of("/of/the/call"));
    }

    @Test
    void nothingConfigured_meansTheDefaultsOfThePythonPackage(Workshop workshop) {
        AudModel client = client(workshop, Map.of());
        assertThat(client.cacheRoot()).isEqualTo(workshop.folder().resolve("home/audmodel"));
        assertThat(client.repositories())
                .extracting(Repository::toString)
                .containsExactly(
                        "artifactory:https://artifactory.audeering.com/artifactory#models-local",
                        "s3:s3.dualstack.eu-north-1.amazonaws.com#audmodel-internal");
    }

    @Test
    void wrongFile_isNamedWithWhatIsWrong(Workshop workshop) {
        Map<String, String> wrong = Map.of(
                "repositories: []\n", "repositories",
                "repositories: none\n", "repositories",
                "repositories:\n- {name: a, host: /h}\n", "backend",
                "repositories:\n- {name: a, host: /h, backend: file-system}\n- {name: b}\n", "entry 2",
                "- a\n- b\n", "mapping",
                "cache_root: [a]\n", "cache_root",
                "cache_root: {a: b\n", "audmodel.yaml",
                "a: !!python/object/apply:os.system ['true']\n", "audmodel.yaml");
        wrong.forEach((text, says) -> {
            Path file = file(workshop, text);
            assertThatExceptionOfType(ConfigurationException.class)
                    .as(text)
                    .isThrownBy(() -> client(workshop, Map.of()).repositories())
                    .withMessageContaining(file.toString())
                    .withMessageContaining(says);
        });
    }

    @Test
    void wrongVariable_isNamedWithWhatIsWrong(Workshop workshop) {
        for (String text : List.of("models", "file-system:/data", ",", "FILE:/data#models")) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> client(workshop, Map.of("AUDMODEL_REPOSITORIES", text)))
                    .withMessageContaining("AUDMODEL_REPOSITORIES");
        }
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(
                        () -> client(workshop, Map.of("AUDMODEL_REPOSITORIES", "s3:https://me:hunter2@example.org#b")))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    }
}
