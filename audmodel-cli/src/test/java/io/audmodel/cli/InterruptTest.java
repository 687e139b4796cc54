package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C, or another request to end, in the middle of a transfer. */
@Tag("one-jdk")
class InterruptTest {

    private static final int CTRL_C = 130;
    private static final int TERMINATED = 143;

    @TempDir
    private Path folder;

    private Tool tool;

    @BeforeEach
    void setUp() {
        tool = new Tool(folder);
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void publish_leavesNothingInTheRepository(String signal, int status) throws Exception {
        Path model = zeros(16L << 30);
        Process publish = start("publish", model, "--name", "emotion", "--version", "1.0.0", "--alias", "best");
        send(signal, publish, tool.host());

        assertThat(tool.end(publish).status()).isEqualTo(status);
        assertThat(files(tool.host())).isEmpty();
    }

    @Test
    void load_leavesNothingInTheCache() throws Exception {
        zeros(256L << 20);
        String id = tool.publish("emotion", "1.0.0", Map.of()).toString();
        Process load = start("load", id);
        send("INT", load, tool.cache());

        assertThat(tool.end(load).status()).isEqualTo(CTRL_C);
        assertThat(files(tool.cache()))
                .allMatch(file -> file.getName().equals("1.0.0.header.yaml")
                        || file.getName().equals(".1.0.0.lock"));
        assertThat(tool.run("load", id).line()).endsWith("1.0.0");
    }

    @Test
    void fetch_leavesNothingInTheFolder() throws Exception {
        zeros(256L << 20);
        String id = tool.publish("emotion", "1.0.0", Map.of()).toString();
        Path target = folder.resolve("target");
        Process fetch = start("fetch", id, target);
        send("TERM", fetch, target);

        assertThat(tool.end(fetch).status()).isEqualTo(TERMINATED);
        assertThat(target.toFile().list()).containsExactly(".audmodel.lock");
    }

    @Test
    void fetchThatIsKilled_isCompletedByTheNext() throws Exception {
        zeros(256L << 20);
        String id = tool.publish("emotion", "1.0.0", Map.of()).toString();
        Path target = folder.resolve("target");
        Process fetch = start("fetch", id, target);
        // The launcher would end, and Java go its way.
        send("KILL $(pgrep -P " + fetch.pid() + ") ", fetch, target);
        tool.end(fetch);

        assertThat(target.toFile().list()).containsExactlyInAnyOrder(".audmodel.lock", ".audmodel.tmp");
        assertThat(tool.run("fetch", id, target).line()).isEqualTo(id);
        assertThat(target.toFile().list())
                .containsExactlyInAnyOrder(".audmodel.lock", ".audmodel.yaml", "net", "zeros");
    }

    // A build that runs in the background ignores the signal, and so would what it starts.
    private Process start(Object... arguments) {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,HUP,TERM"));
        command.addAll(Tool.command(arguments));
        return tool.start(command);
    }

    /** A model with a file that takes a while, and no room on the disk. */
    private Path zeros(long size) throws IOException {
        Path root = tool.model();
        try (RandomAccessFile file = new RandomAccessFile(root.resolve("zeros").toFile(), "rw")) {
            file.setLength(size);
        }
        return root;
    }

    /** Sends the signal as soon as the process has written something that is not small. */
    private static void send(String signal, Process process, Path where) throws IOException, InterruptedException {
        // On a busy machine the start of a shell may take as long as a transfer: it waits for a line.
        Process kill = new ProcessBuilder("sh", "-c", "read -r line; kill -" + signal + " " + process.pid()).start();
        while (bytes(where) < 100_000) {
            assertThat(process.waitFor(1, TimeUnit.MILLISECONDS))
                    .as("it ended too soon")
                    .isFalse();
        }
        try (OutputStream line = kill.getOutputStream()) {
            line.write('\n');
        }
        assertThat(kill.waitFor()).isZero();
    }

    private static long bytes(Path where) {
        return files(where).stream().mapToLong(File::length).sum();
    }

    // Those that vanish in the meantime are no error to this class.
    private static List<File> files(Path where) {
        return Stream.ofNullable(where.toFile().listFiles())
                .flatMap(Stream::of)
                .flatMap(file -> file.isDirectory() ? files(file.toPath()).stream() : Stream.of(file))
                .filter(File::isFile)
                .toList();
    }
}
