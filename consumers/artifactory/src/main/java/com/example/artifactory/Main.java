package com.example.artifactory;

import io.audmodel.AudModel;
import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Loads a model from an Artifactory that has what the Python package has published. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (ArtifactoryStandIn server =
                ArtifactoryStandIn.builder().local("models").start()) {
            fill(server.url() + "/models/", Path.of(arguments[0], "models"));
            load(Repository.artifactory(server.url(), "models"));
        }
    }

    private static void fill(String repository, Path folder) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                URI address = URI.create(repository + folder.relativize(file));
                HttpRequest upload = HttpRequest.newBuilder(address)
                        .PUT(HttpRequest.BodyPublishers.ofFile(file))
                        .build();
                int status = client.send(upload, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status != 201) {
                    throw new IllegalStateException(address + " was answered by " + status);
                }
            }
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
