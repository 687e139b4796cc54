package io.audmodel.examples.onnx;

import ai.onnxruntime.OrtException;
import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Publishes the folder {@code model}, then loads it by its alias, as another program would, and runs it. */
public final class OnnxExample {

    private static final Alias ALIAS = Alias.of("emotion-small");

    private OnnxExample() {}

    public static void main(String[] arguments) throws IOException, OrtException {
        Path folder = Files.createTempDirectory("audmodel-onnx-");
        Files.createDirectory(folder.resolve("models"));
        try (AudModel audmodel = AudModel.builder()
                .repository(Repository.fileSystem(folder, "models"))
                .cacheRoot(folder.resolve("cache"))
                .build()) {
            run(Path.of("model"), audmodel, System.out);
        } finally {
            remove(folder);
        }
    }

    static void run(Path model, AudModel audmodel, PrintStream out) throws OrtException {
        out.println("published " + publish(audmodel, model) + " as " + ALIAS);
        classify(audmodel, out);
    }

    private static ModelId publish(AudModel audmodel, Path model) {
        return audmodel.publish(PublishRequest.of(model, "emotion", Version.of("1.0.0"))
                .subgroup(Subgroup.of("speech.mlp"))
                .parameters(Map.of("layers", 2))
                .meta(new Description(
                        "model.onnx", "features", 64, "probabilities", List.of("angry", "happy", "neutral", "sad")))
                .alias(ALIAS));
    }

    private static void classify(AudModel audmodel, PrintStream out) throws OrtException {
        Description description = audmodel.meta(ALIAS, Description.class);
        try (Classifier classifier = new Classifier(audmodel.load(ALIAS), description)) {
            classifier
                    .classify(ramp(description.features()))
                    .forEach((label, probability) -> out.printf(Locale.ROOT, "%-8s %.7f%n", label, probability));
        }
    }

    /** A sample that everybody can make: {@code i / size}. */
    private static float[] ramp(int size) {
        float[] features = new float[size];
        for (int i = 0; i < size; i++) {
            features[i] = (float) i / size;
        }
        return features;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
