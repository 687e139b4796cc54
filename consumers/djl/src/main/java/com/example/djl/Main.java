package com.example.djl;

import ai.djl.ModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.Repository;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.djl.AudModelRepositoryFactory;
import io.audmodel.error.AliasNotFoundException;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Publishes a model, and predicts by the URL of its alias, in whose scheme DJL finds us by itself. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException, ModelException, TranslateException {
        Files.createDirectories(Path.of(arguments[1], "models"));
        try (AudModel audmodel = AudModel.fromEnvironment()) {
            audmodel.publish(PublishRequest.of(Path.of(arguments[0]), "emotion", Version.of("1.0.0"))
                    .alias(Alias.of("emotion_production")));
        }
        long start = System.nanoTime();
        float[] cold = predict("emotion_production");
        long middle = System.nanoTime();
        float[] warm = predict(idOf("emotion_production"));
        System.out.printf("cold %d ms, warm %d ms%n", (middle - start) / 1_000_000, (System.nanoTime() - middle) / 1_000_000);
        for (float[] answers : new float[][] {cold, warm}) {
            if (answers.length != 4 || Math.abs(answers[2] - 0.5646212f) > 1e-6) {
                throw new IllegalStateException("this is not what the model answers");
            }
        }
        requireAbsence();
        try (AudModel audmodel = AudModel.fromEnvironment()) {
            Repository.registerRepositoryFactory(AudModelRepositoryFactory.of(audmodel));
            predict("emotion_production");
        }
    }

    private static String idOf(String alias) {
        try (AudModel audmodel = AudModel.fromEnvironment()) {
            return audmodel.resolve(ModelRef.of(alias)).ref().toString();
        }
    }

    private static float[] predict(String ref) throws IOException, ModelException, TranslateException {
        Criteria<NDList, NDList> criteria = Criteria.builder()
                .setTypes(NDList.class, NDList.class)
                .optModelUrls("audmodel://" + ref)
                .build();
        try (ZooModel<NDList, NDList> model = criteria.loadModel();
                Predictor<NDList, NDList> predictor = model.newPredictor();
                NDList input = new NDList(model.getNDManager().create(ramp(64), new Shape(1, 64)))) {
            return predictor.predict(input).singletonOrThrow().toFloatArray();
        }
    }

    private static float[] ramp(int size) {
        float[] features = new float[size];
        for (int i = 0; i < size; i++) {
            features[i] = (float) i / size;
        }
        return features;
    }

    private static void requireAbsence() throws IOException, ModelException, TranslateException {
        try {
            predict("no-such-alias");
        } catch (ModelNotFoundException e) {
            if (e.getCause() != null && e.getCause().getCause() instanceof AliasNotFoundException) {
                return;
            }
            throw e;
        }
        throw new IllegalStateException("a model that is not was found");
    }
}
