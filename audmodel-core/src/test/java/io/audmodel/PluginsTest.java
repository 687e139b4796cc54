package io.audmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.BackendMissingException;
import io.audmodel.model.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginsTest {

    private final Plugins plugins = new Plugins(PluginsTest.class.getClassLoader());

    @ParameterizedTest
    @CsvSource({
        "file-system:/data#models, io.audmodel:audmodel-backend-fs",
        "s3:host#models, io.audmodel:audmodel-backend-s3",
        "minio:host#models, io.audmodel:audmodel-backend-s3",
        "artifactory:https://example.org#models, io.audmodel:audmodel-backend-artifactory"
    })
    void backend_missing_namesTheJar(String repository, String jar) {
        assertThatThrownBy(() -> plugins.backend(Repository.parse(repository)))
                .isInstanceOf(BackendMissingException.class)
                .hasMessageContainingAll(repository, jar);
    }

    @Test
    void backend_unknown_namesTheKnownOnes() {
        assertThatThrownBy(() -> plugins.backend(Repository.parse("ftp:host#models")))
                .isInstanceOf(BackendMissingException.class)
                .hasMessageContainingAll("unknown backend 'ftp'", "artifactory", "file-system", "minio", "s3");
    }

    @Test
    void cache_missing_namesTheJar() {
        assertThatThrownBy(plugins::cache)
                .isInstanceOf(BackendMissingException.class)
                .hasMessageContaining("io.audmodel:audmodel-cache");
    }

    @Test
    void serializer_isFoundInTheCoreItself() {
        assertThat(plugins.serializer().name()).isEqualTo("yaml");
    }
}
