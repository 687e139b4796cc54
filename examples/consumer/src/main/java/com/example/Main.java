package com.example;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Publishes a model into a folder, and loads it. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        Path home = Files.createTempDirectory("audmodel");
        Files.createDirectory(home.resolve("models"));
        Path training = Files.createDirectory(home.resolve("training"));
        Files.writeString(training.resolve("weights.txt"), "0.1 0.2");

        Repository models = Repository.fileSystem(home, "models");
        try (AudModel audmodel = AudModel.builder()
                .repository(models)
                .cacheRoot(home.resolve("cache"))
                .build()) {
            ModelId id = audmodel.publish(PublishRequest.of(training, "speech-emotion", Version.of("1.0.0"))
                    .parameters(Map.of("rate", 16_000)));
            Path folder = audmodel.load(id);
            System.out.println(id + ": " + Files.readString(folder.resolve("weights.txt")));
        }
    }
}
