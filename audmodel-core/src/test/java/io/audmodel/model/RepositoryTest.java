package io.audmodel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.InvalidArgumentException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryTest {

    @ParameterizedTest
    @CsvSource({
        "file-system:/data/host#models, file-system, /data/host, models",
        "file-system:/data/a#b@c#models, file-system, /data/a#b@c, models",
        "file-system:C:\\data@x#models, file-system, C:\\data@x, models",
        "file-system:host#my models, file-system, host, my models",
        "s3:https://s3.eu-north-1.amazonaws.com#bucket, s3, https://s3.eu-north-1.amazonaws.com, bucket",
        "s3:localhost:9000#bucket, s3, localhost:9000, bucket",
        "artifactory:https://example.org/base#models-local, artifactory, https://example.org/base, models-local"
    })
    void of_readsThePartsThatToStringWrites(String text, String backend, String host, String name) {
        assertThat(Repository.of(text))
                .isEqualTo(new Repository(backend, host, name))
                .hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "models",
                "s3:host",
                "s3#bucket",
                ":host#models",
                "S3:host#models",
                "s3:#models",
                "s3: #models",
                "s3:host#",
                "s3:host# ",
                "file-system:/data#..",
                "file-system:/data#.",
                "file-system:/data#a/b",
                "file-system:/data#..\\b",
                "file-system:/data#a\u0000b"
            })
    void of_refusesOtherForms(String text) {
        assertThatThrownBy(() -> Repository.of(text))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("'" + text.replace("\u0000", "\\u0000") + "' is not a repository")
                .hasMessageContaining("backend:host#name");
    }

    @Test
    void of_ofOptions_isRefusedWithTheirReader() {
        assertThatThrownBy(() -> Repository.of("s3:host#bucket?region=eu-north-1"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("'s3:host#bucket' has options", "RepositoryAddress.of");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:https://key:secret@example.org#bucket",
                "s3:https://secret@example.org#bucket",
                "s3:key:secret@example.org#bucket",
                "s3:https://key:secret@example.org",
                "https://key:secret@example.org",
                "key:secret@example.org#"
            })
    void of_refusesCredentialsWithoutRepeatingThem(String text) {
        assertThatThrownBy(() -> Repository.of(text))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void factories_makeWhatTheirTextMakes() {
        assertThat(Repository.fileSystem(Path.of("/data/host"), "models"))
                .isEqualTo(Repository.of("file-system:/data/host#models"));
        assertThat(Repository.fileSystem(Path.of("host"), "models").host())
                .isEqualTo(Path.of("host").toAbsolutePath().toString());
        assertThat(Repository.s3("https://s3.example.org", "bucket"))
                .isEqualTo(Repository.of("s3:https://s3.example.org#bucket"));
        assertThat(Repository.artifactory(URI.create("https://example.org/artifactory"), "models-local"))
                .isEqualTo(Repository.of("artifactory:https://example.org/artifactory#models-local"));
    }

    @Test
    void factories_refuseCredentials_withoutShowingThem() {
        URI address = URI.create("https://me:hidden@example.org/artifactory");
        assertThatThrownBy(() -> Repository.artifactory(address, "models"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageNotContaining("hidden");
        assertThatThrownBy(() -> Repository.s3("https://me:hidden@example.org", "bucket"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageNotContaining("hidden");
    }
}
