package io.audmodel.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@AudModelTest
class ModelFixtureTest {

    @Models
    private AudModel audmodel;

    @Models
    private TestRepository models;

    @Test
    void fixture_files_areInTheModel() {
        ModelId id = models.publish(ModelFixture.of("emotion", "1.0.0")
                .file("weights.txt", "0.1 0.2")
                .file("log/raw.bin", new byte[] {1, 2, 3})
                .alias("emotion-production"));

        Path folder = audmodel.load(Alias.of("emotion-production"));
        assertThat(folder.resolve("weights.txt")).hasContent("0.1 0.2");
        assertThat(folder.resolve("log/raw.bin")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(audmodel.files(id)).hasSize(2);
    }

    @Test
    void fixture_withoutFiles_saysNameAndVersion() {
        ModelId id = models.publish(ModelFixture.of("emotion", "1.0.0"));

        assertThat(audmodel.load(id).resolve("model.txt")).hasContent("emotion 1.0.0");
    }

    @Test
    void fixture_details_areInTheHeader() {
        ModelId id = models.publish(ModelFixture.of("emotion", "1.0.0")
                .parameters(Map.of("rate", 16_000))
                .request(request -> request.author("me").meta(Map.of("recall", 0.71))));

        assertThat(audmodel.parameters(id)).isEqualTo(Map.of("rate", 16_000));
        assertThat(audmodel.header(id).author()).isEqualTo("me");
        assertThat(audmodel.meta(id)).isEqualTo(Map.of("recall", 0.71));
    }

    @Test
    void fixture_folderAndResources_areInTheModel() {
        ModelId ofFolder = models.publish(
                ModelFixture.of("emotion", "1.0.0").folder(Path.of("src/test/resources/models/emotion")));
        ModelId ofResources = models.publish(ModelFixture.of("emotion", "2.0.0").resources("/models/emotion/"));

        assertThat(audmodel.load(ofFolder).resolve("log/training.csv")).hasContent("epoch,loss\n1,0.3\n");
        assertThat(audmodel.load(ofResources).resolve("log/training.csv")).hasContent("epoch,loss\n1,0.3\n");
    }

    @Test
    void resources_inAJar_areInTheModel(@TempDir Path temporary) throws IOException {
        Path jar = temporary.resolve("fixtures and more.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry("jarred/"));
            zip.putNextEntry(new ZipEntry("jarred/weights.txt"));
            zip.write('7');
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            thread.setContextClassLoader(loader);
            ModelId id = models.publish(ModelFixture.of("emotion", "1.0.0").resources("jarred"));
            assertThat(audmodel.load(id).resolve("weights.txt")).hasContent("7");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void fixture_isUnchangedByItsMethods() {
        ModelFixture first = ModelFixture.of("emotion", "1.0.0");
        first.file("weights.txt", "0.1 0.2");

        assertThat(audmodel.load(models.publish(first)).resolve("weights.txt")).doesNotExist();
    }

    @Test
    void publish_twice_isRefused() {
        models.publish(ModelFixture.of("emotion", "1.0.0"));

        assertThatExceptionOfType(AlreadyExistsException.class)
                .isThrownBy(() -> models.publish(ModelFixture.of("emotion", "1.0.0")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../weights.txt", "log/../../weights.txt", "/etc/passwd"})
    void file_outsideOfTheModel_isRefused(String path) {
        ModelFixture fixture = ModelFixture.of("emotion", "1.0.0");

        assertThatThrownBy(() -> fixture.file(path, "0.1"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("'" + path + "'");
    }

    @Test
    void folderOrResources_absent_sayWhereTheyWereLookedFor() {
        ModelFixture fixture = ModelFixture.of("emotion", "1.0.0");

        assertThatThrownBy(() -> fixture.folder(Path.of("no/such")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(Path.of("no/such").toAbsolutePath().toString());
        assertThatThrownBy(() -> fixture.resources("models/joy"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("'models/joy'");
    }
}
