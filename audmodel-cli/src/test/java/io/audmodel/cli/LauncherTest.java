package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private List<String> launcher;

    @BeforeEach
    void setUp() throws IOException {
        checkout = Files.createDirectories(folder.resolve("a checkout"));
        Files.createDirectory(checkout.resolve("audmodel-cli"));
        Files.copy(Tool.CHECKOUT.resolve("audmodel"), checkout.resolve("audmodel"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a checkout", "audmodel"));
        launcher = List.of(link.toString());
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

    /** MD5 and SHA-256 are slow without the second compiler, and its start is, where there is little to hash. */
    @Test
    void compilers_areThoseThatPayForThemselves() throws Exception {
        Path small = Files.createDirectories(folder.resolve("small"));
        Files.writeString(Files.createDirectories(small.resolve("a folder")).resolve("weights"), "0.1");
        Path large = Files.createDirectories(folder.resolve("large/below"));
        try (RandomAccessFile sparse =
                new RandomAccessFile(large.resolve("weights").toFile(), "rw")) {
            sparse.setLength(5 << 20);
        }
        Path many = Files.createDirectories(folder.resolve("many"));
        for (int i = 0; i < 101; i++) {
            Files.createFile(many.resolve("file " + i));
        }
        Path links = Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("away"), large);
        String first = "-XX:TieredStopAtLevel=1";

        assertThat(flags("load", "emotion")).contains(first);
        assertThat(flags("publish", small.toString(), "--name", "a")).contains(first);
        assertThat(flags("publish", large.getParent().toString())).doesNotContain(first);
        assertThat(flags("publish", many.toString())).doesNotContain(first);
        assertThat(flags("publish", links.toString())).doesNotContain(first);
        assertThat(flags("publish", small.toString(), "--temporary-root", large.toString()))
                .doesNotContain(first);
        assertThat(flags("publish", "--unpack", "model.zip")).doesNotContain(first);
        assertThat(flags("verify", "emotion", small.toString())).doesNotContain(first);
    }

    @Test
    void nameOfAFile_isNotExecuted() throws Exception {
        Path odd = Files.createDirectories(folder.resolve("odd"));
        Files.createFile(odd.resolve("a\n-rw- 1 0 0 x[$(touch${IFS}executed)] b"));
        Files.createFile(odd.resolve("c\n-rw- 1 0 0 x[`touch${IFS}executed`] d"));
        // This shell executes what stands within a number.
        launcher = List.of("bash", "--posix", launcher.get(0));

        assertThat(flags("publish", odd.toString())).contains("-XX:TieredStopAtLevel=1");
        assertThat(folder.resolve("executed")).doesNotExist();
    }

    /** What the launcher tells a Java that only prints it. */
    private List<String> flags(String... arguments) throws IOException, InterruptedException {
        Path jar = checkout.resolve("audmodel-cli/target/audmodel.jar");
        Files.createDirectories(jar.getParent());
        Files.write(jar, new byte[0]);
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\nexit 100\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Outcome outcome = run(folder.resolve("jdk").toString(), arguments);
        assertThat(outcome.status()).as("%s", outcome).isZero();
        return outcome.out().lines().toList();
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
        return run(System.getProperty("java.home"), "uid", "--name", "a");
    }

    private Outcome run(String javaHome, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        Map<String, String> environment = builder.environment();
        environment.put("JAVA_HOME", javaHome);
        environment.merge("PATH", folder.toString(), (path, ours) -> ours + ":" + path);
        int status = builder.start().waitFor();
        return new Outcome(status, Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }
}
