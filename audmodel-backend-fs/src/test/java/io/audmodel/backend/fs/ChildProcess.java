package io.audmodel.backend.fs;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ObjectExistsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A JVM of its own that works on a repository. */
final class ChildProcess {

    static final ObjectPath COUNTER = new ObjectPath("a/counter");
    static final ObjectPath HALF = new ObjectPath("a/half");
    static final int ROUNDS = 50;
    static final int KILLED = 137;

    private ChildProcess() {}

    /** @param shell what a shell does before it becomes the JVM, such as {@code umask 002} */
    static Process start(String shell, String work, Path root, String name) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String command = shell + "; exec \"$0\" \"$@\"";
        return new ProcessBuilder(List.of(
                        "sh",
                        "-c",
                        command,
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildProcess.class.getName(),
                        work,
                        root.toString(),
                        name))
                .redirectErrorStream(true)
                .start();
    }

    static int finish(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("the process hangs: " + output);
        }
        if (!output.isEmpty()) {
            throw new AssertionError("the process complained: " + output);
        }
        return process.exitValue();
    }

    public static void main(String[] arguments) throws IOException {
        try (Backend backend = new FsBackend(Path.of(arguments[1]))) {
            switch (arguments[0]) {
                case "count" -> count(backend);
                case "create" -> create(backend, arguments[2]);
                case "die" -> die(backend);
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
    }

    static ObjectPath contested(int round) {
        return new ObjectPath("a/contested-" + round);
    }

    static Content text(String text) {
        return Content.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void count(Backend backend) throws IOException {
        int done = 0;
        while (done < ROUNDS) {
            try (ObjectBody body = backend.get(COUNTER, ByteRange.all())) {
                int value = Integer.parseInt(new String(body.stream().readAllBytes(), StandardCharsets.UTF_8));
                backend.put(COUNTER, text("" + (value + 1)), PutMode.replace(body.info()));
                done++;
            } catch (ConflictException e) {
                Thread.onSpinWait();
            }
        }
    }

    /** Writes down which objects this process won. */
    private static void create(Backend backend, String name) {
        String won = IntStream.range(0, ROUNDS)
                .filter(round -> isCreated(backend, contested(round), name))
                .mapToObj(Integer::toString)
                .reduce("", (all, round) -> all + round + " ");
        backend.put(new ObjectPath("won/" + name), text(won), PutMode.create());
    }

    private static boolean isCreated(Backend backend, ObjectPath path, String name) {
        try {
            backend.put(path, text(name), PutMode.create());
            return true;
        } catch (ObjectExistsException e) {
            return false;
        }
    }

    private static void die(Backend backend) {
        HookedContent content =
                new HookedContent("whole", () -> Runtime.getRuntime().halt(KILLED));
        backend.put(HALF, content, PutMode.overwrite());
    }
}
