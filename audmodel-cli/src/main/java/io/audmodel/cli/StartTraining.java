package io.audmodel.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Does what short commands do, in a folder and in a bucket of its own: the launcher lets a JVM note which classes that
 * takes, and archives them, so that later processes start with them.
 */
final class StartTraining {

    private StartTraining() {}

    /** @param arguments an existing folder that is deleted afterwards */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Interruption.ofThisThread().over();
        WarmUp.begin(2, "s3:https://localhost#none").orElseThrow().join();
        RawArguments.requireUndamaged(arguments);
        PluginFolder.open();
        Path work = Path.of(arguments[0]);
        Path model = Files.createDirectories(work.resolve("root"));
        Files.writeString(model.resolve("file"), "nothing\n");
        Files.createDirectories(work.resolve("host/models"));
        try (TrainingBucket bucket = TrainingBucket.open()) {
            String folder = "file-system:" + work.resolve("host") + "#models";
            for (String repository : List.of(folder, "s3:" + bucket.endpoint() + "#models")) {
                Path cache = work.resolve("cache-" + repository.indexOf(':'));
                List<String> common = List.of("--repository", repository, "--cache-root", cache.toString());
                String id = run(
                                common,
                                "publish",
                                model.toString(),
                                "--name",
                                "training",
                                "--version",
                                "1.0.0",
                                "--param",
                                "text=a",
                                "--param",
                                "number=1")
                        .strip();
                run(common, "exists", id);
                run(common, "load", id);
                run(common, "load", id, "--json");
                run(common, "uid", "--name", "training");
            }
            // The repository is that of the variable, which the launcher sets.
            List<String> other = List.of("--cache-root", work.resolve("cache").toString());
            run(other, "exists", "00000000-1.0.0");
            run(other, "load", "00000000-1.0.0");
            run(List.of(), "--version");
        }
    }

    private static String run(List<String> common, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintWriter nowhere =
                new PrintWriter(new OutputStreamWriter(OutputStream.nullOutputStream(), StandardCharsets.UTF_8));
        PrintWriter text = new PrintWriter(out, false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(InputStream.nullInputStream(), out, text, nowhere);
        CommandLines.run(
                terminal, Stream.concat(common.stream(), Stream.of(arguments)).toArray(String[]::new));
        text.flush();
        return out.toString(StandardCharsets.UTF_8);
    }
}
