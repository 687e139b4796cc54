package io.audmodel.it.kit;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Another JVM that runs a {@link Worker}, or another program like it, and obeys line by line. */
public final class Jvm implements AutoCloseable {

    private static final long MINUTES = 3;

    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader answers;
    private final Path noise;

    private Jvm(Process process, Path noise) {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.noise = noise;
    }

    /** How a JVM is started. */
    public static final class Launch {

        private final Path work;
        private final List<String> before = new ArrayList<>();
        // JVMs whose process ids meet in one folder for their counters say so where an answer is expected.
        private final List<String> flags = new ArrayList<>(List.of(
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8"));
        private final Map<String, String> variables = new HashMap<>();
        private Optional<String> classPath = Optional.empty();
        private Class<?> program = Worker.class;

        /** @param work a folder for what the process prints beside its answers */
        public Launch(Path work) {
            this.work = work;
            if (Runtime.version().feature() >= 22) {
                flags.add("--enable-native-access=ALL-UNNAMED");
            }
        }

        /** A command that runs the JVM, such as one that changes the user. */
        public Launch by(List<String> command) {
            before.addAll(command);
            return this;
        }

        public Launch flag(String flag) {
            flags.add(flag);
            return this;
        }

        /** A variable of its environment. */
        public Launch variable(String name, String value) {
            variables.put(name, value);
            return this;
        }

        public Launch classPath(String other) {
            classPath = Optional.of(other);
            return this;
        }

        /** What it runs in place of a {@link Worker}; it says that it is ready, and answers each line with one. */
        public Launch program(Class<?> other) {
            program = other;
            return this;
        }

        /** Starts it, and waits until it is ready for commands. */
        public Jvm start(Object... arguments) {
            Jvm jvm = begin(arguments);
            jvm.awaitReady();
            return jvm;
        }

        /** Starts it. */
        public Jvm begin(Object... arguments) {
            List<String> command = new ArrayList<>(before);
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(flags);
            command.addAll(classes());
            command.add(program.getName());
            for (Object argument : arguments) {
                command.add(argument.toString());
            }
            try {
                Path noise = Files.createTempFile(work, "jvm-", ".log");
                ProcessBuilder builder = new ProcessBuilder(command).redirectError(noise.toFile());
                builder.environment().putAll(variables);
                return new Jvm(builder.start(), noise);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private List<String> classes() {
            Optional<ClassArchive> archive = mayReadAnArchive() ? ClassArchive.forOneMore() : Optional.empty();
            return archive.map(all -> List.of("-XX:SharedArchiveFile=" + all.file(), "-cp", all.classPath()))
                    .orElseGet(() -> List.of("-cp", classPath.orElseGet(() -> System.getProperty("java.class.path"))));
        }

        /**
         * Other users must not read it, where a test bounds the memory, classes take what they take of users, and a JVM of JDK 25
         * ends with an error that it does not explain.
         */
        private boolean mayReadAnArchive() {
            boolean isBounded =
                    flags.stream().filter(flag -> flag.startsWith("-Xmx")).count() > 1;
            return classPath.isEmpty()
                    && before.isEmpty()
                    && !isBounded
                    && Runtime.version().feature() == 17;
        }
    }

    public long pid() {
        return process.pid();
    }

    public void awaitReady() {
        String line = answer();
        if (!line.equals(Worker.READY)) {
            throw new AssertionError("not ready: " + line);
        }
    }

    public void tell(String command) {
        try {
            commands.write(command);
            commands.newLine();
            commands.flush();
        } catch (IOException e) {
            throw new AssertionError("cannot tell '" + command + "': " + noise(), e);
        }
    }

    /** The next line that it prints. */
    public String answer() {
        return answerUnlessDead().orElseThrow(() -> new AssertionError("the JVM ended: " + noise()));
    }

    /** The next line that it prints; empty if it has ended. */
    public Optional<String> answerUnlessDead() {
        try {
            return Optional.ofNullable(answers.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String ask(String command) {
        tell(command);
        return answer();
    }

    /** Kills it at once, without any chance to clean up; returns the lines that nobody has read yet. */
    public List<String> kill() {
        // Process.destroyForcibly would close the pipe with them.
        process.toHandle().destroyForcibly();
        await();
        List<String> rest = new ArrayList<>();
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                rest.add(line);
            }
        } catch (IOException e) {
            // What was read until the pipe broke is what there is.
            return rest;
        }
        return rest;
    }

    /** Lets it end by itself, which it has to do without an error and without a word beside its answers. */
    @Override
    public void close() {
        try {
            commands.close();
        } catch (IOException e) {
            process.destroyForcibly();
        }
        await();
        if (process.exitValue() != 0 || !noise().isEmpty()) {
            throw new AssertionError("a JVM ended with " + process.exitValue() + " and said: " + noise());
        }
    }

    private void await() {
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("a JVM hangs: " + noise());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private String noise() {
        try {
            return Files.readString(noise);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
