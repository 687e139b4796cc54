package io.audmodel.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.repository.Repository;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import io.audmodel.AudModel;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.AliasNotFoundException;
import io.audmodel.error.NotFoundException;
import io.audmodel.error.UnavailableException;
import io.audmodel.junit.AudModelTest;
import io.audmodel.junit.ModelFixture;
import io.audmodel.junit.Models;
import io.audmodel.junit.RepositoryFault;
import io.audmodel.junit.TestRepository;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Predictions of DJL's engine for ONNX. */
@AudModelTest
class PredictionTest {

    private static final Path ONNX = Path.of("..", "examples", "onnx", "model", "model.onnx");
    /** What the example of ONNX Runtime prints for the input {@code i / 64}. */
    private static final float[] EXPECTED = {0.2308719f, 0.0072517f, 0.5646212f, 0.1972552f};

    private static final String TRANSLATOR = "translatorFactory=" + RampTranslatorFactory.class.getName();

    @Models
    private AudModel audmodel;

    @Models
    private TestRepository models;

    private ModelId id;

    @BeforeEach
    void publish() throws IOException {
        byte[] onnx = Files.readAllBytes(ONNX);
        id = models.publish(ModelFixture.of("emotion", "1.0.0")
                .file("model.onnx", onnx)
                .file("variants/small/net.onnx", onnx)
                .file("variants/small/serving.properties", "option.modelName=net")
                .file("labels.txt", "angry\nhappy\nneutral\nsad")
                .alias("emotion_production"));
        Repository.registerRepositoryFactory(AudModelRepositoryFactory.of(audmodel));
    }

    private static Criteria<Integer, float[]> criteria(String urls) {
        return Criteria.builder()
                .setTypes(Integer.class, float[].class)
                .optEngine("OnnxRuntime")
                .optModelUrls(urls)
                .build();
    }

    private static float[] predict(Criteria<Integer, float[]> criteria)
            throws ModelException, IOException, TranslateException {
        try (ZooModel<Integer, float[]> model = criteria.loadModel();
                Predictor<Integer, float[]> predictor = model.newPredictor()) {
            return predictor.predict(64);
        }
    }

    @Test
    void model_ofAnAlias_predicts() throws ModelException, IOException, TranslateException {
        assertThat(predict(criteria("audmodel://emotion_production?" + TRANSLATOR)))
                .containsExactly(EXPECTED, within(1e-6f));
    }

    @Test
    void model_ofAnId_predicts_withATranslatorOfTheCriteria() throws ModelException, IOException, TranslateException {
        Criteria<NDList, NDList> criteria = Criteria.builder()
                .setTypes(NDList.class, NDList.class)
                .optEngine("OnnxRuntime")
                .optModelUrls("audmodel://" + id)
                .build();
        try (ZooModel<NDList, NDList> model = criteria.loadModel();
                Predictor<NDList, NDList> predictor = model.newPredictor();
                NDList input = new NDList(RampTranslatorFactory.ramp(model.getNDManager(), 64))) {
            assertThat(predictor.predict(input).singletonOrThrow().toFloatArray())
                    .containsExactly(EXPECTED, within(1e-6f));
            assertThat(model.getModelPath()).isEqualTo(audmodel.load(id));
            assertThat(model.getName()).isEqualTo(id.toString());
        }
    }

    @Test
    void model_ofAPath_predicts_byItsOwnProperties() throws ModelException, IOException, TranslateException {
        assertThat(predict(criteria("audmodel://emotion_production/variants/small?" + TRANSLATOR)))
                .containsExactly(EXPECTED, within(1e-6f));
    }

    @Test
    void model_ofAFile_predicts() throws ModelException, IOException, TranslateException {
        assertThat(predict(criteria("audmodel://emotion_production/variants/small/net.onnx?" + TRANSLATOR)))
                .containsExactly(EXPECTED, within(1e-6f));
    }

    @Test
    void model_ofIncludes_predicts_andTheRestStaysWhereItIs() throws ModelException, IOException, TranslateException {
        String url = "audmodel://emotion_production?include=*.onnx&include=labels.*&" + TRANSLATOR;
        assertThat(predict(criteria(url))).containsExactly(EXPECTED, within(1e-6f));
        try (ZooModel<Integer, float[]> model = criteria(url).loadModel()) {
            assertThat(model.getModelPath()).isDirectoryNotContaining("glob:**variants");
            assertThat(model.getModelPath().resolve("labels.txt")).exists();
        }
    }

    @Test
    void downloading_isOneLoad_andThePredictionNeedsNoMore() throws ModelException, IOException, TranslateException {
        Criteria<Integer, float[]> criteria = criteria("audmodel://" + id + "?" + TRANSLATOR);
        assertThat(criteria.isDownloaded()).isFalse();
        criteria.downloadModel();
        assertThat(criteria.isDownloaded()).isTrue();

        models.failWith(RepositoryFault.UNAVAILABLE);
        assertThat(predict(criteria)).containsExactly(EXPECTED, within(1e-6f));
    }

    @Test
    void model_thatIsNot_isNotFound_andOurErrorSaysWhich() {
        assertThatThrownBy(
                        () -> criteria("audmodel://no-such-alias?" + TRANSLATOR).loadModel())
                .isInstanceOf(ModelNotFoundException.class)
                .cause()
                .isInstanceOf(ModelNotFoundException.class)
                .hasMessageContaining("no-such-alias")
                .hasCauseInstanceOf(AliasNotFoundException.class);
        assertThatThrownBy(() ->
                        criteria("audmodel://3e120e8d-1.0.0?" + TRANSLATOR).downloadModel())
                .isInstanceOf(ModelNotFoundException.class)
                .hasCauseInstanceOf(NotFoundException.class);
    }

    @Test
    void path_orPattern_thatIsNot_isNotFound() {
        for (String end : new String[] {"/no/such", "?include=*.pt&"}) {
            assertThatThrownBy(() -> criteria("audmodel://" + id + end + "?" + TRANSLATOR)
                            .loadModel())
                    .isInstanceOf(ModelNotFoundException.class);
        }
        audmodel.load(id);
        assertThatThrownBy(() ->
                        criteria("audmodel://" + id + "/no/such?" + TRANSLATOR).loadModel())
                .isInstanceOf(ModelNotFoundException.class)
                .cause()
                .hasMessageContaining("no/such");
    }

    @Test
    void absence_letsDjlLookBehindTheNextUrl() throws ModelException, IOException, TranslateException {
        assertThat(predict(criteria(
                        "audmodel://no-such-alias?" + TRANSLATOR + ",audmodel://emotion_production?" + TRANSLATOR)))
                .containsExactly(EXPECTED, within(1e-6f));
    }

    @Test
    void outage_isNoAbsence() {
        models.failWith(RepositoryFault.UNAVAILABLE);
        assertThatThrownBy(() ->
                        criteria("audmodel://emotion_production?" + TRANSLATOR).loadModel())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("emotion_production")
                .hasCauseInstanceOf(UnavailableException.class);

        models.failWith(RepositoryFault.ACCESS_DENIED);
        assertThatThrownBy(() ->
                        criteria("audmodel://emotion_production?" + TRANSLATOR).loadModel())
                .isInstanceOf(IOException.class)
                .hasCauseInstanceOf(AccessDeniedException.class);
    }

    @Test
    void url_thatNamesNoModel_isRefusedAtOnce() {
        assertThatThrownBy(() -> criteria("audmodel://emotion/a/../b")).isInstanceOf(IllegalArgumentException.class);
    }
}
