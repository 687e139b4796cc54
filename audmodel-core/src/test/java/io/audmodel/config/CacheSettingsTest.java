package io.audmodel.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.backend.Environment;
import io.audmodel.cache.CachePermissions;
import io.audmodel.error.ConfigurationException;
import io.audmodel.health.Setting;
import io.audmodel.health.Setting.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the environment and the configuration file say of bases and permissions of the cache. */
class CacheSettingsTest {

    @TempDir
    Path home;

    private void write(String text) throws IOException {
        Files.writeString(Files.createDirectories(home.resolve(".config")).resolve("audmodel.yaml"), text);
    }

    @Test
    void cacheBases_areOfTheVariable_thenOfTheFile() throws IOException {
        write("cache_bases:\n- ~/baked\n- /mnt/models\n");
        Environment environment = Environment.of(Map.of(), home, "sphinx");
        CacheBases ofFile = CacheBases.of(environment, Optional.of(Configuration.of(environment)));
        assertThat(ofFile.roots()).containsExactly(home.resolve("baked"), Path.of("/mnt/models"));
        assertThat(ofFile.setting()).hasValueSatisfying(setting -> {
            assertThat(setting.source()).isEqualTo(Source.FILE);
            assertThat(setting.value()).isEqualTo(home.resolve("baked") + ", /mnt/models");
        });
        assertThat(CacheBases.of(environment, Optional.empty()).roots())
                .as("where nothing else is taken from the file")
                .isEmpty();
        Environment other = Environment.of(Map.of("AUDMODEL_CACHE_BASES", "/a, ~/b"), home, "sphinx");
        CacheBases ofVariable = CacheBases.of(other, Optional.of(Configuration.of(other)));
        assertThat(ofVariable.roots()).containsExactly(Path.of("/a"), home.resolve("b"));
        assertThat(ofVariable.setting().map(Setting::source)).contains(Source.VARIABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a,,/b | an empty path",
                "/a:/b | separate folders by commas",
                "~/a:~/b | separate folders by commas",
                "s3://bucket/a | s3://bucket/a",
                "$HOME/a | $HOME/a"
            })
    void cacheBases_thatAreNoFolders_areErrorsThatNameTheVariable(String value, String why) {
        Environment environment = Environment.of(Map.of("AUDMODEL_CACHE_BASES", value), home, "sphinx");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> CacheBases.of(environment, Optional.empty()))
                .withMessageContainingAll("AUDMODEL_CACHE_BASES", why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mnt/models", "", "{a: b}", "[[a]]"})
    void cacheBases_ofTheFile_areAList(String value) throws IOException {
        write("cache_bases: " + value + "\n");
        Environment environment = Environment.of(Map.of(), home, "sphinx");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> CacheBases.of(environment, Optional.of(Configuration.of(environment))))
                .withMessageContainingAll("audmodel.yaml", "'cache_bases'", "a list of folders");
    }

    @Test
    void cacheMode_isOfTheVariable_thenOfTheFile() throws IOException {
        write("cache_permissions: rwxrwx---\n");
        Environment environment = Environment.of(Map.of(), home, "sphinx");
        CacheMode ofFile = CacheMode.of(environment, Optional.of(Configuration.of(environment)));
        assertThat(ofFile.permissions()).isEqualTo(CachePermissions.of("rwxrwx---"));
        assertThat(ofFile.setting().map(Setting::source)).contains(Source.FILE);
        assertThat(CacheMode.of(environment, Optional.empty()).permissions())
                .as("where nothing else is taken from the file")
                .isEqualTo(CachePermissions.ofUmask());
        Environment other = Environment.of(Map.of("AUDMODEL_CACHE_PERMISSIONS", "rwxrws---"), home, "sphinx");
        assertThat(CacheMode.of(other, Optional.of(Configuration.of(other))).permissions())
                .isEqualTo(CachePermissions.of("rwxrws---"));

        write("cache_permissions: 0770\n");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> CacheMode.of(environment, Optional.of(Configuration.of(environment))))
                .withMessageContainingAll("audmodel.yaml", "'cache_permissions'", "'0770'", "rwxrws---");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> CacheMode.of(
                        Environment.of(Map.of("AUDMODEL_CACHE_PERMISSIONS", "rwx---rwx"), home, "sphinx"),
                        Optional.empty()))
                .withMessageContainingAll("AUDMODEL_CACHE_PERMISSIONS", "'rwx---rwx'");
    }
}
