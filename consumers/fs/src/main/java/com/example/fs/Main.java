package com.example.fs;

import io.audmodel.AudModel;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads a model from a folder that the Python package has filled. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        Repository models = Repository.fileSystem(Path.of(arguments[0]), "models");
        Path cache = Files.createTempDirectory("cache");
        try (AudModel audmodel =
                AudModel.builder().repository(models).cacheRoot(cache).build()) {
            Path folder = audmodel.load(ModelRef.of("emotion-production"));
            if (!Files.readString(folder.resolve("readme.txt")).equals("hello\n")) {
                throw new IllegalStateException("this is not what Python published: " + folder);
            }
        }
    }
}
