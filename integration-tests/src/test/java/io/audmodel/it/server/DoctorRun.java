package io.audmodel.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs {@code audmodel doctor} in a process with an environment of its own. */
final class DoctorRun {

    private final Path folder;
    private final Map<String, String> variables = new TreeMap<>();
    private final List<String> before = new ArrayList<>();
    private final List<String> flags =
            new ArrayList<>(List.of("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));

    /** @param folder an empty one, in which the home is */
    DoctorRun(Path folder) throws IOException {
        this.folder = folder;
        variable("HOME", Files.createDirectories(folder.resolve("home")).toString());
        variable("PATH", System.getenv("PATH"));
        variable("LC_ALL", "C.UTF-8");
        variable("AWS_EC2_METADATA_DISABLED", "true");
        if (Runtime.version().feature() >= 22) {
            flag("--enable-native-access=ALL-UNNAMED");
        }
    }

    /** A variable of its environment; an empty one takes it away. */
    DoctorRun variable(String name, String value) {
        if (value.isEmpty()) {
            variables.remove(name);
        } else {
            variables.put(name, value);
        }
        return this;
    }

    DoctorRun flag(String flag) {
        flags.add(flag);
        return this;
    }

    /** A command that runs it. */
    DoctorRun by(List<String> command) {
        before.addAll(command);
        return this;
    }

    Report run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.audmodel.cli.Main", "doctor"));
        command.addAll(List.of(options));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        int status = builder.start().waitFor();
        return new Report(status, Files.readString(out), Files.readString(err));
    }

    /** What it left. */
    record Report(int status, String out, String err) {

        /** Expects that it found something, and says these words of it. */
        void names(String... words) {
            assertThat(out + err).as("status %s", status).contains(words);
            assertThat(out).contains("\nwhat to do\n- ");
            assertThat(status).isNotZero();
        }
    }
}
