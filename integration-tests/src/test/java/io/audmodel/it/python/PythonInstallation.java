package io.audmodel.it.python;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.audmodel.it.kit.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Assumptions;

/** Python packages from PyPI, in folders below {@code target} that are filled once. */
public final class PythonInstallation {

    private static final long MINUTES = 30;

    /** How long a failure stands for those who ask next, in whatever process of a build. */
    private static final Duration LASTING = Duration.ofHours(1);

    /** Locks within this process, which a lock of the file system cannot do. */
    private static final ReentrantLock INSTALLING = new ReentrantLock();

    private PythonInstallation() {}

    /** The interpreter of an environment with the package; where it cannot be had the test is skipped, on CI it fails. */
    static Path interpreter(PythonRelease release) {
        Path environment = environment("python-" + release.name().toLowerCase(Locale.ROOT), release.packages());
        return environment.resolve("bin/python");
    }

    /** An environment with these packages, whose programs are in {@code bin}. */
    public static Path environment(String name, List<String> packages) {
        return once(name, packages, (made, log) -> {
            run(log, "python3", "-m", "venv", made.toString());
            run(log, pip(made.resolve("bin/python"), packages));
        });
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

    public interface Installer {
        void install(Path made, Path log) throws IOException;
    }

    public static Path once(String name, List<String> packages, Installer installer) {
        return once(Path.of("target").toAbsolutePath(), name, packages, installer);
    }

    public static Path once(Path target, String name, List<String> packages, Installer installer) {
        // An older checkout may have wanted other packages.
        Path installed = target.resolve(name + "-" + Integer.toHexString(packages.hashCode()));
        if (Files.isDirectory(installed)) {
            return installed;
        }
        INSTALLING.lock();
        // Several processes may run tests.
        try (FileChannel lock =
                        FileChannel.open(Files.createDirectories(target).resolve(name + ".lock"), CREATE, WRITE);
                FileLock held = lock.lock()) {
            if (!Files.isDirectory(installed)) {
                install(installed, packages, installer);
            }
            return installed;
        } catch (IOException e) {
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(e.getMessage(), e);
            }
            return Assumptions.abort(e.getMessage());
        } finally {
            INSTALLING.unlock();
        }
    }

    /** Tries once: what failed is not tried again by each test, which takes minutes where PyPI cannot be reached. */
    private static void install(Path installed, List<String> packages, Installer installer) throws IOException {
        Path failure = installed.resolveSibling(installed.getFileName() + ".failed");
        if (Files.exists(failure)
                && Files.getLastModifiedTime(failure)
                        .toInstant()
                        .isAfter(Instant.now().minus(LASTING))) {
            throw new IOException(Files.readString(failure));
        }
        String name = installed.getFileName().toString();
        Path log = Files.createTempFile(installed.getParent(), name, ".log");
        // A virtual environment cannot be moved when it is complete, but a link to it can be made.
        Path made = Files.createTempDirectory(installed.getParent(), name);
        try {
            installer.install(made, log);
            Files.createSymbolicLink(installed, made);
        } catch (IOException e) {
            String why = "the packages " + packages + " cannot be installed here: " + e.getMessage();
            System.out.println("skipped: the tests that need them, as " + why + "\n(" + failure
                    + " keeps them from being tried again for an hour)");
            FileTree.delete(made);
            Files.writeString(failure, why);
            throw new IOException(why, e);
        }
    }

    private static String[] pip(Path python, List<String> packages) {
        List<String> command = new ArrayList<>(List.of(python.toString(), "-m", "pip", "install", "-q"));
        command.addAll(packages);
        return command.toArray(String[]::new);
    }

    public static void run(Path log, String... command) throws IOException {
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
