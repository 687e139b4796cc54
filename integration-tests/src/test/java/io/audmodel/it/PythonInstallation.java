package io.audmodel.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Python package itself, in an environment below {@code target} that is made once. */
final class PythonInstallation {

    private static final List<String> PACKAGES = List.of("audmodel==1.4.1", "audbackend==2.2.3");
    private static final long MINUTES = 10;

    private PythonInstallation() {}

    /** The interpreter; where it cannot be had the test is skipped, on a CI server it fails. */
    static Path interpreter() {
        Path target = Path.of("target").toAbsolutePath();
        Path installed = target.resolve(String.join("-", PACKAGES).replace("==", "-"));
        if (!Files.isDirectory(installed)) {
            install(target, installed);
        }
        return installed.resolve("bin/python");
    }

    private static void install(Path target, Path installed) {
        try {
            Path log = Files.createTempFile(Files.createDirectories(target), "python-", ".log");
            // A virtual environment cannot be moved when it is complete, but a link to it can be made.
            Path made = Files.createTempDirectory(target, "python-");
            run(log, "python3", "-m", "venv", made.toString());
            run(log, install(made));
            Files.createSymbolicLink(installed, made);
        } catch (IOException e) {
            unavailable(e.toString());
        }
    }

    private static String[] install(Path environment) {
        List<String> pip = Arrays.asList(environment.resolve("bin/python").toString(), "-m", "pip", "install", "-q");
        return Stream.concat(pip.stream(), PACKAGES.stream()).toArray(String[]::new);
    }

    private static void run(Path log, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                unavailable(String.join(" ", command) + " failed:\n" + tail(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static void unavailable(String why) {
        String message = "the Python package " + PACKAGES + " cannot be installed here: " + why;
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(message);
        }
        Assumptions.abort(message);
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
