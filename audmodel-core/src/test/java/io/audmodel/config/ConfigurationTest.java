package io.audmodel.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.backend.Environment;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.health.Setting;
import io.audmodel.health.Setting.Source;
import io.audmodel.model.RepositoryAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

    @TempDir
    Path home;

    @Test
    void nothing_namesTheDefaultsOfTheReference() {
        Configuration configuration = configuration(Map.of());
        assertThat(configuration.cacheRoot()).isEqualTo(home.resolve("audmodel"));
        assertThat(configuration.repositories())
                .extracting(RepositoryAddress::toString)
                .containsExactly(
                        "artifactory:https://artifactory.audeering.com/artifactory#models-local",
                        "s3:s3.dualstack.eu-north-1.amazonaws.com#audmodel-internal");
    }

    @Test
    void variable_thatResemblesOneOfOurs_isWarnedOf() {
        Queue<String> warnings = new ConcurrentLinkedQueue<>();
        Logger logger = Logger.getLogger("io.audmodel");
        Handler noting = new Handler() {
            @Override
            public void publish(LogRecord message) {
                warnings.add(message.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(noting);
        try {
            configuration(Map.of(
                    "AUDMODEL_REPOSITORY",
                    "file-system:/data#one",
                    "AUDMODEL_OFFLINE",
                    "0",
                    "AUDMODEL_COLOUR",
                    "green"));
        } finally {
            logger.removeHandler(noting);
        }
        assertThat(warnings)
                .contains("the environment variable AUDMODEL_REPOSITORY has no effect;"
                        + " did you mean AUDMODEL_REPOSITORIES?")
                .noneMatch(warning -> warning.contains("AUDMODEL_OFFLINE") || warning.contains("COLOUR"));
    }

    @ParameterizedTest
    @CsvSource({
        "cached, ,       cached, VARIABLE",
        "CACHED, fail,   cached, VARIABLE",
        "fail,   cached, fail,   VARIABLE",
        ",       cached, cached, FILE",
        ",       fail,   fail,   FILE",
        ",       ,       fail,   DEFAULT"
    })
    void ifUnavailable_isOfTheVariable_thenOfTheFile(String variable, String key, String expected, Source source)
            throws IOException {
        write(key == null ? "cache_root: ~/models\n" : "if_unavailable: " + key + "\n");
        Environment environment = Environment.of(
                variable == null ? Map.of() : Map.of("AUDMODEL_IF_UNAVAILABLE", variable), home, "sphinx");
        Setting setting = Configuration.ifUnavailable(null, environment, Optional.of(Configuration.of(environment)));
        assertThat(setting.value()).isEqualTo(expected);
        assertThat(setting.source()).isEqualTo(source);
        assertThat(Configuration.ifUnavailable(null, environment, Optional.empty())
                        .value())
                .as("where nothing else is taken from the file")
                .isEqualTo(variable == null ? "fail" : expected);
    }

    @Test
    void ifUnavailable_withAnotherValue_isAnErrorThatNamesItsPlace() throws IOException {
        Environment environment = Environment.of(Map.of("AUDMODEL_IF_UNAVAILABLE", "stale"), home, "sphinx");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.ifUnavailable(null, environment, Optional.empty()))
                .withMessageContainingAll("AUDMODEL_IF_UNAVAILABLE", "'stale'", "'cached'", "'fail'");
        write("if_unavailable: [cached]\n");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.ifUnavailable(
                        null, Environment.of(Map.of(), home, "sphinx"), Optional.of(configuration(Map.of()))))
                .withMessageContainingAll("audmodel.yaml", "'if_unavailable'", "'[cached]'");
    }

    @Test
    void file_isReadAsTextWhateverItsScalarsLookLike() throws IOException {
        write("cache_root: ~/models\nrepositories:\n- {name: 010, host: yes, backend: s3}\n");
        Configuration configuration = configuration(Map.of());
        assertThat(configuration.cacheRoot()).isEqualTo(home.resolve("models"));
        assertThat(configuration.repositories()).containsExactly(RepositoryAddress.of("s3:yes#010"));
    }

    @Test
    void environment_countsMoreThanFile() throws IOException {
        write("cache_root: ~/models\nrepositories:\n- {name: a, host: b, backend: s3}\n");
        Configuration configuration = configuration(Map.of(
                "AUDMODEL_CACHE_ROOT", "/data/cache", "AUDMODEL_REPOSITORIES", "file-system:/data#one, s3:host#two"));
        assertThat(configuration.cacheRoot()).isEqualTo(Path.of("/data/cache"));
        assertThat(configuration.repositories())
                .extracting(RepositoryAddress::toString)
                .containsExactly("file-system:/data#one", "s3:host#two");
    }

    @Test
    void options_haveOneSyntaxInVariableAndFile() throws IOException {
        write("repositories: [{name: b, host: 'https://h', backend: s3, options: region=eu-north-1&prefix=a%26b/c}]\n");
        String variable = "s3:https://h#b?region=eu-north-1&prefix=a%26b/c";
        assertThat(configuration(Map.of()).repositories())
                .isEqualTo(
                        configuration(Map.of("AUDMODEL_REPOSITORIES", variable)).repositories())
                .extracting(RepositoryAddress::options)
                .containsExactly(Map.of("region", "eu-north-1", "prefix", "a&b/c"));
    }

    @ParameterizedTest
    @CsvSource({
        "options: {region: x},      text as behind the ?",
        "options: [],               text as behind the ?",
        "options: secret_key=x,     credential",
        "options: ~,                option 1",
        "option: region=x,          did you mean 'options'",
        "Options: region=x,         did you mean 'options'"
    })
    void wrongOptions_areAnErrorThatNamesFileAndEntry(String options, String reason) throws IOException {
        write("repositories:\n- {name: a, host: b, backend: s3, " + options + "}\n");
        assertThatThrownBy(() -> configuration(Map.of()).repositories())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("audmodel.yaml", "entry 1", reason);
    }

    @Test
    void oneRepository_withTwoOptions_isAnError_andOnceTheSameIsNot() {
        Map<String, String> twice = Map.of("AUDMODEL_REPOSITORIES", "s3:h#b?region=x,s3:h#b?region=y");
        assertThatThrownBy(() -> AudModel.builder()
                        .environment(Environment.of(twice, home, "me"))
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("s3:h#b is configured twice");
        Map<String, String> parts =
                Map.of("AUDMODEL_REPOSITORIES", "s3:h#b?prefix=x,s3:h#b?prefix=y,s3:h#b?prefix=x,s3:h#b");
        try (AudModel client = AudModel.builder()
                .environment(Environment.of(parts, home, "me"))
                .build()) {
            assertThat(client.repositories()).hasSize(3);
        }
    }

    @Test
    void emptyFile_isNoConfiguration() throws IOException {
        write("# nothing yet\n");
        assertThat(configuration(Map.of()).repositories()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "repositories: []\n",
                "repositories:\n",
                "repositories: text\n",
                "repositories:\n- {name: a, host: b}\n",
                "repositories:\n- {name: a, backend: s3}\n",
                "repositories:\n- {host: a, backend: s3}\n",
                "repositories:\n- text\n",
                "cache_root: [a]\n",
                "cache_root: ''\n",
                "cache_root: \"a\\0b\"\n",
                "- a\n",
                "a: [\n"
            })
    void wrongFile_isAnErrorThatNamesTheFile(String content) throws IOException {
        write(content);
        assertThatThrownBy(() -> {
                    Configuration configuration = configuration(Map.of());
                    configuration.repositories();
                    configuration.cacheRoot();
                })
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("audmodel.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [\n", "repositories:\n\t- name: a\n", ""})
    void unreadableFile_isNamedOnce_withTheReason(String content) throws IOException {
        if (content.isEmpty()) {
            Files.createDirectories(home.resolve(".config/audmodel.yaml"));
        } else {
            write(content);
        }
        assertThatThrownBy(() -> configuration(Map.of()).cacheRoot())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(content.isEmpty() ? "irectory" : "line ")
                .extracting(Throwable::getMessage)
                .satisfies(message ->
                        assertThat(message.split("audmodel\\.yaml", -1)).hasSize(2));
    }

    @ParameterizedTest
    @CsvSource({"offline: true, AUDMODEL_OFFLINE", "call_timeout: 5, AUDMODEL_CALL_TIMEOUT"})
    void keyForWhatAVariableAloneSets_isAnErrorThatNamesTheVariable(String content, String variable)
            throws IOException {
        write(content + "\n");
        assertThatThrownBy(() -> configuration(Map.of()).cacheRoot())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("audmodel.yaml", content.split(":")[0], variable);
    }

    @ParameterizedTest
    @CsvSource({
        "repository: [],  repositories",
        "cacheRoot: /c,   cache_root",
        "cache-root: /c,  cache_root",
        "chache_root: /c, cache_root"
    })
    void misspeltKey_isAnErrorThatNamesTheNearest(String content, String meant) throws IOException {
        write(content + "\n");
        assertThatThrownBy(() -> configuration(Map.of()).cacheRoot())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("audmodel.yaml", content.split(":")[0], "did you mean '" + meant + "'");
    }

    @Test
    void otherKeys_areLeftToOtherReaders() throws IOException {
        write("progress: true\ncache_root: ~/models\n");
        assertThat(configuration(Map.of()).cacheRoot()).isEqualTo(home.resolve("models"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cache_root: ~",
                "cache_root: null",
                "repositories: [{name: ~, host: /h, backend: s3}]",
                "repositories: [{name: a, host: ~, backend: s3}]"
            })
    void nothingInYaml_isNotTheHomeFolder(String content) throws IOException {
        write(content + "\n");
        assertThatThrownBy(() -> {
                    Configuration configuration = configuration(Map.of());
                    configuration.repositories();
                    configuration.cacheRoot();
                })
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("audmodel.yaml", "null in YAML");
    }

    @Test
    void home_isNeededOnlyForWhatNoVariableSays() throws IOException {
        Path noFolder = Files.createFile(home.resolve("null"));
        Configuration configuration =
                Configuration.of(Environment.of(Map.of("AUDMODEL_CACHE_ROOT", "/c"), noFolder, "someone"));
        assertThat(configuration.cacheRoot()).isEqualTo(Path.of("/c"));
        assertThat(configuration.repositories()).hasSize(2);

        // The file would be found wrong if it were read.
        write("- no mapping\n");
        Map<String, String> all = Map.of("AUDMODEL_CACHE_ROOT", "/c", "AUDMODEL_REPOSITORIES", "file-system:/h#r");
        assertThat(configuration(all).cacheRoot()).isEqualTo(Path.of("/c"));
        assertThat(configuration(all).repositories()).hasSize(1);
    }

    @Test
    void nothingConfigured_isSaid() throws IOException {
        assertThat(configuration(Map.of()).unconfigured().orElseThrow())
                .contains(
                        "nothing is configured", "AUDMODEL_REPOSITORIES", "audmodel.yaml", "artifactory.audeering.com");
        assertThat(configuration(Map.of("AUDMODEL_REPOSITORIES", "file-system:/h#r"))
                        .unconfigured())
                .isEmpty();
        write("repositories: [{name: a, host: /h, backend: s3}]\n");
        assertThat(configuration(Map.of()).unconfigured()).isEmpty();
    }

    @Test
    void wrongVariable_isAnErrorThatNamesIt() {
        assertThatThrownBy(() ->
                        configuration(Map.of("AUDMODEL_REPOSITORIES", "models")).repositories())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("AUDMODEL_REPOSITORIES", "'models'", "backend:host#name");
    }

    @ParameterizedTest
    @CsvSource({
        "AUDMODEL_REPOSITORIES, file-system:/a#b;file-system:/c#d, separate them by commas",
        "AUDMODEL_REPOSITORIES, file-system:/a#b;,                 by commas",
        "AUDMODEL_CACHE_ROOT,   $NONE_SUCH/cache,                  which only a shell replaces",
        "AUDMODEL_CACHE_ROOT,   file:///cache,                     is a URL",
        "AUDMODEL_CACHE_ROOT,   ~anna/cache,                       home of another user",
        "AUDMODEL_OFFLINE,      maybe,                             it is 1 to ask no repository",
        "AUDMODEL_CALL_TIMEOUT, 10m,                               a number of seconds"
    })
    void eachMalformedVariable_isAConfigurationError_withVariableAndRule(String name, String value, String rule) {
        assertThatThrownBy(() -> AudModel.builder()
                        .environment(Environment.of(Map.of(name, value), home, "someone"))
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(name, rule);
    }

    @Test
    void tildeInCode_isRefused_andNoFolder() {
        assertThatThrownBy(
                        () -> AudModel.builder().cacheRoot(Path.of("~/models")).build())
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("~/models", "user.home");
        try (AudModel client = AudModel.builder().cacheRoot(home).build()) {
            assertThatThrownBy(() -> client.withCacheRoot(Path.of("~")))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("user.home");
        }
    }

    @Test
    void variableInTheFile_isAnErrorThatNamesTheFile() throws IOException {
        write("cache_root: $NONE_SUCH/cache\n");
        assertThatThrownBy(() -> configuration(Map.of()).cacheRoot())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("audmodel.yaml", "'cache_root'", "$NONE_SUCH", "only a shell");
    }

    private Configuration configuration(Map<String, String> variables) {
        return Configuration.of(Environment.of(variables, home, "someone"));
    }

    private void write(String content) throws IOException {
        Path folder = Files.createDirectories(home.resolve(".config"));
        Files.writeString(folder.resolve("audmodel.yaml"), content);
    }
}
