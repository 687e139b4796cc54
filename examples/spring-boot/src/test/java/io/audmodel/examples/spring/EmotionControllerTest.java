package io.audmodel.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.examples.onnx.Description;
import io.audmodel.follow.Follower;
import io.audmodel.junit.AudModelExtension;
import io.audmodel.junit.ModelFixture;
import io.audmodel.junit.RepositoryFault;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** The service over a repository in memory. */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class EmotionControllerTest {

    @RegisterExtension
    static final AudModelExtension stores = AudModelExtension.builder().build();

    @TestConfiguration
    static class Stores {
        @Bean(destroyMethod = "")
        AudModel audmodel() {
            return stores.client();
        }
    }

    @Autowired
    private EmotionController controller;

    @Autowired
    private Follower emotion;

    @BeforeAll
    static void publish() throws IOException {
        stores.repository().publish(model("1.0.0").alias("emotion-small"));
    }

    @Test
    void aliasMoves_newModelAnswers_andTheOldOneInAnOutage() throws Exception {
        ModelId second = stores.repository().publish(model("2.0.0"));
        stores.repository().setAlias("emotion-small", second);
        stores.repository().failWith(RepositoryFault.UNAVAILABLE);
        emotion.checkNow();
        assertThat(controller.emotion(new float[64]).model()).endsWith("-1.0.0");

        stores.repository().recover();
        emotion.checkNow();
        assertThat(controller.emotion(new float[64]).model()).isEqualTo(second.toString());
        assertThat(controller.emotion(new float[64]).probabilities())
                .containsOnlyKeys("angry", "happy", "neutral", "sad");
    }

    private static ModelFixture model(String version) throws IOException {
        return ModelFixture.of("emotion", version)
                .file("model.onnx", Files.readAllBytes(Path.of("../onnx/model/model.onnx")))
                .request(request -> request.meta(new Description(
                        "model.onnx", "features", 64, "probabilities", List.of("angry", "happy", "neutral", "sad"))));
    }
}
