package io.audmodel.it.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.AudModelException;
import io.audmodel.error.PublishInProgressException;
import io.audmodel.it.kit.Crashing;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import io.audmodel.model.Version;
import io.audmodel.testkit.FaultyBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A store whose clock the test moves, and publishers of one id, each with files and metadata of its own. */
final class PublishRules {

    static final ModelId ID =
            PublishRequest.of(Path.of("."), "onnx", Version.of("1.0.0")).id();
    static final ObjectPath ARCHIVE = new ObjectPath(Layouts.archive("onnx", ID));
    static final ObjectPath META = new ObjectPath(Layouts.meta(ID));
    static final ObjectPath HEADER = new ObjectPath(Layouts.header(ID));

    /** The folder of the header, and of what publishers say of themselves. */
    static final ObjectPath VERSION =
            new ObjectPath(HEADER.text().substring(0, HEADER.text().lastIndexOf('/')));

    /** As somebody else raises it. */
    static final Content FENCE = text("# audmodel: publishing 0123456789abcdef fedcba9876543210\n");

    private final Workshop workshop;
    private final Map<String, Path> models = new HashMap<>();
    private Instant now = Instant.parse("2026-02-03T04:05:06Z");
    private final InMemoryBackend store = new InMemoryBackend(() -> now);

    PublishRules(Workshop workshop) {
        this.workshop = workshop;
    }

    static Content text(String text) {
        return Content.of(text.getBytes(StandardCharsets.UTF_8));
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    InMemoryBackend store() {
        return store;
    }

    FaultyBackend faulty() {
        return new FaultyBackend(store.reconnect());
    }

    /** The store, which declares these capabilities alone. */
    FaultyBackend declaring(Set<Capability> capabilities) {
        return new FaultyBackend(new AlteredBackend(store.reconnect(), capabilities, UnaryOperator.identity()));
    }

    /** A client whose clock stands. */
    public AudModel client(Backend backend) {
        return workshop.open(
                workshop.builder().repository(workshop.repository(), backend).clock(Clock.fixed(now, ZoneOffset.UTC)));
    }

    public AudModel client() {
        return client(store.reconnect());
    }

    /** Always the same files for one author. */
    PublishRequest by(String author) {
        Path files = models.computeIfAbsent(author, workshop::model);
        return PublishRequest.of(files, "onnx", Version.of("1.0.0"))
                .author(author)
                .meta(Map.of("by", author));
    }

    /** As {@link #by}, with files so large that a store may keep no conditions of their archive. */
    PublishRequest byWithMuch(String author) {
        byte[] noise = new byte[1_200_000];
        new Random(author.hashCode()).nextBytes(noise);
        PublishRequest request = by(author);
        Samples.file(models.get(author).resolve("weights.bin"), noise);
        return request;
    }

    /** Publishes archive and metadata, and no more. */
    void leaveRemains(String author) {
        Crashing crashing = new Crashing(store.reconnect(), 2);
        catchThrowableOfType(RuntimeException.class, () -> client(crashing).publish(by(author)));
        assertThat(crashing.hasDied()).isTrue();
        assertThat(store.stat(META)).isPresent();
        assertThat(store.stat(HEADER)).isEmpty();
    }

    /** Writes over whatever is there. */
    public void write(ObjectPath path, Content content) {
        store.put(path, content, PutMode.overwrite());
    }

    byte[] bytes(ObjectPath path) {
        try (ObjectBody body = store.get(path, ByteRange.all())) {
            return body.stream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The archive as its publisher writes it where nobody is in its way. */
    byte[] archiveOf(String author) {
        return alone(author).bytes(ARCHIVE);
    }

    /** The header as its publisher writes it. */
    byte[] headerOf(String author) {
        return alone(author).bytes(HEADER);
    }

    private PublishRules alone(String author) {
        PublishRules alone = new PublishRules(workshop);
        alone.models.putAll(models);
        alone.client().publish(alone.by(author));
        return alone;
    }

    /** Its type tells a caller whether there is such a model, as its message does. */
    AudModelException refusal(Backend backend, PublishRequest request) {
        AudModelException refusal = catchThrowableOfType(
                AudModelException.class, () -> client(backend).publish(request));
        assertThat(refusal).as("it was published").isNotNull();
        assertThat(refusal)
                .isExactlyInstanceOf(
                        refusal.getMessage().contains(" exists already in ")
                                ? AlreadyExistsException.class
                                : PublishInProgressException.class);
        return refusal;
    }

    void requireModelOf(String author) {
        AudModel reader = client();
        assertThat(reader.header(ID).author()).isEqualTo(author);
        assertThat(reader.meta(ID)).isEqualTo(Map.of("by", author));
        assertThat(FileTree.of(reader.load(ID))).isEqualTo(FileTree.of(models.get(author)));
    }
}
