package com.example.starter;

import io.audmodel.AudModel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the service, asks it for all that it has by HTTP, and ends it. */
public class Main {

    private final String address;

    Main(String address) {
        this.address = address;
    }

    public static void main(String[] arguments) throws Exception {
        try (ConfigurableApplicationContext application = SpringApplication.run(Service.class, arguments)) {
            String port = application.getEnvironment().getRequiredProperty("local.server.port");
            Main main = new Main("http://localhost:" + port);
            main.requireAnswer("/label", "hello\n");
            main.requireAnswer("/readme", "hello\n");
            main.requireAnswer("/actuator/health", "\"audmodel\":{");
            main.requireAnswer("/actuator/health/audmodel", "\"status\":\"UP\"");
            main.requireAnswer("/actuator/health/audmodel", "\"ref\":\"emotion-production\"");
            main.requireAnswer("/actuator/health/audmodel", "\"repository\":\"file-system:");
            main.requireAnswer("/actuator/metrics/audmodel.loads?tag=result:miss", "\"COUNT\",\"value\":1.0");
            main.requireAnswer("/actuator/metrics/audmodel.call?tag=method:follow", "\"COUNT\",\"value\":1.0");
            main.requireAnswer("/actuator/metrics/audmodel.request?tag=operation:get", "\"availableTags\":");
            main.requireAnswer("/actuator/metrics/audmodel.followers.failed.checks", "\"value\":0.0");
            requireTimeout(application.getBean(AudModel.class));
        }
    }

    /** The variable means seconds with Spring, too. */
    private static void requireTimeout(AudModel audmodel) {
        boolean set = audmodel.check().settings().stream()
                .anyMatch(setting ->
                        setting.name().equals("call timeout") && setting.value().equals("60.0 s"));
        if (!set) {
            throw new IllegalStateException("AUDMODEL_CALL_TIMEOUT has no effect: " + audmodel.check().settings());
        }
    }

    private void requireAnswer(String path, String part) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path)).build();
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200 || !response.body().contains(part)) {
            throw new IllegalStateException(path + " has no " + part + ": " + response.statusCode() + " " + response.body());
        }
        System.out.println(path + " " + response.body());
    }
}
