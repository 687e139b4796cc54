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
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Version;
import io.audmodel.servers.S3Stub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Publishes a model, and predicts by the URL of its alias, in whose scheme DJL finds us by itself. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException, ModelException, TranslateException {
        Path model = Path.of(arguments[0]);
        Path home = Path.of(arguments[1]);
        inFolder(model, home);
        inBucket(model, home);
    }

    /** By a client that DJL's thread makes of the environment for each load. */
    private static void inFolder(Path model, Path home) throws IOException, ModelException, TranslateException {
        Files.createDirectories(home.resolve("host/models"));
        try (AudModel audmodel = AudModel.fromEnvironment()) {
            publish(audmodel, model);
        }
        check("folder", idOf("emotion_production"));
        requireAbsence();
    }

    /** By a client of this program. */
    private static void inBucket(Path model, Path home) throws IOException, ModelException, TranslateException {
        try (S3Stub server = S3Stub.start(Files.createDirectories(home.resolve("objects")))) {
            server.createBucket("models");
            try (AudModel audmodel = AudModel.builder()
                    .repository(
                            io.audmodel.model.Repository.s3(server.endpoint(), "models"),
                            Map.of("access_key", server.accessKey(), "secret_key", server.secretKey()))
                    .cacheRoot(home.resolve("cache-of-bucket"))
                    .build()) {
                Repository.registerRepositoryFactory(AudModelRepositoryFactory.of(audmodel));
                check("bucket", publish(audmodel, model).toString());
            }
        }
    }

    private static ModelId publish(AudModel audmodel, Path model) {
        return audmodel.publish(
                PublishRequest.of(model, "emotion", Version.of("1.0.0")).alias(Alias.of("emotion_production")));
    }

    private static void check(String place, String id) throws IOException, ModelException, TranslateException {
        long start = System.nanoTime();
        float[] cold = predict("emotion_production");
        long middle = System.nanoTime();
        float[] warm = predict(id);
        System.out.printf(
                "%s: cold %d ms, warm %d ms%n",
                place, (middle - start) / 1_000_000, (System.nanoTime() - middle) / 1_000_000);
        for (float[] answers : new float[][] {cold, warm}) {
            if (answers.length != 4 || Math.abs(answers[2] - 0.5646212f) > 1e-6) {
                throw new IllegalStateException("this is not what the model answers");
            }
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
