package io.audmodel.catalogue;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A repository in memory, whose objects are an hour old, and which counts what is read of it; with a client that has a cache
 * of its own.
 */
final class Shelf implements AutoCloseable {

    static final Repository REPOSITORY = Repository.of("memory:tests#models");

    /** The paths that were read, other than in listings. */
    final List<String> reads = new CopyOnWriteArrayList<>();

    private final Path folder;
    private final AudModel client;
    private final Backend backend;
    private Instant now = Instant.now().minus(Duration.ofHours(1));

    Shelf(Path folder) {
        this.folder = folder;
        this.backend = new ForwardingBackend(new InMemoryBackend(() -> now)) {
            @Override
            public ObjectBody get(ObjectPath path, ByteRange range) {
                reads.add(path.name());
                return super.get(path, range);
            }
        };
        this.client = AudModel.builder()
                .repository(REPOSITORY, backend)
                .cacheRoot(folder.resolve("cache"))
                .clock(Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC))
                .build();
    }

    AudModel client() {
        return client;
    }

    Backend backend() {
        return backend;
    }

    /** Makes the following writes so old. */
    void writeAt(Instant moment) {
        now = moment;
    }

    /** A request that a test adds to. */
    PublishRequest request(String name, String version) {
        return PublishRequest.of(model(), name, Version.of(version))
                .author("anna")
                .date(LocalDate.of(2024, 1, 31));
    }

    ModelId publish(PublishRequest request) {
        return client.publish(request);
    }

    /** A folder with the files of a small model. */
    Path model() {
        Path file = folder.resolve("model/net/weights.txt");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, "0.1 0.2\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder.resolve("model");
    }

    Path site() {
        return folder.resolve("site");
    }

    CatalogueReport write() {
        return Catalogue.of(client).write(site());
    }

    String page() {
        try {
            return Files.readString(site().resolve(Catalogue.PAGE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
