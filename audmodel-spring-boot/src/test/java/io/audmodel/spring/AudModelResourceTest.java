package io.audmodel.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.junit.AudModelTest;
import io.audmodel.junit.ModelFixture;
import io.audmodel.junit.Models;
import io.audmodel.junit.RepositoryFault;
import io.audmodel.junit.TestRepository;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;

/** Files of models as resources of Spring. */
@AudModelTest
class AudModelResourceTest {

    private static final String LABELS = "audmodel:emotion-production/config/labels.txt";

    @Models
    private TestRepository models;

    private ApplicationContextRunner application;

    @BeforeEach
    void publish(@Models AudModelBuilder client) {
        models.publish(ModelFixture.of("emotion", "1.0.0")
                .file("config/labels.txt", "sad")
                .file("config/rate.txt", "16000")
                .alias("emotion-production"));
        application = TestApplication.of(client);
    }

    @Test
    void file_isAResource() {
        application.run(context -> {
            Resource labels = context.getResource(LABELS);

            assertThat(labels.getContentAsString(StandardCharsets.UTF_8)).isEqualTo("sad");
            assertThat(labels.exists()).isTrue();
            assertThat(labels.isReadable()).isTrue();
            assertThat(labels.contentLength()).isEqualTo(3);
            assertThat(labels.getFilename()).isEqualTo("labels.txt");
            assertThat(labels.getFile()).hasContent("sad");
            assertThat(labels.createRelative("rate.txt").getContentAsString(StandardCharsets.UTF_8))
                    .isEqualTo("16000");
            assertThat(labels).isEqualTo(context.getResource(LABELS)).hasToString("model file [" + LABELS + "]");
            assertThatThrownBy(labels::lastModified).isInstanceOf(FileNotFoundException.class);
        });
    }

    @Test
    void resource_isThatOfTheModelToWhichTheAliasPoints() {
        application.withUserConfiguration(Labels.class).run(context -> {
            Resource labels = context.getBean(Labels.class).labels;
            ModelId second = models.publish(ModelFixture.of("emotion", "2.0.0").file("config/labels.txt", "happy"));
            models.setAlias("emotion-production", second);

            assertThat(labels.getContentAsString(StandardCharsets.UTF_8)).isEqualTo("happy");
        });
    }

    @Test
    void missingModelOrFile_isNoResource() {
        application.run(context -> {
            for (String missing : new String[] {"audmodel:other/labels.txt", "audmodel:emotion-production/none.txt"}) {
                Resource resource = context.getResource(missing);

                assertThat(resource.exists()).isFalse();
                assertThatThrownBy(resource::getInputStream).isInstanceOf(FileNotFoundException.class);
                assertThatThrownBy(resource::contentLength).isInstanceOf(FileNotFoundException.class);
                assertThatThrownBy(resource::getFile).isInstanceOf(FileNotFoundException.class);
            }
        });
    }

    @Test
    void fileThatACachedModelLacks_orThatIsOutsideOfIt_isNoFile() {
        application.run(context -> {
            Path folder = context.getBean(AudModel.class).load(Alias.of("emotion-production"));
            Files.writeString(folder.resolveSibling("outside.txt"), "not of the model");
            for (String missing : new String[] {"none.txt", "config", "../outside.txt"}) {
                Resource resource = context.getResource("audmodel:emotion-production/" + missing);

                assertThatThrownBy(resource::getFile)
                        .isInstanceOf(FileNotFoundException.class)
                        .hasMessageContaining(missing);
            }
        });
    }

    @Test
    void outage_isNoAbsence() {
        application.run(context -> {
            models.failWith(RepositoryFault.UNAVAILABLE);
            Resource resource = context.getResource(LABELS);

            assertThatThrownBy(resource::getInputStream)
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(FileNotFoundException.class);
        });
    }

    @Test
    void locationWithoutAFile_isRefused() {
        application.run(context -> {
            for (String wrong :
                    new String[] {"audmodel:emotion-production", "audmodel:emotion-production/", "audmodel:/a"}) {
                assertThatThrownBy(() -> context.getResource(wrong))
                        .isInstanceOf(InvalidArgumentException.class)
                        .hasMessageContaining("audmodel:<reference>/<file>");
            }
            assertThat(context.getResource("classpath:META-INF/spring-configuration-metadata.json")
                            .exists())
                    .isTrue();
        });
    }

    @Configuration
    static class Labels {
        private final Resource labels;

        Labels(@Value(LABELS) Resource labels) {
            this.labels = labels;
        }
    }
}
