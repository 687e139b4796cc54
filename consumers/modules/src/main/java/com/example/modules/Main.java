package com.example.modules;

import io.audmodel.AudModel;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Loads a model, and reads its parameters into a record, where modules have to let it. */
public final class Main {

    private Main() {}

    record Parameters(String model, List<String> data, String feature, int sampling_rate) {}

    public static void main(String[] arguments) throws IOException {
        if (!Main.class.getModule().isNamed()) {
            throw new IllegalStateException("this runs on the class path");
        }
        Repository models = Repository.fileSystem(Path.of(arguments[0]), "models");
        Path cache = Files.createTempDirectory("cache");
        try (AudModel audmodel =
                AudModel.builder().repository(models).cacheRoot(cache).build()) {
            Path folder = audmodel.load(ModelRef.of("emotion-production"));
            if (!Files.readString(folder.resolve("readme.txt")).equals("hello\n")) {
                throw new IllegalStateException("this is not what Python published: " + folder);
            }
            Parameters parameters = audmodel.parameters(ModelRef.of("emotion-production"), Parameters.class);
            if (parameters.sampling_rate() != 16_000) {
                throw new IllegalStateException(parameters.toString());
            }
        }
    }
}
