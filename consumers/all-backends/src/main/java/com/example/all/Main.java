package com.example.all;

import io.audmodel.AudModel;
import io.audmodel.binding.Beans;
import io.audmodel.error.UnavailableException;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.ShortId;
import io.audmodel.model.Subgroup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Loads a model from a folder, reads and writes parameters, and asks the other backends, whose servers nobody has started. */
public final class Main {

    private Main() {}

    record Parameters(String model, List<String> data, String feature, int sampling_rate) {}

    public static void main(String[] arguments) throws IOException {
        Repository models = Repository.fileSystem(Path.of(arguments[0]), "models");
        Path cache = Files.createTempDirectory("cache");
        try (AudModel audmodel =
                AudModel.builder().repository(models).cacheRoot(cache).build()) {
            Path folder = audmodel.load(ModelRef.of("emotion-production"));
            if (!Files.readString(folder.resolve("readme.txt")).equals("hello\n")) {
                throw new IllegalStateException("this is not what Python published: " + folder);
            }
            Parameters parameters = audmodel.parameters(ModelRef.of("emotion-production"), Parameters.class);
            ShortId id = ShortId.derive(
                    "onnx", Subgroup.of("emotion.cnn"), Beans.standard().toTree(parameters));
            if (!id.toString().equals("3e120e8d")) {
                throw new IllegalStateException("this is another id than Python's: " + id);
            }
        }
        refused(Repository.s3("http://127.0.0.1:9", "models"));
        refused(Repository.artifactory(URI.create("http://127.0.0.1:9/artifactory"), "models"));
    }

    private static void refused(Repository repository) {
        try (AudModel audmodel = AudModel.builder().repository(repository).build()) {
            audmodel.exists(ModelRef.of("emotion-production"));
        } catch (UnavailableException expected) {
            return;
        }
        throw new IllegalStateException(repository + " was asked, and somebody answered");
    }
}
