package com.example.spark;

import io.audmodel.AudModel;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Tells ids to tasks, and each task loads in a client of its own. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        Repository models = Repository.fileSystem(Path.of(arguments[0]), "models");
        String cache = Files.createTempDirectory("cache").toString();
        List<ModelId> ids = List.of(ModelId.of("3e120e8d-1.0.0"), ModelId.of("3e120e8d-2.0.0"));
        SparkConf settings =
                new SparkConf().setMaster("local[2]").setAppName("models").set("spark.ui.enabled", "false");
        try (JavaSparkContext spark = new JavaSparkContext(settings)) {
            List<String> texts = spark.parallelize(ids, 2)
                    .map(id -> load(models, cache, id))
                    .collect();
            if (!texts.equals(List.of("hello\n", "hello\n"))) {
                throw new IllegalStateException("this is not what Python published: " + texts);
            }
        }
    }

    private static String load(Repository models, String cache, ModelId id) throws IOException {
        try (AudModel audmodel = AudModel.builder()
                .repository(models)
                .cacheRoot(Path.of(cache))
                .build()) {
            return Files.readString(audmodel.load(id).resolve("readme.txt"));
        }
    }
}
