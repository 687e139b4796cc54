package io.audmodel.examples.spring;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.examples.onnx.Description;
import io.audmodel.follow.Follower;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** Publishes the ONNX model twice, starts the service, and moves the alias while it runs. */
public final class Demonstration {

    private static final Alias ALIAS = Alias.of("emotion-small");

    private final String address;
    private final PrintStream out;

    private Demonstration(String address, PrintStream out) {
        this.address = address;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("audmodel-spring-boot-");
        try {
            run(Path.of("../onnx/model"), folder, System.out);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    static void run(Path model, Path folder, PrintStream out) throws IOException, InterruptedException {
        Repository models = Repository.fileSystem(
                folder,
                Files.createDirectory(folder.resolve("models")).getFileName().toString());
        try (AudModel publisher = AudModel.builder()
                .repository(models)
                .cacheRoot(folder.resolve("publisher"))
                .build()) {
            ModelId second = publish(publisher, model, "2.0.0");
            publisher.setAlias(ALIAS, publish(publisher, model, "1.0.0"));
            try (ConfigurableApplicationContext service = SpringApplication.run(
                    EmotionApplication.class,
                    "--server.port=0",
                    "--audmodel.repositories=" + models,
                    "--audmodel.cache-root=" + folder.resolve("cache"))) {
                String port = service.getEnvironment().getRequiredProperty("local.server.port");
                Demonstration demonstration = new Demonstration("http://localhost:" + port, out);
                demonstration.classify();
                publisher.setAlias(ALIAS, second);
                // In place of 30 seconds, after which the service looks by itself.
                service.getBean(Follower.class).checkNow();
                demonstration.classify();
                demonstration.get("/actuator/health/audmodel");
                demonstration.get("/actuator/metrics/audmodel.loads");
            }
        }
    }

    static ModelId publish(AudModel publisher, Path model, String version) {
        return publisher.publish(PublishRequest.of(model, "emotion", Version.of(version))
                .subgroup(Subgroup.of("speech.mlp"))
                .parameters(Map.of("layers", 2))
                .meta(new Description(
                        "model.onnx", "features", 64, "probabilities", List.of("angry", "happy", "neutral", "sad"))));
    }

    /** A sample that everybody can make: {@code i / 64}. */
    static HttpRequest request(String address) {
        String features = IntStream.range(0, 64)
                .mapToObj(i -> String.valueOf(i / 64f))
                .collect(Collectors.joining(",", "[", "]"));
        return HttpRequest.newBuilder(URI.create(address + "/emotion"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(features))
                .build();
    }

    private void classify() throws IOException, InterruptedException {
        out.println("POST /emotion "
                + HttpClient.newHttpClient()
                        .send(request(address), BodyHandlers.ofString())
                        .body());
    }

    private void get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path)).build();
        out.println("GET " + path + " "
                + HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body());
    }
}
