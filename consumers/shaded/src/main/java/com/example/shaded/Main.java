package com.example.shaded;

import io.audmodel.AudModel;
import io.audmodel.error.AudModelException;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks all backends, from a jar that has their service files, or from one that has those of one backend alone. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        boolean isMerged = arguments[1].equals("merged");
        Path cache = Files.createTempDirectory("cache");
        String missing = question(Repository.fileSystem(Path.of(arguments[0]), "models"), cache)
                + question(Repository.s3("http://127.0.0.1:9", "models"), cache)
                + question(Repository.artifactory(URI.create("http://127.0.0.1:9/artifactory"), "models"), cache);
        if (missing.contains("META-INF/services have to be merged") == isMerged) {
            throw new IllegalStateException(arguments[1] + ": " + missing);
        }
        if (isMerged) {
            load(Repository.fileSystem(Path.of(arguments[0]), "models"), cache);
        }
    }

    private static String question(Repository repository, Path cache) {
        try (AudModel audmodel =
                AudModel.builder().repository(repository).cacheRoot(cache).build()) {
            return audmodel.exists(ModelRef.of("emotion-production")) ? "" : "not found";
        } catch (AudModelException e) {
            return e.getMessage();
        }
    }

    private static void load(Repository models, Path cache) throws IOException {
        try (AudModel audmodel =
                AudModel.builder().repository(models).cacheRoot(cache).build()) {
            Path folder = audmodel.load(ModelRef.of("emotion-production"));
            if (!Files.readString(folder.resolve("readme.txt")).equals("hello\n")) {
                throw new IllegalStateException("this is not what Python published: " + folder);
            }
        }
    }
}
