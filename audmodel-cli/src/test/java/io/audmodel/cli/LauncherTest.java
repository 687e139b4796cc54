package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script, in a checkout where nothing is built, with a Maven that has the jar at hand. */
class LauncherTest {

    private static final Path JAR = Tool.CHECKOUT.resolve("audmodel-cli/target/audmodel.jar");

    @TempDir
    private Path folder;

    private Path checkout;
    private Path link;

    @BeforeEach
    void setUp() throws IOException {
        checkout = Files.createDirectories(folder.resolve("a checkout"));
        Files.createDirectory(checkout.resolve("audmodel-cli"));
        Files.copy(Tool.CHECKOUT.resolve("audmodel"), checkout.resolve("audmodel"));
        link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a checkout", "audmodel"));
    }

    @Test
    void launcher_buildsOnceAndKeepsAnArchiveOfClasses() throws Exception {
        maven("mkdir -p audmodel-cli/target && cp '" + JAR + "' audmodel-cli/target/ && echo built >> builds");

        Outcome first = run();
        assertThat(first.out()).as("%s", first).isEqualTo("f2710695\n");
        assertThat(first.err()).startsWith("audmodel: building ").containsOnlyOnce("\n");
        assertThat(run()).isEqualTo(new Outcome(0, "f2710695\n", ""));
        assertThat(checkout.resolve("builds")).hasContent("built");

        Path archive = archive();
        assertThat(archive).isNotEmptyFile();
        Files.delete(archive);
        Files.writeString(archive, "no archive of classes");
        assertThat(run()).isEqualTo(new Outcome(0, "f2710695\n", ""));
    }

    @Test
    void launcher_saysThatTheBuildFailed() throws Exception {
        maven("echo no network >&2; false");

        Outcome outcome = run();
        assertThat(outcome.status()).isEqualTo(6);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("no network\n").endsWith("audmodel: the build failed\n");
    }

    private Path archive() throws IOException {
        try (var files = Files.list(checkout.resolve("audmodel-cli/target"))) {
            List<Path> archives =
                    files.filter(file -> file.toString().endsWith(".jsa")).toList();
            assertThat(archives).hasSize(1);
            return archives.get(0);
        }
    }

    private void maven(String script) throws IOException {
        Path maven = folder.resolve("mvn");
        Files.writeString(maven, "#!/bin/sh\n" + script + "\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
    }

    private Outcome run() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(link.toString(), "uid", "--name", "a")
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        Map<String, String> environment = builder.environment();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.merge("PATH", folder.toString(), (path, ours) -> ours + ":" + path);
        int status = builder.start().waitFor();
        return new Outcome(status, Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }
}
