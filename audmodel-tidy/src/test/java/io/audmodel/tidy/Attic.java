package io.audmodel.tidy;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.Environment;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.UnavailableException;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A repository in memory whose clock a test sets, and clients of it with caches of their own. */
final class Attic implements AutoCloseable {

    static final Repository REPOSITORY = Repository.of("memory:tests#models");

    private final Path folder;
    private Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private final InMemoryBackend objects = new InMemoryBackend(() -> now);
    private final AudModel client;
    private int clients;

    Attic(Path folder) {
        this.folder = folder;
        this.client = client(objects.reconnect());
    }

    /** Lets time pass for the store and all clients. */
    void pass(Duration time) {
        now = now.plus(time);
    }

    AudModel client() {
        return client;
    }

    Tidying tidying() {
        return Tidying.of(client).by("a test");
    }

    Backend backend() {
        return objects;
    }

    AudModel client(Backend backend) {
        return AudModel.builder()
                .environment(Environment.of(Map.of(), folder.resolve("home"), "anna"))
                .cacheRoot(folder.resolve("cache-" + clients++))
                .clock(new Moving())
                .repository(REPOSITORY, backend)
                .build();
    }

    /** A connection that can be made to fail. */
    FaultyBackend faulty() {
        return new FaultyBackend(objects.reconnect());
    }

    PublishRequest request(String name, String version) {
        Path model = folder.resolve("model-" + name + "-" + version);
        try {
            Files.createDirectories(model);
            Files.writeString(model.resolve("weights.txt"), name + " " + version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PublishRequest.of(model, name, Version.of(version)).meta(Map.of("version", version));
    }

    ModelId publish(String name, String version) {
        return client.publish(request(name, version));
    }

    /** A publish that ends before it writes what has this ending. */
    ModelId breakOff(String name, String version, String ending) {
        FaultyBackend dying = faulty();
        dying.before(1, call -> call.is(Operation.PUT, ending), FaultyBackend.failing(UnavailableException::new));
        try (AudModel unlucky = client(dying)) {
            unlucky.publish(request(name, version));
            throw new AssertionError("the publish succeeded");
        } catch (UnavailableException e) {
            return request(name, version).id();
        }
    }

    void alias(String name, ModelId target) {
        client.setAlias(Alias.of(name), target);
    }

    void write(String path, String text) {
        objects.put(new ObjectPath(path), Content.of(text.getBytes(StandardCharsets.UTF_8)), PutMode.overwrite());
    }

    SortedSet<String> paths() {
        SortedSet<String> paths = new TreeSet<>();
        try (Stream<ObjectInfo> all = objects.list(ObjectPath.ROOT)) {
            all.forEach(object -> paths.add(object.path().text()));
        }
        return paths;
    }

    SortedSet<String> pathsOf(ModelId id) {
        SortedSet<String> paths = new TreeSet<>(paths());
        paths.removeIf(path -> path.startsWith("_tidy/")
                || !path.contains(id.shortId().text())
                || !path.contains("/" + id.version() + "/"));
        return paths;
    }

    @Override
    public void close() {
        client.close();
    }

    private final class Moving extends Clock {

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
