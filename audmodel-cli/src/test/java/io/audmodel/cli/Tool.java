package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands on a repository in a temporary folder: in this JVM, which is ten times as fast, or in a process of its own by the
 * launcher, where a test is about what only a process has, such as its working folder, variables and standard streams.
 */
final class Tool {

    static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();
    private static final long MINUTES = 2;

    private final Path folder;

    /** @param folder an empty folder, which receives the repository and the cache */
    Tool(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(host().resolve("models"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    Path host() {
        return folder.resolve("host");
    }

    Path cache() {
        return folder.resolve("cache");
    }

    Repository repository() {
        return new Repository("file-system", host().toString(), "models");
    }

    /** A client of the same repository and cache, to set up what a test begins with. */
    AudModel client() {
        return AudModel.builder().repository(repository()).cacheRoot(cache()).build();
    }

    /** Publishes a small model in this process. */
    ModelId publish(String name, String version, Map<String, Object> parameters) {
        try (AudModel audmodel = client()) {
            return audmodel.publish(
                    PublishRequest.of(model(), name, Version.of(version)).parameters(parameters));
        }
    }

    /** A folder with the files of a small model. */
    Path model() {
        return file("model/net/weights.txt", "0.1 0.2\n").getParent().getParent();
    }

    /** Writes a file, relative to the folder. */
    Path file(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command with the repository and cache of this tool, in this JVM. */
    Outcome run(Object... arguments) {
        return feed("", arguments);
    }

    /** Runs a command that reads this on standard input, in this JVM. */
    Outcome feed(String input, Object... arguments) {
        List<String> words =
                new ArrayList<>(Arrays.stream(arguments).map(Object::toString).toList());
        if (words.stream().noneMatch(word -> word.startsWith("--cache-root"))) {
            words.add(0, "--cache-root=" + cache());
        }
        if (words.stream().noneMatch(word -> word.startsWith("--repository"))) {
            words.add(0, "--repository=" + repository());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintWriter(out, false, StandardCharsets.UTF_8),
                new PrintWriter(err));
        int status = CommandLines.run(terminal, words.toArray(String[]::new));
        terminal.out().flush();
        terminal.err().flush();
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString());
    }

    /** Runs a command in a process of its own. */
    Outcome runProcess(Object... arguments) {
        return feedProcess("", arguments);
    }

    /** Runs a command that reads this on standard input, in a process of its own. */
    Outcome feedProcess(String input, Object... arguments) {
        try {
            Process process = start(command(arguments));
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            return end(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a script of bash, to which the tool is {@code audmodel}. */
    Outcome shell(String script) {
        String path = CHECKOUT + ":$PATH";
        return end(start(List.of("bash", "-c", "PATH=\"" + path + "\"\n" + script)));
    }

    /** What starts a command. */
    static List<String> command(Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(CHECKOUT.resolve("audmodel").toString());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    /** Starts it; its output goes to files, until {@link #end} reads them. */
    Process start(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AUDMODEL_"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("AUDMODEL_REPOSITORIES", repository().toString());
        environment.put("AUDMODEL_CACHE_ROOT", cache().toString());
        // So that nobody looks for credentials of this machine.
        environment.put("MINIO_ACCESS_KEY", "nobody");
        environment.put("MINIO_SECRET_KEY", "nothing");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has ended. */
    Outcome end(Process process) {
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("the tool hangs");
            }
            return new Outcome(process.exitValue(), text("out"), text("err"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    // Results may be bytes.
    private String text(String name) throws IOException {
        return new String(Files.readAllBytes(folder.resolve(name)), StandardCharsets.UTF_8);
    }
}
