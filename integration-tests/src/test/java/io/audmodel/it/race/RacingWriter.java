package io.audmodel.it.race;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.CopyRequest;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Environment;
import io.audmodel.backend.s3.SmallUploads;
import io.audmodel.error.AudModelException;
import io.audmodel.it.kit.Connections;
import io.audmodel.it.kit.Worker;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
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
 * are the repository, one to copy from, a cache root, the folder of its model, its name, by how many hours its clock
 * is wrong, and the name of the models.
 */
final class RacingWriter {

    static final String DONE = "done";

    /** The system property by which objects of more than a megabyte go in parts to S3. */
    static final String SMALL_UPLOADS = "audmodel.meetings.parts";

    private final Repository repository;
    private final Repository source;
    private final Path cacheRoot;
    private final Path model;
    private final String author;
    private final Duration wrong;
    private final String name;
    private PausingBackend backend;
    private AudModel client;

    private RacingWriter(String... arguments) {
        this.repository = Repository.of(arguments[0]);
        this.source = Repository.of(arguments[1]);
        this.cacheRoot = Path.of(arguments[2]);
        this.model = Path.of(arguments[3]);
        this.author = arguments[4];
        this.wrong = Duration.ofHours(Long.parseLong(arguments[5]));
        this.name = arguments[6];
        this.backend = new PausingBackend(connect());
        this.client = client();
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
     * @param isNew whether by a client that has written nothing yet
     */
    record Turn(Deed deed, String version, int delay, int call, int pause, boolean isNew) {

        String command() {
            return String.join(
                    " ",
                    deed.name(),
                    version,
                    Integer.toString(delay),
                    Integer.toString(call),
                    Integer.toString(pause),
                    Boolean.toString(isNew));
        }

        static Turn of(String command) {
            String[] words = command.split(" ");
            return new Turn(
                    Deed.valueOf(words[0]),
                    words[1],
                    Integer.parseInt(words[2]),
                    Integer.parseInt(words[3]),
                    Integer.parseInt(words[4]),
                    Boolean.parseBoolean(words[5]));
        }

        boolean isDeadly() {
            return call > 0 && pause < 0;
        }
    }

    static PublishRequest request(Path model, String name, String version, String author) {
        return PublishRequest.of(model, name, Version.of(version))
                .author(author)
                .meta(Map.of("author", author));
    }

    public static void main(String[] arguments) throws Exception {
        new RacingWriter(arguments).obey();
    }

    private Backend connect() {
        if (!Boolean.getBoolean(SMALL_UPLOADS)) {
            return Connections.open(repository);
        }
        Path temporaryRoot = Path.of(System.getProperty("java.io.tmpdir"));
        return SmallUploads.open(repository, new BackendSettings(Map.of(), Environment.system(), temporaryRoot));
    }

    private AudModel client() {
        return builder()
                .clock(Clock.offset(Clock.systemUTC(), wrong))
                .repository(repository, backend)
                .build();
    }

    private AudModelBuilder builder() {
        return AudModel.builder()
                .environment(Environment.of(Map.of(), cacheRoot.resolveSibling("nobody"), Workshop.USER))
                .cacheRoot(cacheRoot);
    }

    private void beginAnew() {
        client.close();
        backend.close();
        backend = new PausingBackend(connect());
        client = client();
    }

    private void obey() throws Exception {
        try (AudModel copying =
                builder().repository(source, Connections.open(source)).build()) {
            Worker.say(Worker.READY);
            BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                Worker.say(answer(Turn.of(line), copying));
            }
        }
    }

    private String answer(Turn turn, AudModel copying) {
        if (turn.isNew()) {
            beginAnew();
        }
        backend.plan(turn.call(), turn.pause());
        LockSupport.parkNanos(turn.delay() * 1_000L);
        try {
            perform(turn, copying);
            return DONE;
        } catch (AudModelException e) {
            return e.getClass().getSimpleName() + " " + e.getMessage();
        } finally {
            backend.plan(0, 0);
        }
    }

    private void perform(Turn turn, AudModel copying) {
        PublishRequest request = request(model, name, turn.version(), author);
        ModelId id = request.id();
        switch (turn.deed()) {
            case PUBLISH -> client.publish(request);
            case TAKE_OVER -> client.publish(request.takeOver());
            case COPY -> copying.copy(CopyRequest.of(id), client);
            case MOVE_ALIAS -> client.setAlias(new Alias(name + "-live"), id);
        }
    }
}
