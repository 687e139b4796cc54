package io.audmodel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The JDKs that the tool is tried with: the one of this build, and of the others on this machine each of another release. */
final class Jdks {

    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private Jdks() {}

    static Stream<Path> all() throws IOException {
        Path ours = Path.of(System.getProperty("java.home")).toRealPath();
        if (!Files.isDirectory(INSTALLED)) {
            return Stream.of(ours);
        }
        try (Stream<Path> installed = Files.list(INSTALLED)) {
            Stream<Path> others = installed
                    .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .filter(home -> Files.isRegularFile(home.resolve("release")))
                    .map(Jdks::real)
                    .distinct()
                    .filter(home -> !home.equals(ours))
                    .sorted();
            return Stream.concat(Stream.of(ours), others).toList().stream();
        }
    }

    private static Path real(Path home) {
        try {
            return home.toRealPath();
        } catch (IOException e) {
            return home;
        }
    }
}
