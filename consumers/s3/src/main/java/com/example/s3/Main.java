package com.example.s3;

import io.audmodel.AudModel;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads a model from a bucket that the Python package has filled. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        try (Bucket bucket = new Bucket(Path.of(arguments[0]))) {
            load(Repository.s3(bucket.endpoint(), "models"));
        }
    }

    private static void load(Repository models) throws IOException {
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
