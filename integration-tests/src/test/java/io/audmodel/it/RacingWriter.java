package io.audmodel.it;

import io.audmodel.AudModel;
import io.audmodel.CopyRequest;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Environment;
import io.audmodel.error.AudModelException;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The main class of JVMs that write the same models: one command a line, of a {@link Turn}, and one answer. Its arguments
 * are the repository, one to copy from, a cache root, the folder of its model, its name and by how many hours its clock
 * is wrong.
 */
final class RacingWriter {

    static final String DONE = "done";

    private final AudModel client;
    private final AudModel source;
    private final PausingBackend backend;
    private final Path model;
    private final String author;

    private RacingWriter(AudModel client, AudModel source, PausingBackend backend, Path model, String author) {
        this.client = client;
        this.source = source;
        this.backend = backend;
        this.model = model;
        this.author = author;
    }

    /** What a writer does in one round. */
    enum Deed {
        PUBLISH,
        TAKE_OVER,
        COPY,
        MOVE_ALIAS
    }

    /**
     * One round of a writer.
     *
     * @param delay microseconds before it begins
     * @param call before which of its calls to the store it stands still, counted from 1; none if 0
     * @param pause for how many milliseconds; it dies there if this is negative
     */
    record Turn(Deed deed, String version, int delay, int call, int pause) {

        String command() {
            return String.join(
                    " ",
                    deed.name(),
                    version,
                    Integer.toString(delay),
                    Integer.toString(call),
                    Integer.toString(pause));
        }

        static Turn of(String command) {
            String[] words = command.split(" ");
            return new Turn(
                    Deed.valueOf(words[0]),
                    words[1],
                    Integer.parseInt(words[2]),
                    Integer.parseInt(words[3]),
                    Integer.parseInt(words[4]));
        }

        boolean isDeadly() {
            return call > 0 && pause < 0;
        }
    }

    static PublishRequest request(Path model, String version, String author) {
        return PublishRequest.of(model, "onnx", version).author(author).meta(Map.of("author", author));
    }

    public static void main(String[] arguments) throws Exception {
        Repository repository = Repository.parse(arguments[0]);
        Repository copied = Repository.parse(arguments[1]);
        Path cacheRoot = Path.of(arguments[2]);
        Environment nobody = Environment.of(Map.of(), cacheRoot.resolveSibling("nobody"), Workshop.USER);
        Duration wrong = Duration.ofHours(Long.parseLong(arguments[5]));
        try (PausingBackend backend = new PausingBackend(Connections.open(repository));
                AudModel client = AudModel.builder()
                        .environment(nobody)
                        .cacheRoot(cacheRoot)
                        .clock(Clock.offset(Clock.systemUTC(), wrong))
                        .repository(repository, backend)
                        .build();
                AudModel source = AudModel.builder()
                        .environment(nobody)
                        .cacheRoot(cacheRoot)
                        .repository(copied, Connections.open(copied))
                        .build()) {
            new RacingWriter(client, source, backend, Path.of(arguments[3]), arguments[4]).obey();
        }
    }

    private void obey() throws Exception {
        Worker.say(Worker.READY);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            Worker.say(answer(Turn.of(line)));
        }
    }

    private String answer(Turn turn) {
        backend.plan(turn.call(), turn.pause());
        LockSupport.parkNanos(turn.delay() * 1_000L);
        try {
            perform(turn);
            return DONE;
        } catch (AudModelException e) {
            return e.getClass().getSimpleName() + " " + e.getMessage();
        } finally {
            backend.plan(0, 0);
        }
    }

    private void perform(Turn turn) {
        PublishRequest request = request(model, turn.version(), author);
        ModelId id = request.id();
        switch (turn.deed()) {
            case PUBLISH -> client.publish(request);
            case TAKE_OVER -> client.publish(request.takeOver());
            case COPY -> source.copy(CopyRequest.of(id), client);
            case MOVE_ALIAS -> client.setAlias(new Alias("live"), id);
        }
    }
}
