package io.audmodel.cache.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another process, spoken with by lines, and gone when the test is over. */
final class ChildProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;
    private final PrintWriter in;

    ChildProcess(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        in = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** A JVM that runs {@link CacheProgram}. */
    static ChildProcess jvm(Path root, String... arguments) throws IOException {
        return new ChildProcess(jvmCommand(System.getProperty("java.class.path"), List.of(), root, arguments));
    }

    static List<String> jvmCommand(String classPath, List<String> flags, Path root, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1"));
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, CacheProgram.class.getName(), root.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    long pid() {
        return process.pid();
    }

    /** Waits for the next line, which has to be this one. */
    void expect(String line) throws IOException {
        assertThat(out.readLine()).as("the next line of the child process").isEqualTo(line);
    }

    String readLine() throws IOException {
        return String.valueOf(out.readLine());
    }

    void send(String line) {
        in.println(line);
    }

    /** All further lines, once the process has ended. */
    List<String> remaining() throws Exception {
        List<String> lines = out.lines().toList();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the process ends").isTrue();
        return lines;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
