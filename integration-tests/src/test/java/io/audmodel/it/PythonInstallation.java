package io.audmodel.it;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Python packages from PyPI, in folders below {@code target} that are filled once. */
final class PythonInstallation {

    private static final long MINUTES = 10;

    private PythonInstallation() {}

    /** The interpreter of an environment with the package; where it cannot be had the test is skipped, on CI it fails. */
    static Path interpreter(PythonRelease release) {
        Path environment =
                once("python-" + release.name().toLowerCase(Locale.ROOT), release.packages(), (made, log) -> {
                    run(log, "python3", "-m", "venv", made.toString());
                    run(log, pip(made.resolve("bin/python"), release.packages()));
                });
        return environment.resolve("bin/python");
    }

    /** A folder with this version of filelock alone, which goes before the one that the environments have. */
    static Path filelock(String version) {
        List<String> packages = List.of("filelock==" + version);
        Path python = interpreter(PythonRelease.REFERENCE);
        return once("filelock-" + version, packages, (made, log) -> {
            List<String> command = new ArrayList<>(Arrays.asList(pip(python, packages)));
            command.addAll(List.of("--target", made.toString()));
            run(log, command.toArray(String[]::new));
        });
    }

    private interface Installer {
        void install(Path made, Path log) throws IOException;
    }

    private static Path once(String name, List<String> packages, Installer installer) {
        Path target = Path.of("target").toAbsolutePath();
        // An older checkout may have wanted other packages.
        Path installed = target.resolve(name + "-" + Integer.toHexString(packages.hashCode()));
        if (Files.isDirectory(installed)) {
            return installed;
        }
        // Several processes may run tests.
        try (FileChannel lock =
                        FileChannel.open(Files.createDirectories(target).resolve(name + ".lock"), CREATE, WRITE);
                FileLock held = lock.lock()) {
            if (!Files.isDirectory(installed)) {
                Path log = Files.createTempFile(target, name, ".log");
                // A virtual environment cannot be moved when it is complete, but a link to it can be made.
                Path made = Files.createTempDirectory(target, name);
                installer.install(made, log);
                Files.createSymbolicLink(installed, made);
            }
            return installed;
        } catch (IOException e) {
            String message = "the Python packages " + packages + " cannot be installed here: " + e.getMessage();
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(message, e);
            }
            return Assumptions.abort(message);
        }
    }

    private static String[] pip(Path python, List<String> packages) {
        List<String> command = new ArrayList<>(List.of(python.toString(), "-m", "pip", "install", "-q"));
        command.addAll(packages);
        return command.toArray(String[]::new);
    }

    private static void run(Path log, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " failed:\n" + tail(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
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
