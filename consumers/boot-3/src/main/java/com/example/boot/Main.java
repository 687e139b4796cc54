package com.example.boot;

import io.audmodel.AudModel;
import io.audmodel.follow.ModelHolder;
import io.audmodel.follow.ModelUse;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Builds a client where the jars within the jar are not those of the thread's class loader: on a thread of the common pool;
 * and serves a model that Spring's beans follow.
 */
@SpringBootApplication
public class Main implements CommandLineRunner {

    private final ModelHolder<Models.Session> sessions;

    Main(ModelHolder<Models.Session> sessions) {
        this.sessions = sessions;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Main.class, arguments);
    }

    @Override
    public void run(String... arguments) {
        Repository models = Repository.fileSystem(Path.of(arguments[0]), "models");
        String text = CompletableFuture.supplyAsync(() -> {
                    if (!Thread.currentThread().getName().startsWith("ForkJoinPool")) {
                        throw new IllegalStateException("this is no thread of the common pool");
                    }
                    return load(models);
                })
                .join();
        requireHello(text);
        try (ModelUse<Models.Session> use = sessions.acquire()) {
            requireHello(use.get().text());
        }
    }

    private static void requireHello(String text) {
        if (!text.equals("hello\n")) {
            throw new IllegalStateException("this is not what Python published: " + text);
        }
    }

    private static String load(Repository models) {
        try (AudModel audmodel = AudModel.builder()
                .repository(models)
                .cacheRoot(Files.createTempDirectory("cache"))
                .build()) {
            return Files.readString(audmodel.load(ModelRef.of("emotion-production")).resolve("readme.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
